// Renders the manual of docs/用户手册 into chapters: its index, its texts, the module that holds them.
import MarkdownIt from 'markdown-it'
import { pinyin } from 'pinyin-pro'

/** A chapter as it is rendered. */
export interface Chapter {
  /** Its file's name without number and ending; also its address. */
  slug: string
  /** Under which heading of the index it stands. */
  part: string
  title: string
  html: string
  /** Its words alone, for searching. */
  text: string
  /** The title's pinyin initials, for searching. */
  initials: string
}

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })

/** `03-怎样公布低保名单.md` is 怎样公布低保名单. */
export function slugOf(file: string): string {
  return file.replace(/^\d+-/, '').replace(/\.md$/, '')
}

/** The files that the index lists, in order, each under its heading. */
export function listed(index: string): { part: string; file: string }[] {
  let part = ''
  const files: { part: string; file: string }[] = []
  for (const line of index.split('\n')) {
    if (line.startsWith('## ')) part = line.slice(3).trim()
    const file = /^\d+\. \[[^\]]+\]\(([^)]+\.md)\)/.exec(line)?.[1]
    if (file !== undefined) files.push({ part, file: decodeURI(file) })
  }
  return files
}

/** Renders one chapter. Pictures stand in it as their own addresses in the manual. */
export function chapterOf(part: string, file: string, written: string): Chapter {
  const [head = '', ...lines] = written.split('\n')
  const title = head.replace(/^# /, '').trim()
  const html = below(toChapters(markdown.render(lines.join('\n'))))
  const initials = pinyin(title, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase()
  return { slug: slugOf(file), part, title, html, text: wordsOf(html), initials }
}

/** A link to another chapter's file leads to its page. */
function toChapters(html: string): string {
  return html.replace(/href="([^":]+)\.md"/g, (_, file: string) => `href="#/handbook/${encodeURIComponent(slugOf(decodeURI(file)))}"`)
}

/** A chapter's own headings stand below its title. */
function below(html: string): string {
  return html.replace(/<(\/?)h2>/g, '<$1h3>')
}

function wordsOf(html: string): string {
  const words = html.replace(/<[^>]+>/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&')
  // Marked words stand in the middle of a sentence; a space beside them would hide it from a search.
  return words.replace(/\s+/g, ' ').replace(/(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])/g, '').trim()
}

/**
 * The manual as a module: its pictures are imported, so that they are packed with the page. One that
 * has not been taken yet is left out: it is taken in the window that is being built.
 */
export function moduleOf(chapters: readonly Chapter[], isTaken: (file: string) => boolean): string {
  const pictures: string[] = []
  const placed = chapters.map((chapter) => {
    const html = chapter.html.replace(/<img src="([^"]+)"[^>]*>/g, (image, address: string) => {
      const file = decodeURI(address)
      if (!isTaken(file)) return ''
      pictures.push(`./${file}?url`)
      return image.replace(`"${address}"`, `"picture:${pictures.length - 1}"`)
    })
    return { ...chapter, html }
  })
  const imports = pictures.map((file, index) => `import picture${index} from ${JSON.stringify(file)}`)
  const names = pictures.map((_, index) => `picture${index}`)
  return [
    ...imports,
    `const pictures = [${names.join(', ')}]`,
    `const chapters = ${JSON.stringify(placed)}`,
    'const placed = (html) => html.replace(/picture:(\\d+)/g, (_, index) => pictures[Number(index)])',
    'export default chapters.map((chapter) => ({ ...chapter, html: placed(chapter.html) }))',
  ].join('\n')
}
