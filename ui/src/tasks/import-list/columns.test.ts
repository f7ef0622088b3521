// Rows of several sheets stand in one table, and a row opens where it is worst.
import { expect, test } from 'vitest'
import type { ColumnTold, RowTold, SheetTold } from '@/contract/contract'
import { columnsOf, firstFault, markOf, sentenceOf, textIn } from './columns'

const column = (title: string, meaning: ColumnTold['meaning'], number: number): ColumnTold => ({
  title,
  meaning,
  number,
  letters: 'A',
  private: meaning === 'id_number',
  made: false,
  unit: null,
  by: 'title',
})
const sheet = (name: string, columns: ColumnTold[]): SheetTold => ({
  name,
  table: null,
  hidden: false,
  kind: 'general',
  facts: [],
  header_top: 1,
  header_bottom: 1,
  title: null,
  columns,
  counts: { read: 0, skipped: 0, refused: 0 },
  skipped: [],
  totals: [],
  notes: [],
})
const sheets = [
  sheet('一组', [column('姓名', 'name', 1), column('身份证号', 'id_number', 2)]),
  sheet('二组', [column('身份证号', 'id_number', 1), column('姓名', 'name', 3), column('电话', 'phone', 4)]),
]
const row = (at: number, cells: string[]): RowTold => ({
  sheet: at,
  row: 5,
  cells,
  verdict: 'refused',
  notes: [{ column: at === 0 ? 1 : 0, text: '身份证号不对', remedy: '请重填', refuses: true }],
  mended: [],
  left_out: null,
})

test('a column is found by its title in whatever sheet', () => {
  const columns = columnsOf(sheets)
  expect(columns.map((one) => one.title)).toEqual(['姓名', '身份证号', '电话'])
  const [name, id, phone] = columns
  const other = row(1, ['43****', '李河', '138****'])
  expect(textIn(name!, other)).toBe('李河')
  expect(markOf(id!, other)).toBe('refused')
  expect(textIn(phone!, row(0, ['钱夏禾', '43****']))).toBe('')
  expect(firstFault(columns, other)).toBe(1)
})

test('what is left out says why and nothing else', () => {
  const left = { ...row(0, []), left_out: '村里补报' }
  expect(sentenceOf(left)).toBe('不列入：村里补报')
  expect(sentenceOf({ ...left, left_out: null })).toBe('身份证号不对')
  expect(sentenceOf({ ...left, left_out: null, notes: [], mended: [1] })).toBe('已改好')
})
