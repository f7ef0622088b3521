// What can be done with ticked lines follows from where their copies are.
import { expect, test } from 'vitest'
import type { LookAtCopiesLack, LookAtCopiesLine } from '@/contract/contract'
import { countyPlace, toHandOver, toReceipt, townshipPlace, usual } from './places'

const line = (handed: string | null, receipt: string | null = null, lacks: LookAtCopiesLack[] = []): LookAtCopiesLine => ({
  disclosure: 'a', title: '公示', state: 'released', book: 'public', register_no: '2019-0001', released_on: '2019-09-29', void: false,
  county: { no: '2019-0001-1', handed_to: handed, handed_by: handed && '纸质送交', handed_on: handed && '2019-10-08', receipt },
  township: { no: '2019-0001-2', place: null, kept_on: null }, posted: [], shown: [], lacks,
})

test('a place is told in words', () => {
  expect(countyPlace(line('县政府办'))).toBe('县政府办，纸质送交，10月8日')
  expect(countyPlace(line(null, null, ['county']))).toBe('未送')
  expect(countyPlace({ ...line(null), county: null })).toBe('不报县')
  expect(townshipPlace(line(null))).toBe('待归档')
})

test('only what has not gone can be handed over, only what went waits for a receipt', () => {
  const lines = [line(null), line('县政府办'), line('县政府办', 'file'), { ...line(null), void: true }, { ...line(null), state: 'withdrawn' as const }]
  expect(toHandOver(lines)).toHaveLength(1)
  expect(toReceipt(lines)).toHaveLength(1)
})

test('the usual name comes first', () => {
  const lines = [line('县档案局'), line('县政府办'), line('县政府办'), line(null)]
  expect(usual(lines, (one) => one.county?.handed_to)).toEqual(['县政府办', '县档案局'])
})
