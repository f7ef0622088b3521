// Dates are written without leading zeros, as on paper.
import { expect, test } from 'vitest'
import { longDate, nearDate, shortDate, weekday } from './dates'

test('a date has no leading zeros and no time zone', () => {
  expect(longDate('2019-09-05')).toBe('2019年9月5日')
  expect(shortDate('2019-09-05')).toBe('9月5日')
  expect(weekday('2019-10-15')).toBe('星期二')
})

test('the year is said where it is not the present one', () => {
  expect(nearDate('2019-01-02', '2019-10-15')).toBe('1月2日')
  expect(nearDate('2018-12-31', '2019-10-15')).toBe('2018年12月31日')
})
