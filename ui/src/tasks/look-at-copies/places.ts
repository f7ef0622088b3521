// Where the copies are, in a person's words, and what can be done with those that are ticked.
import type { HandOverCopyOneCopy, LookAtCopiesLack, LookAtCopiesLine } from '@/contract/contract'
import { shortDate } from '@/words/dates'

/** What is missing, as a filter says it. */
export const lackNames: Record<LookAtCopiesLack, string> = {
  county: '未送县',
  receipt: '缺回执',
  filing: '待归档',
  posting: '未张贴',
  photo: '缺照片',
}

/** Where the county's copy went. */
export function countyPlace(line: LookAtCopiesLine): string {
  const { county } = line
  if (!county) return '不报县'
  if (!county.handed_on) return line.lacks.includes('county') ? '未送' : '没有送'
  return `${county.handed_to}，${county.handed_by}，${shortDate(county.handed_on)}`
}

/** Where the township's copy lies. */
export function townshipPlace(line: LookAtCopiesLine): string {
  return line.township?.place ?? '待归档'
}

/** Copies for the county among the ticked lines that have not gone yet. */
export function toHandOver(lines: LookAtCopiesLine[]): HandOverCopyOneCopy[] {
  return lines.flatMap(({ county, disclosure, state, void: voided }) =>
    county && !county.handed_on && !voided && state === 'released' ? [{ disclosure, no: county.no }] : [])
}

/** Copies that were handed over and whose receipt is not filed. */
export function toReceipt(lines: LookAtCopiesLine[]): HandOverCopyOneCopy[] {
  return lines.flatMap(({ county, disclosure }) =>
    county?.handed_on && !county.receipt ? [{ disclosure, no: county.no }] : [])
}

/** Names that were used before, most used first, for not typing them again. */
export function usual(lines: LookAtCopiesLine[], of: (line: LookAtCopiesLine) => string | null | undefined): string[] {
  const counts = new Map<string, number>()
  for (const line of lines) {
    const name = of(line)
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts.entries()].sort((a, b) => b[1] - a[1]).map(([name]) => name)
}

/** Nothing of a list of suggestions is chosen at first; the library names an entry that is not there. */
export function nothingChosen(): void {
  for (const field of document.querySelectorAll('[aria-activedescendant$="item--1"]')) field.removeAttribute('aria-activedescendant')
}
