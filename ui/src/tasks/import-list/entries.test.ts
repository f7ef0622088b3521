// An entry is found by number, by its characters, by its sound.
import { match } from 'pinyin-pro'
import { expect, test } from 'vitest'
import { fitting } from './entries'

const entries = [
  { code: '2.4', name: '低保金发放', group: '定期公开' },
  { code: '2.5', name: '村级道路硬化', group: '定期公开' },
  { code: '3.1', name: '救灾款物发放', group: '即时公开' },
]
const soundsLike = (text: string, typed: string) => match(text, typed) !== null
const codes = (typed: string) => fitting(entries, typed, soundsLike).map((entry) => entry.code)

test('by number, characters and sound', () => {
  expect(codes('')).toEqual(['2.4', '2.5', '3.1'])
  expect(codes('2.')).toEqual(['2.4', '2.5'])
  expect(codes('发放')).toEqual(['2.4', '3.1'])
  expect(codes('dbj')).toEqual(['2.4'])
  expect(codes('jiuzai')).toEqual(['3.1'])
  expect(codes('没有')).toEqual([])
})
