// What the clerk settles about a village's workbook: each change gives a new choice.
import type { Meaning, SheetChoice } from '@/contract/contract'

export const untouched: SheetChoice = { together: false, headers: [], meanings: [], afresh: false }

/** The same choice with a column meant otherwise. */
export function meant(choice: SheetChoice, title: string, meaning: Meaning): SheetChoice {
  const others = choice.meanings.filter((settled) => settled.title !== title)
  return { ...choice, meanings: [...others, { title, meaning }] }
}

/** The same choice with a header shown by hand; rows that are no header leave it to the program. */
export function headed(choice: SheetChoice, sheet: string, top: number, bottom: number): SheetChoice {
  const others = choice.headers.filter((header) => header.sheet !== sheet)
  const sound = top >= 1 && bottom >= top && bottom - top < 10
  return { ...choice, headers: sound ? [...others, { sheet, top, bottom }] : others }
}

/** Another sheet is another table: what was settled of the columns of this one does not fit. */
export function ofSheet(choice: SheetChoice, sheet: string | null): SheetChoice {
  return { ...choice, sheet, headers: [], meanings: [] }
}

/** `3–4`, or `3` alone. */
export function rowsOf(top: number | null, bottom: number | null): string {
  if (top === null || bottom === null) return '没有找到'
  return top === bottom ? `第 ${top} 行` : `第 ${top}–${bottom} 行`
}
