// Finding words in the manual: which chapters have them, and the sentence where they stand.

/** What a chapter has to be found by. */
export interface Findable {
  slug: string
  title: string
  text: string
  /** The title's pinyin initials: zygbdbmd. */
  initials: string
}

/** A chapter that was found. */
export interface Found {
  slug: string
  title: string
  /** The words around the first place, in three parts: before, the words, after. */
  around: [string, string, string] | undefined
}

const BEFORE = 14
const AFTER = 34

/** The chapters that hold every word of `sought`; a title counts before a text. */
export function find(chapters: readonly Findable[], sought: string): Found[] {
  const words = sought.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const titled = (chapter: Findable, word: string) => chapter.title.toLowerCase().includes(word) || (/^[a-z]{2,}$/.test(word) && chapter.initials.includes(word))
  const inTitle = (chapter: Findable) => words.every((word) => titled(chapter, word))
  const holds = (chapter: Findable) => words.every((word) => titled(chapter, word) || chapter.text.toLowerCase().includes(word))
  const found = chapters.filter(holds)
  const sorted = [...found.filter(inTitle), ...found.filter((chapter) => !inTitle(chapter))]
  return sorted.map(({ slug, title, text }) => ({ slug, title, around: around(text, words[0] ?? '') }))
}

function around(text: string, word: string): Found['around'] {
  const at = text.toLowerCase().indexOf(word)
  if (at < 0) return undefined
  const from = Math.max(0, at - BEFORE)
  const end = at + word.length
  const before = `${from > 0 ? '……' : ''}${text.slice(from, at)}`
  const after = `${text.slice(end, end + AFTER)}${end + AFTER < text.length ? '……' : ''}`
  return [before, text.slice(at, end), after]
}
