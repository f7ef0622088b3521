// What was found as groups of lines, in one order that the arrow keys follow.
import type { SearchOfficeGroupedAnswer, SearchOfficeGroupedFound, SearchOfficeGroupedMarked } from '@/contract/contract'

/** A stretch of text that fits what was typed, or does not. */
export interface Piece {
  text: string
  fits: boolean
}

/** One line that can be opened. */
export type Line =
  | { kind: 'item'; key: string; found: SearchOfficeGroupedFound }
  | { kind: 'entry'; key: string; code: string; name: SearchOfficeGroupedMarked }

/** Lines of one kind. */
export interface Group {
  name: string
  lines: Line[]
}

/** The groups that hold something; items first, for they are what people look for. */
export function groupsOf(answer: SearchOfficeGroupedAnswer): Group[] {
  const item = (part: string) => (found: SearchOfficeGroupedFound, at: number): Line => ({
    kind: 'item',
    key: `${part}-${at}-${found.item}`,
    found,
  })
  const groups: Group[] = [
    { name: '公开事项', lines: answer.items.map(item('item')) },
    { name: '名单里的行', lines: answer.rows.map(item('row')) },
    {
      name: '目录条目',
      lines: answer.entries.map((entry) => ({ kind: 'entry', key: `entry-${entry.code}`, code: entry.code, name: entry.name })),
    },
  ]
  return groups.filter((group) => group.lines.length > 0)
}

/** A text cut where the desk marked it. Marks count characters, of which a rare one has two halves. */
export function piecesOf(marked: SearchOfficeGroupedMarked): Piece[] {
  const characters = [...marked.text]
  const pieces: Piece[] = []
  let at = 0
  for (const [from, to] of marked.marks) {
    pieces.push({ text: characters.slice(at, from).join(''), fits: false })
    pieces.push({ text: characters.slice(from, to).join(''), fits: true })
    at = to
  }
  pieces.push({ text: characters.slice(at).join(''), fits: false })
  return pieces.filter((piece) => piece.text !== '')
}

/** The place after going `by` lines from `at` among `count`; it stops at both ends. */
export function moved(at: number, by: number, count: number): number {
  return count === 0 ? -1 : Math.min(Math.max(at + by, 0), count - 1)
}
