// A board says what is to be done before it says what is in order.
import { expect, test } from 'vitest'
import type { LookAtBoardsBoardNow, LookAtBoardsDue, LookAtBoardsSheet } from '@/contract/contract'
import { days, ordered, summary, until, urgentFirst } from './standing'

const sheet = (due: LookAtBoardsDue, last: string | null = '2019-10-07', length: string | null = '7日'): LookAtBoardsSheet => ({
  disclosure: 'a', title: '公示', register_no: '2019-0001', channel: 'village_board', place: '甲', posted_on: '2019-09-30', until: last, length, due,
})
const board = (name: string, sheets: LookAtBoardsSheet[] = [], wanted = 0): LookAtBoardsBoardNow => ({
  board: name, name, channel: 'village_board', set_aside: false, sheets,
  wanted: Array.from({ length: wanted }, () => ({ disclosure: 'b', title: '乙', register_no: '2019-0002', channel: 'village_board' as const, released_on: '2019-10-01' })),
})

test('the end of a posting is told from today', () => {
  expect(until(sheet('stays'), '2019-10-01')).toBe('公示到 10月7日')
  expect(until(sheet('over'), '2019-10-10')).toBe('公示到 10月7日，已超 3 天')
  expect(until(sheet('stays', null, null), '2019-10-01')).toBe('没有规定期限')
  expect(until(sheet('withdrawn'), '2019-10-01')).toContain('立即撤下')
  expect(days('2019-12-31', '2020-01-01')).toBe(1)
})

test('what is overdue comes first, bare boards last', () => {
  const boards = [board('空'), board('好', [sheet('stays')]), board('缺', [], 1), board('超', [sheet('over')])]
  expect(ordered(boards).map((one) => one.name)).toEqual(['超', '缺', '好', '空'])
})

test('on a board what must come down stands first', () => {
  expect(urgentFirst([sheet('stays'), sheet('over'), sheet('withdrawn')]).map((one) => one.due)).toEqual(['withdrawn', 'over', 'stays'])
})

test('the whole is one sentence', () => {
  const boards = [board('空'), board('超', [sheet('over')])]
  const now = { today: '2019-10-10', boards, elsewhere: [], homeless: [], overdue: 1 }
  expect(summary(now)).toBe('公开栏 2 块，挂着 1 件，1 件该撤下，1 块空着。')
})
