// Groups, marks and steps of what was found.
import { expect, test } from 'vitest'
import type { SearchOfficeGroupedAnswer, SearchOfficeGroupedFound } from '@/contract/contract'
import { groupsOf, moved, piecesOf } from './results'

const found = (item: string): SearchOfficeGroupedFound => ({
  item,
  title: { text: '机耕道公示', marks: [] },
  state: 'draft',
  entry: '2.5',
})

test('only groups that hold something are shown, items first', () => {
  const answer: SearchOfficeGroupedAnswer = {
    items: [],
    rows: [found('a'), found('a')],
    entries: [{ code: '2.4', name: { text: '低保', marks: [] } }],
    more: false,
  }
  const groups = groupsOf(answer)
  expect(groups.map((group) => group.name)).toEqual(['名单里的行', '目录条目'])
  const keys = groups.flatMap((group) => group.lines.map((line) => line.key))
  expect(new Set(keys).size).toBe(3)
})

test('marks count characters, so a rare name is not cut in two', () => {
  const pieces = piecesOf({ text: '吴䶮𬭊甲', marks: [[2, 3]] })
  expect(pieces).toEqual([
    { text: '吴䶮', fits: false },
    { text: '𬭊', fits: true },
    { text: '甲', fits: false },
  ])
  expect(piecesOf({ text: '甲', marks: [[0, 1]] })).toEqual([{ text: '甲', fits: true }])
  expect(piecesOf({ text: '', marks: [] })).toEqual([])
})

test('the arrow keys stop at both ends', () => {
  expect(moved(-1, 1, 3)).toBe(0)
  expect(moved(0, -1, 3)).toBe(0)
  expect(moved(2, 1, 3)).toBe(2)
  expect(moved(0, 1, 0)).toBe(-1)
})
