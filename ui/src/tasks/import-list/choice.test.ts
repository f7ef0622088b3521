// What is settled by hand goes before what the program told itself, and only for its own sheet.
import { expect, test } from 'vitest'
import { headed, meant, ofSheet, rowsOf, untouched } from './choice'

test('the last word about a column counts', () => {
  const once = meant(untouched, '补差', 'standard')
  const twice = meant(once, '补差', 'amount')
  expect(twice.meanings).toEqual([{ title: '补差', meaning: 'amount' }])
  expect(untouched.meanings).toEqual([])
})

test('a header that cannot be one is left to the program', () => {
  expect(headed(untouched, '名单', 3, 4).headers).toEqual([{ sheet: '名单', top: 3, bottom: 4 }])
  expect(headed(headed(untouched, '名单', 3, 4), '名单', 4, 3).headers).toEqual([])
  expect(headed(untouched, '名单', 1, 900).headers).toEqual([])
})

test('another sheet is another table', () => {
  const settled = headed(meant(untouched, '补差', 'amount'), '甲', 1, 1)
  expect(ofSheet(settled, '乙')).toEqual({ ...untouched, sheet: '乙' })
})

test('rows are told as people count them', () => {
  expect(rowsOf(3, 4)).toBe('第 3–4 行')
  expect(rowsOf(3, 3)).toBe('第 3 行')
  expect(rowsOf(null, null)).toBe('没有找到')
})
