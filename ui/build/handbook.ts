// Lets a page import docs/用户手册: read and rendered while the page is built, never at run time.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'
import { chapterOf, listed, moduleOf } from './chapters.ts'

/** The manual is the only text of this kind that is packed. */
export function handbook(): Plugin {
  return {
    name: 'handbook',
    transform(text, id) {
      if (!id.endsWith('/用户手册/README.md')) return undefined
      const at = (file: string) => join(dirname(id), file)
      const chapters = listed(text).map(({ part, file }) => {
        this.addWatchFile(at(file))
        return chapterOf(part, file, readFileSync(at(file), 'utf8'))
      })
      return { code: moduleOf(chapters, (file) => existsSync(at(file))), moduleType: 'js' }
    },
  }
}
