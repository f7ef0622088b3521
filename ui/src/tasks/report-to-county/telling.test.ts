// How things stand with the county, told rightly.
import { expect, test } from 'vitest'
import type { LookAtCountyAnswer, LookAtCountySent } from '@/contract/contract'
import { byItself, done, pageTag, ranked, sentNote, standing } from './telling'

const now = (change: Partial<LookAtCountyAnswer>) => ({ carrier: 'platform', sealed: 3, taken: 2, by_hand: 0, ...change }) as LookAtCountyAnswer

test('where both sides stand', () => {
  expect(standing(now({ agreed: true, taken: 3 }))).toEqual({ text: '✓ 本机封装 3 件，县里已收 3 件，双方一致', tone: 'good' })
  expect(standing(now({ agreed: false })).tone).toBe('bad')
  expect(standing(now({})).text).toBe('本机封装 3 件，县里已收 2 件')
  expect(standing(now({ carrier: 'by_hand', by_hand: 5 })).text).toBe('手工报了 5 件')
})

test('a month below the minimum says how much is missing', () => {
  const ranking = { month: '2026-10', released: 18, minimum: 20, place: 3, of: 18 }
  expect(ranked(ranking)).toEqual({ text: '2026年10月公开 18 条，每月最低 20 条，还差 2 条；第 3 名，共 18 个单位', short: true })
  expect(ranked({ ...ranking, released: 20 }).short).toBe(false)
})

test('what a round did', () => {
  expect(done({ sent: 2, refused: 0, received: 1, agreed: true })).toBe('已上报 2 件，收到 1 件，双方一致')
  expect(done({ sent: 3, refused: 1, received: 2, agreed: true })).toBe('已上报 3 件，其中县里不收 1 件，收到 2 件，双方一致')
  expect(done({ sent: 0, refused: 0, received: 0, agreed: null })).toBe('已上报 0 件，收到 0 件')
  expect(byItself('周禾生', null)).toContain('还没有收发过')
})

test('a page that nobody has found right is marked', () => {
  const sent = (finding: string | null, owed: boolean) => ({ on: '2019-10-15', report: { way: 'page', finding, owed } }) as LookAtCountySent
  expect(pageTag(sent(null, true))).toEqual({ text: '! 网页还没有核对', tone: 'warn' })
  expect(pageTag(sent('title_missing', true))?.text).toBe('! 网页上没有这个题目')
  expect(pageTag(sent('right', false))).toEqual({ text: '✓ 题目和日期都在', tone: 'good' })
  expect(pageTag({ number: 2 } as LookAtCountySent)).toBeUndefined()
  expect(sentNote({ number: 2, on: '2019-10-15' } as LookAtCountySent)).toBe('第 2 号报送包　2019年10月15日')
})
