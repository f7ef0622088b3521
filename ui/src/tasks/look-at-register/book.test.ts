// The book has as many leaves as its lines need, and every line that is not simply there says why.
import { expect, test } from 'vitest'
import type { RegisterBookLine, RegisterYear } from '@/contract/contract'
import { WIDTHS, closable, foot, leaves, linesOn, mark } from './book'

const year: RegisterYear = { year: 2019, lines: 49, void: 2, closed_on: null }

test('a long book is cut into leaves and the last one is shorter', () => {
  expect(leaves(0)).toBe(0)
  expect(leaves(101)).toBe(3)
  expect([linesOn(0, 101), linesOn(2, 101), linesOn(3, 101)]).toEqual([50, 1, 0])
  expect(WIDTHS).toHaveLength(14)
})

test('the foot counts, tells what is void and when the year was closed', () => {
  expect(foot(year)).toBe('2019年共 49 条，其中作废 2 条。')
  expect(foot({ ...year, void: 0, closed_on: '2020-01-06' })).toBe('2019年共 49 条。2020年1月6日封存。')
})

test('what became of a line stands beside its number', () => {
  const line = { void: false, state: 'released', corrects: false, late_entry: false } as RegisterBookLine
  expect(mark(line)).toBe('')
  expect(mark({ ...line, late_entry: true })).toBe('补录')
  expect(mark({ ...line, corrects: true })).toBe('更正')
  expect(mark({ ...line, state: 'corrected' })).toBe('已更正')
  expect(mark({ ...line, state: 'withdrawn', void: true })).toBe('作废')
})

test('only a year that is over is closed, and only once', () => {
  expect(closable(year, '2019-12-31')).toBe(false)
  expect(closable(year, '2020-01-02')).toBe(true)
  expect(closable({ ...year, lines: 0 }, '2020-01-02')).toBe(false)
  expect(closable({ ...year, closed_on: '2020-01-06' }, '2020-02-01')).toBe(false)
})
