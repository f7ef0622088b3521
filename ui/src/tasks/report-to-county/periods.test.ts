// Periods as they are chosen and as the desk is told.
import { expect, it } from 'vitest'
import { lastMonth, parts, periodCode } from './periods'

it('names the whole year, a quarter, a month', () => {
  expect(periodCode({ year: 2019, part: '' })).toBe('2019')
  expect(periodCode({ year: 2019, part: 'Q3' })).toBe('2019-Q3')
  expect(periodCode({ year: 2019, part: '09' })).toBe('2019-09')
  expect(parts.map((part) => part.words)).toContain('第4季度')
  expect(parts).toHaveLength(17)
})

it('begins with the month that is over, across the new year too', () => {
  expect(lastMonth('2019-10-15')).toEqual({ year: 2019, part: '09' })
  expect(lastMonth('2020-01-02')).toEqual({ year: 2019, part: '12' })
})
