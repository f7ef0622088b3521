// The sentences about a print say how much paper there must be, and names are good on any disk.
import { expect, test } from 'vitest'
import type { PaperToChoose, Printed, PrintLogLine } from '@/contract/contract'
import { fileName, held, paperOf, paperTold, sentence, sign, told } from './choice'

const printed: Printed = { job: '', phase: 'sent', papers: 1, pages: 3, sheets: 6 }

test('a print is told in pages and sheets', () => {
  expect(sentence(printed, '党政办')).toBe('已把 3 页（6 张纸）交给打印机“党政办”。')
  expect(sentence({ ...printed, papers: 12, phase: 'saved' }, undefined)).toBe('已把 12 件存为 PDF。')
  expect(sentence({ ...printed, phase: 'saved' }, undefined, 'D:\\三份.OFD')).toBe('已把 3 页存为 OFD。')
})

test('a log line names the first paper and counts the rest', () => {
  const paper = { paper: 'copies' as const, title: '低保金发放公示' }
  const line = { papers: [paper] } as unknown as PrintLogLine
  expect(held(line)).toBe('低保金发放公示（公开件）')
  expect(held({ ...line, papers: [paper, paper, paper] })).toBe('低保金发放公示（公开件）等 3 件')
  expect(held({ ...line, papers: [{ paper: 'register', title: '2019年政务公开登记簿' }] })).toBe('2019年政务公开登记簿')
})

test('a log line tells paper and sides, and a file none', () => {
  const line = { sizes: ['a4', 'a3'], two_sided: true } as unknown as PrintLogLine
  expect(paperTold(line)).toBe('A4、A3，双面')
  expect(paperTold({ ...line, sizes: ['a4'], two_sided: false })).toBe('A4，单面')
  expect(paperTold({ ...line, sizes: [] })).toBe('')
})

test('every end of a print has a sign of its own beside its colour', () => {
  expect(sign('sent').mark).not.toBe(sign('failed').mark)
  expect(sign('interrupted')).toEqual({ mark: '!', tone: 'warn' })
})

test('an item is printed whole or as one of its copies', () => {
  expect(paperOf('copies', 'a', 'board')).toEqual({ paper: 'copies', item: 'a', only: 'board', sheet: null })
  expect(paperOf('copies', 'a', null, '', 'a3')).toEqual({ paper: 'copies', item: 'a', only: null, sheet: 'a3' })
  expect(paperOf('approval', 'a', 'board')).toEqual({ paper: 'approval', item: 'a' })
  expect(paperOf('changes', 'a', 'board')).toEqual({ paper: 'changes', item: 'a' })
  expect(paperOf('secrecy_letter', 'a', null, ' 样例县国家保密局 ')).toEqual({ paper: 'secrecy_letter', item: 'a', to: '样例县国家保密局' })
  expect(paperOf('leaflet', 'a', null)).toEqual({ paper: 'leaflet', item: 'a' })
})

test('a file name has nothing that a disk refuses', () => {
  expect(fileName('copies', ['关于 A/B 的：公示?'])).toBe('关于AB的：公示（公开件）.pdf')
  expect(fileName('copies', ['一', '二'])).toBe('公开件2件.pdf')
  expect(fileName('register', ['2019年政务公开登记簿'])).toBe('2019年政务公开登记簿.pdf')
})

test('a line says number, state and village', () => {
  const line = { register_no: '2019-0001', state: 'released', village: '上坪村', entry: '2.4' } as PaperToChoose
  expect(told(line)).toBe('2019-0001　已发布　上坪村　2.4')
})
