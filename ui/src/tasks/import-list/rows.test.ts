// Ten thousand rows in pages: nothing is fetched twice, nothing late is shown.
import { expect, test } from 'vitest'
import type { RowTold } from '@/contract/contract'
import { inSight, nextFault, PAGE, RowShelf, scrolledTo } from './rows'

const row = (number: number): RowTold => ({
  sheet: 0,
  row: number,
  cells: [],
  verdict: 'ok',
  notes: [],
  mended: [],
  left_out: null,
})

test('a page is asked for once, and again only if it did not come', () => {
  const shelf = new RowShelf()
  shelf.reset(10_000)
  expect(shelf.wanted(190, 210)).toEqual([0, PAGE])
  expect(shelf.wanted(0, 399)).toEqual([])
  shelf.missed(shelf.generation, PAGE)
  expect(shelf.wanted(190, 210)).toEqual([PAGE])
  expect(shelf.wanted(9_990, 12_000)).toEqual([9_800])
})

test('a late answer of an older question is dropped', () => {
  const shelf = new RowShelf()
  shelf.reset(3)
  const before = shelf.generation
  shelf.reset(2)
  expect(shelf.put(before, 0, [row(7)], 3)).toBe(false)
  expect(shelf.at(0)).toBeUndefined()
  expect(shelf.put(shelf.generation, 0, [row(4), row(9)], 2)).toBe(true)
  expect(shelf.at(1)?.row).toBe(9)
})

test('what is looked at again stays in sight until it has come', () => {
  const shelf = new RowShelf()
  shelf.reset(2)
  shelf.put(shelf.generation, 0, [row(4), row(9)], 2)
  shelf.renew()
  expect(shelf.at(1)?.row).toBe(9)
  expect(shelf.wanted(0, 1)).toEqual([0])
  shelf.put(shelf.generation, 0, [row(4)], 1)
  expect(shelf.total).toBe(1)
})

test('only what is in sight is drawn', () => {
  expect(inSight(0, 360, 36, 10_000)).toEqual([0, 18])
  expect(inSight(36_000, 360, 36, 10_000)).toEqual([992, 1_018])
  expect(inSight(0, 360, 36, 0)).toEqual([0, -1])
  expect(scrolledTo(5, 0, 360, 36)).toBe(0)
  expect(scrolledTo(10, 0, 360, 36)).toBe(36)
  expect(scrolledTo(2, 360, 360, 36)).toBe(72)
})

test('the next fault is not one that is mended or left out', () => {
  const shelf = new RowShelf()
  shelf.reset(4)
  const rows = [row(1), row(2), { ...row(3), verdict: 'refused' as const, left_out: '重复' }, { ...row(4), verdict: 'warned' as const }]
  shelf.put(shelf.generation, 0, rows, 4)
  expect(nextFault(shelf, 0)).toBe(3)
  expect(nextFault(shelf, 3)).toBeUndefined()
})
