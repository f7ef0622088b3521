// The columns of a table whose rows may come from several sheets.
import type { Meaning, RowTold, SheetTold } from '@/contract/contract'

/** A column as the table shows it. */
export interface TableColumn {
  title: string
  meaning: Meaning
  private: boolean
  /** Width in pixels at 100 %. */
  width: number
  numeric: boolean
  /** Its index in each sheet, by index of the sheet; nothing where a sheet has no such column. */
  within: Map<number, number>
}

const WIDTHS: Partial<Record<Meaning, number>> = {
  serial_no: 52,
  village: 84,
  group: 72,
  name: 92,
  id_number: 164,
  sex: 52,
  age: 56,
  population: 76,
  amount: 96,
  standard: 92,
  bank_card: 148,
  phone: 100,
  address: 84,
  health: 84,
  category: 84,
  members: 220,
  project: 180,
  scope: 180,
  summary: 160,
  supplier: 160,
}

/** What becomes of a private column on what leaves the office. */
export const OUTSIDE = '对外不列'

const NUMERIC: Meaning[] = [
  'serial_no',
  'age',
  'population',
  'months',
  'amount',
  'standard',
  'household_income',
  'land_area',
  'floor_area',
  'quantity',
  'unit_price',
  'budget',
  'contract_amount',
  'income',
  'expense',
  'balance',
]

/** The columns of all sheets that were read, one of each title. */
export function columnsOf(sheets: SheetTold[]): TableColumn[] {
  const columns = new Map<string, TableColumn>()
  sheets.forEach((sheet, at) => {
    sheet.columns.forEach((column, index) => {
      const known = columns.get(column.title) ?? {
        title: column.title,
        meaning: column.meaning,
        private: column.private,
        width: WIDTHS[column.meaning] ?? 110,
        numeric: NUMERIC.includes(column.meaning),
        within: new Map<number, number>(),
      }
      known.within.set(at, index)
      columns.set(column.title, known)
    })
  })
  return [...columns.values()]
}

/** What a row says in a column. */
export function textIn(column: TableColumn, row: RowTold): string {
  const index = column.within.get(row.sheet)
  return index === undefined ? '' : (row.cells[index] ?? '')
}

/** How a cell stands: faulty, doubtful, mended, or nothing to say. */
export type Mark = 'refused' | 'warned' | 'mended' | ''

export function markOf(column: TableColumn, row: RowTold): Mark {
  const index = column.within.get(row.sheet)
  if (index === undefined) return ''
  const notes = row.notes.filter((note) => note.column === index)
  if (notes.some((note) => note.refuses)) return 'refused'
  if (notes.length > 0) return 'warned'
  return row.mended.includes(index) ? 'mended' : ''
}

/** The column in which a row wants to be mended first; the name where the row says nothing of a column. */
export function firstFault(columns: TableColumn[], row: RowTold): number {
  const worst = columns.findIndex((column) => markOf(column, row) === 'refused')
  if (worst >= 0) return worst
  const doubtful = columns.findIndex((column) => markOf(column, row) === 'warned')
  return Math.max(0, doubtful >= 0 ? doubtful : columns.findIndex((column) => column.meaning === 'name'))
}

/** What is said beside a row, on one line. */
export function sentenceOf(row: RowTold): string {
  if (row.left_out) return `不列入：${row.left_out}`
  const told = row.notes.map((note) => note.text).join('；')
  if (told) return told
  return row.mended.length > 0 ? '已改好' : ''
}
