// Names found by ear.
import { expect, test } from 'vitest'
import { fit, heard } from './sounds'

const name = '低保、救灾物资发放'
const sounds = [['di'], ['bao'], ['、'], ['jiu'], ['zai'], ['wu'], ['zi'], ['fa'], ['fang']]

test.each([
  ['低保', [0, 2]],
  ['di', [0, 1]],
  ['dibao', [0, 2]],
  ['dib', [0, 2]],
  ['JZ', [3, 5]],
  ['jiuzaiwz', [3, 7]],
  ['fa fang', [7, 9]],
  ['fang', [8, 9]],
  ['救zai', [3, 5]],
  ['', [0, 0]],
])('%s is heard', (typed, place) => {
  expect(heard(typed, name, sounds)).toEqual(place)
})

test.each(['dbff', 'x', 'afa'])('%s is not heard', (typed) => {
  expect(heard(typed, name, sounds)).toBeUndefined()
})

test('a character has every reading', () => {
  expect(heard('zhongyang', '重阳', [['chong', 'zhong'], ['yang']])).toEqual([0, 2])
})

test('characters may be left out, but not change places', () => {
  expect(fit('ffang', name, sounds)).toBe(2)
  expect(fit('dbff', name, sounds)).toBe(1)
  expect(fit('低保发放', name, sounds)).toBe(1)
  expect(fit('ffdb', name, sounds)).toBe(0)
})
