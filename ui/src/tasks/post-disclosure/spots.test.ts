// Nine boards and one typed place become ten postings, each with the photo that shows it.
import { expect, test } from 'vitest'
import type { KeepBoardsLine, PostDisclosureLine } from '@/contract/contract'
import { fileName, firstChannel, open, spots } from './spots'

const board = (name: string, set_aside = false): KeepBoardsLine => ({ board: name, name, channel: 'village_board', set_aside })
const posting = (place: string, taken_down_on: string | null = null): PostDisclosureLine => ({ channel: 'village_board', place, posted_on: '2019-10-01', taken_down_on, evidence: false, late_entry: false })

test('a board on which it hangs, or that is not used, is not offered', () => {
  const boards = [board('上坪村公开栏'), board('石桥村公开栏'), board('旧栏', true)]
  expect(open(boards, 'village_board', [posting('上坪村公开栏')]).map((one) => one.name)).toEqual(['石桥村公开栏'])
  expect(open(boards, 'village_board', [posting('上坪村公开栏', '2019-10-08')])).toHaveLength(2)
  expect(open(boards, 'notice_board', [])).toHaveLength(0)
})

test('the channel that is still missing comes first', () => {
  expect(firstChannel(['village_board', 'website'], [posting('上坪村公开栏')])).toBe('website')
  expect(firstChannel([], [])).toBe('notice_board')
})

test('a photo of one place stands before the one for all', () => {
  expect(spots('village_board', ['甲', '乙'], ' 丙 ', { 乙: '/b.jpg' }, '/all.jpg')).toEqual([
    { channel: 'village_board', place: '甲', evidence: '/all.jpg' },
    { channel: 'village_board', place: '乙', evidence: '/b.jpg' },
    { channel: 'village_board', place: '丙', evidence: '/all.jpg' },
  ])
  expect(spots('website', [], '  ', {}, undefined)).toEqual([])
  expect(spots('website', ['甲'], '甲', {}, undefined)).toHaveLength(1)
})

test('a path is shown by its name on either system', () => {
  expect(fileName('C:\\照片\\公开栏.jpg')).toBe('公开栏.jpg')
  expect(fileName('/tmp/公开栏.jpg')).toBe('公开栏.jpg')
})
