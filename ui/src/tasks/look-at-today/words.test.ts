// What today's page says about groups, lines and months.
import { expect, test } from 'vitest'
import type { LookAtTodayLine, LookAtTodayMonth } from '@/contract/contract'
import { countOf, listed, markOf, monthInWords, monthsShown } from './words'

const month = (number: number, released = 0, on_time = 0, late = 0, undecided = 0): LookAtTodayMonth => ({
  month: number,
  released,
  on_time,
  late,
  undecided,
})

test('a group says how many there are even where not all are shown', () => {
  const lines = [{}, {}] as LookAtTodayLine[]
  expect(countOf({ lines, total: 2 })).toBe('2 件')
  expect(countOf({ lines, total: 60 })).toBe('60 件，先列最急的 2 件')
})

test('what can wait is folded, what is to be done never', () => {
  const lines = Array.from({ length: 9 }, () => ({})) as LookAtTodayLine[]
  expect(listed({ kind: 'papers', lines }, false)).toHaveLength(5)
  expect(listed({ kind: 'papers', lines }, true)).toHaveLength(9)
  expect(listed({ kind: 'to_do', lines }, false)).toHaveLength(9)
  expect(listed({ kind: 'drafts', lines: lines.slice(0, 6) }, false)).toHaveLength(6)
})

test('what is overdue has a sign besides its colour', () => {
  expect(markOf({ urgency: 'overdue' })).toEqual({ tone: 'bad', sign: '!' })
  expect(markOf({ urgency: 'today' }).sign).toBe('')
  expect(markOf({ urgency: 'open' }).tone).toBe('')
})

test('a year under way shows its months so far, an old one all of them', () => {
  const months = Array.from({ length: 12 }, (_, at) => month(at + 1))
  expect(monthsShown(months, 2019, '2019-10-15')).toHaveLength(10)
  expect(monthsShown(months, 2018, '2019-10-15')).toHaveLength(12)
})

test('a month is told in words', () => {
  expect(monthInWords(month(9, 4, 3, 1))).toBe('9月公开 4 件，按时 3 件，超期 1 件')
  expect(monthInWords(month(3))).toBe('3月公开 0 件')
})
