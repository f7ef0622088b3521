// The book's columns and leaves: how wide each column is, which leaves are open, what is said below.
import type { RegisterBookLine, RegisterLineAct, RegisterYear } from '@/contract/contract'
import { longDate } from '@/words/dates'

/** Lines on one leaf: as many as are fetched at once. */
export const LEAF = 50

/**
 * Shares of the width, in the order of the book's columns: a day is never broken, and the columns
 * that say most are the widest, so that a line stays low.
 */
export const WIDTHS = [7.8, 8.2, 14.4, 10.2, 10.4, 10.8, 10.2, 8, 4.9, 4.9, 4.9, 10.8, 8.2, 9.7]

/** Column titles break between their words, not within one. */
export function titled(title: string): string {
  return title.replace(/^(类别、)(时限类别)$/, '$1\n$2').replace(/^(份数)(与去向)$/, '$1\n$2')
}

/** The columns as a grid. */
export const grid = WIDTHS.map((share) => `minmax(0, ${share}fr)`).join(' ')

/** A cell's words: a line may end after a dash, never begin with one. */
export const unbroken = (cell: string): string => cell.replaceAll('—', '\u2060—')

/** How many leaves so many lines fill. */
export function leaves(total: number): number {
  return Math.ceil(total / LEAF)
}

/** How many lines stand on a leaf, from 0. */
export function linesOn(leaf: number, total: number): number {
  return Math.max(0, Math.min(LEAF, total - leaf * LEAF))
}

/** What can be done with a line. */
export const ACTS: Record<RegisterLineAct, string> = { correct: '更正', withdraw: '撤回', void: '作废' }

/** The matter of a line: the first line of its third column. */
export function matter(line: RegisterBookLine): string {
  return line.cells[2]?.split('\n')[0] ?? ''
}

/** What became of a line, beside its number; the words stand in 备注. */
export function mark(line: RegisterBookLine): string {
  if (line.void) return '作废'
  if (line.state === 'withdrawn') return '撤回'
  if (line.state === 'corrected') return '已更正'
  if (line.corrects) return '更正'
  return line.late_entry ? '补录' : ''
}

/** The sentence below the last line. */
export function foot(year: RegisterYear): string {
  const parts = [`${year.year}年共 ${year.lines} 条`]
  if (year.void > 0) parts.push(`其中作废 ${year.void} 条`)
  const told = parts.join('，')
  return year.closed_on ? `${told}。${longDate(year.closed_on)}封存。` : `${told}。`
}

/** A year that is over, has lines and is still open can be closed. */
export function closable(year: RegisterYear, today: string): boolean {
  return !year.closed_on && year.lines > 0 && year.year < Number(today.slice(0, 4))
}
