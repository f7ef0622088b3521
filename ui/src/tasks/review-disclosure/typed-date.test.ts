// What a clerk types is the day that was meant, or none.
import { expect, test } from 'vitest'
import { typedDate } from './typed-date'

const typed = (text: string, near = '2019-09-30') => typedDate(text, near, '2019-10-15')

test('a day is understood however it is written', () => {
  for (const text of ['2019-9-27', '2019.09.27', '2019年9月27日', '20190927', '9.27', '9月27日', '９。２７', '9/27', '27', '27日']) {
    expect(typed(text), text).toBe('2019-09-27')
  }
})

test('what is left out comes from the line above', () => {
  expect(typed('8', '2019-10-01')).toBe('2019-10-08')
  expect(typedDate('12.30', '2020-01-02', '2020-01-05')).toBe('2019-12-30')
  expect(typedDate('30', '2020-01-02', '2020-01-05')).toBe('2019-12-30')
})

test('what is no day is none', () => {
  for (const text of ['', '明天', '2.30', '2019.2.29', '13.1', '0', '32', '1.2.3.4', '19.9.27']) {
    expect(typed(text), text).toBeUndefined()
  }
})

test('a day that is written whole is not bent, even one to come', () => {
  expect(typed('2019-12-01')).toBe('2019-12-01')
})
