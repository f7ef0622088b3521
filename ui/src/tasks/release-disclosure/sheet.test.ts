// A gate is told as one sentence; what stops the release comes first.
import { expect, test } from 'vitest'
import type { Check, Gate } from '@/contract/contract'
import { hindrance, mendRoute, ordered, verdict } from './sheet'

const check = (text: string, level: Check['level']): Check => ({ check: 'content', level, text, evidence: '', where: '', mend: null, spot: null, fix: null, accepted: null })
const gate = (...levels: Check['level'][]): Gate => ({ open: !levels.includes('red'), checks: levels.map((level, at) => check(String(at), level)) })

test('the verdict counts what is to be done', () => {
  expect(verdict(gate('ok'))).toBe('可以发')
  expect(verdict(gate('ok', 'warning'))).toBe('可以发：1 处要说明')
  expect(verdict(gate('red', 'warning', 'red'))).toBe('还不能发：2 处要处理，1 处要说明')
})

test('red comes first, and what is alike keeps its order', () => {
  expect(ordered(gate('ok', 'warning', 'red', 'ok', 'red')).map((line) => line.text)).toEqual(['2', '4', '1', '0', '3'])
})

test('a warning wants a reason, a red line wants work', () => {
  expect(hindrance(gate('ok'), 1)).toBeUndefined()
  expect(hindrance(gate('ok'), 0)).toContain('公开形式')
  expect(hindrance(gate('warning', 'warning'), 1)).toContain('2 条提醒')
  expect(hindrance(gate('red'), 1)).toContain('✗')
  const accepted = { who: '周禾生', on: '2019-10-09', why: '沿用上年' }
  const stands: Gate = { open: true, checks: [{ ...check('一', 'warning'), accepted }] }
  expect(hindrance(stands, 1)).toBeUndefined()
  expect(verdict(stands)).toBe('可以发')
})

test('what is mended on this page has no other place', () => {
  expect(mendRoute('channels', 'a')).toBeUndefined()
  expect(mendRoute('item', 'a')).toBe('/draft/a')
  expect(mendRoute('item', 'a', 'body:2')).toBe('/draft/a?at=body:2')
  expect(mendRoute('list', 'a', 'row:14')).toBe('/item/a?at=row:14')
  expect(mendRoute('list', 'a')).toBe('/draft/a')
})
