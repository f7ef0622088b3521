// What is said about items and boxes of the archive.
import { expect, test } from 'vitest'
import type { LookAtArchiveBox, LookAtArchiveItem } from '@/contract/contract'
import { keptUntil, namesIn, placeOf, whereabouts } from './telling'

const item = (change: Partial<LookAtArchiveItem>): LookAtArchiveItem => ({
  item: 'a', disclosure: null, register_no: null, code: 'J001-WS·2019-D10-BGS-0001', title: '公示', dated_on: '2019-09-30',
  pages: 3, box_number: null, keep_until: '2029-12-31', held: null, fate: 'kept', ...change,
})

test('an item is told in words', () => {
  expect(keptUntil(item({}))).toBe('2029年12月31日')
  expect(keptUntil(item({ keep_until: null }))).toBe('永久')
  expect(whereabouts(item({}))).toBe('未装盒')
  expect(whereabouts(item({ box_number: 2 }))).toBe('第2盒')
  expect(whereabouts(item({ fate: 'destroyed', box_number: 2 }))).toBe('已销毁')
})

test('a box without a place says so', () => {
  const box: LookAtArchiveBox = { id: 'b', period: 'D10', organ: 'BGS', number: 1, spine: '20', first: 1, last: 3, items: 3, pages: 9, room: null, cabinet: null, shelf: null }
  expect(placeOf(box)).toBe('未登记')
  expect(placeOf({ ...box, room: '档案室', cabinet: '3柜', shelf: '' })).toBe('档案室 3柜')
})

test('names are parted as people part them', () => {
  expect(namesIn('林见清、程子规， 陆望舒')).toEqual(['林见清', '程子规', '陆望舒'])
})
