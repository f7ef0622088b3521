// What is told of a 标准目录 table.
import { expect, test } from 'vitest'
import type { TakeInCatalogueLine } from '@/contract/contract'
import { proposed, standing, supplement, understood } from './table'

test('a time limit says what was understood and what was not', () => {
  const told = (rule: Parameters<typeof understood>[0]['rule']) => understood({ rule, original: '' })
  expect(told({ kind: 'within', n: 20, unit: 'workday', anchor: 'formed_or_changed', event: '信息形成或者变更' })).toBe('20 个工作日内，从形成或者变更之日起')
  expect(told({ kind: 'within', n: 2, unit: 'month', event: '作出决定' })).toContain('程序不认识')
  expect(told({ kind: 'within', n: 20, unit: 'workday', event: '' })).toContain('没有写从哪天起')
  expect(told({ kind: 'unread' })).toBe('没有看懂')
})

test('lines of the township that say something new are taken by themselves', () => {
  const line = (row: number, state: TakeInCatalogueLine['standing'], townships = true): TakeInCatalogueLine => ({
    row, code: `社会救助1.${row}`, group: '', name: '', standing: state, changes: ['公开时限'], townships,
    limit: '', limits: [], time_class: 'unsettled', mode: 'proactive', channels: [], notes: [],
  })
  const lines = [line(4, 'new'), line(5, 'same'), line(6, 'changed'), line(7, 'new', false)]
  expect(proposed({ tables: [], table: 0, field: '社会救助', lines, gone: [], skipped: [], unread_columns: [], edition: 'mujin-2019' })).toEqual([4, 6])
  expect(lines.map(standing)).toEqual(['新增', '相同', '有变化：公开时限', '新增'])
  expect([supplement('mujin-2019'), supplement('mujin-2019+2')]).toEqual([undefined, 2])
})
