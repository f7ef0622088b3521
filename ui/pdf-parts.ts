// What pdf.js fetches by itself while it draws: character maps, standard fonts, decoders. They are
// copied beside the page under pdf/, for there is no network to fetch them from.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const FOLDERS = ['cmaps', 'standard_fonts', 'wasm', 'iccs']

export function pdfParts(): Plugin {
  const home = fileURLToPath(new URL('./node_modules/pdfjs-dist', import.meta.url))
  return {
    name: 'pdf-parts',
    apply: 'build',
    generateBundle() {
      for (const folder of FOLDERS) {
        for (const name of readdirSync(join(home, folder))) {
          const source = readFileSync(join(home, folder, name))
          this.emitFile({ type: 'asset', fileName: `pdf/${folder}/${name}`, source })
        }
      }
    },
  }
}
