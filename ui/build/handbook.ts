// Renders docs/用户手册.md into pages of the window while the page is built, never at run time.
import MarkdownIt from 'markdown-it'
import type { Plugin } from 'vite'

/** A chapter as it is rendered. Pictures stand in it as their own addresses in the manual. */
export interface Chapter {
  /** Its place, counted from 1; also its address. */
  slug: string
  title: string
  html: string
  /** Its words alone, for searching. */
  text: string
}

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })

/** Cuts the manual into its chapters: what stands before the first is the first one's foreword. */
export function chaptersOf(manual: string): Chapter[] {
  const body = manual.replace(/^# .*\n/, '')
  const [, ...parts] = body.split(/^## /m)
  return parts.map((part, index) => {
    const [title = '', ...lines] = part.split('\n')
    const html = markdown.render(lines.join('\n'))
    return { slug: String(index + 1), title: title.trim(), html, text: wordsOf(html) }
  })
}

function wordsOf(html: string): string {
  const words = html.replace(/<[^>]+>/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&')
  return words.replace(/\s+/g, ' ').trim()
}

/** The manual as a module: its pictures are imported, so that they are packed with the page. */
export function moduleOf(manual: string): string {
  const pictures: string[] = []
  const chapters = chaptersOf(manual).map((chapter) => {
    const html = chapter.html.replace(/<img src="([^"]+)"/g, (_, source: string) => {
      pictures.push(`./${decodeURI(source)}?url`)
      return `<img loading="lazy" src="picture:${pictures.length - 1}"`
    })
    return { ...chapter, html }
  })
  const imports = pictures.map((file, index) => `import picture${index} from ${JSON.stringify(file)}`)
  const names = pictures.map((_, index) => `picture${index}`)
  return [
    ...imports,
    `const pictures = [${names.join(', ')}]`,
    `const chapters = ${JSON.stringify(chapters)}`,
    'const placed = (html) => html.replace(/picture:(\\d+)/g, (_, index) => pictures[Number(index)])',
    'export default chapters.map((chapter) => ({ ...chapter, html: placed(chapter.html) }))',
  ].join('\n')
}

/** Lets a page import the manual, the only text of this kind that is packed. */
export function handbook(): Plugin {
  return {
    name: 'handbook',
    transform: (text, id) => (id.endsWith('/用户手册.md') ? { code: moduleOf(text), moduleType: 'js' } : undefined),
  }
}
