// How the catalogue is narrowed.
import { expect, test } from 'vitest'
import type { LookAtCatalogueEntryLine } from '@/contract/contract'
import { branchesOf, fits } from './tree'

function line(code: string, name: string, letters: string[], more: Partial<LookAtCatalogueEntryLine> = {}, parent?: string, group = false) {
  const about = { code, parent: parent ?? null, name, wording: name, group, time_class: 'unsettled' }
  return { about, letters, may_settle: true, fileable: !group, last: null, gap: null, ...more } as unknown as LookAtCatalogueEntryLine
}

const group = line('2', '重大事项', ['zc', 'd', 's', 'x'], {}, undefined, true)
const relief = line('2.4', '低保、救灾', ['d', 'b', '', 'j', 'z'], { gap: '本季度还没有公开' }, '2')
const works = line('2.5', '实事工程', ['s', 's', 'g', 'c'], { last: { item: 'x', title: '', released_on: '2019-01-01' } } as never, '2')
const news = line('动态', '工作动态', ['g', 'z', 'd', 't'])
const all = [group, relief, works, news]

test('an entry is found by characters, number and initials over punctuation', () => {
  for (const typed of ['低保', '2.4', 'db', 'bjz', 'DBJ', '']) expect(fits(typed, relief), typed).toBe(true)
  for (const typed of ['dj', 'zz', '危房']) expect(fits(typed, relief), typed).toBe(false)
  expect(fits('cd', { ...relief, letters: ['zc', 'd'] })).toBe(true)
})

test('a group without anything left is left out', () => {
  expect(branchesOf(all, '', 'all').map((branch) => branch.entries.length)).toEqual([2, 1])
  expect(branchesOf(all, 'gzdt', 'all')).toEqual([{ entries: [news] }])
  expect(branchesOf(all, '', 'gaps')).toEqual([{ head: group, entries: [relief] }])
  expect(branchesOf(all, '', 'never').flatMap((branch) => branch.entries)).toEqual([relief, news])
})
