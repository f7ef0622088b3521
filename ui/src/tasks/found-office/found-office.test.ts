// The first run: where the office is kept, who works there.
import { expect, test } from 'vitest'
import { clashing, linesFor, peopleOf } from './people'
import { inside, prefixOf } from './place'

test('an office is kept under its name, on either kind of PC', () => {
  expect(inside('/home/clerk/文档/政务公开', '青禾乡人民政府')).toBe('/home/clerk/文档/政务公开/青禾乡人民政府')
  expect(inside('C:\\Users\\党政办\\Documents\\政务公开', '青禾乡人民政府')).toBe(
    'C:\\Users\\党政办\\Documents\\政务公开\\青禾乡人民政府',
  )
  expect(inside('D:\\', '青禾乡')).toBe('D:\\青禾乡')
  expect(inside('/a', ' 青禾/乡: ')).toBe('/a/青禾乡')
  expect(inside('/a', '  ')).toBe('/a')
})

test('the file prefix is guessed from the name', () => {
  expect(prefixOf('青禾乡人民政府')).toBe('青政')
  expect(prefixOf('')).toBe('')
})

test('three people have three lines, five have five', () => {
  expect(linesFor(['draft', 'review', 'approve']).map((line) => line.asks)).toEqual(['您自己', '审核的人', '主要领导'])
  expect(linesFor(['draft', 'proofread', 'review', 'agree', 'approve'])).toHaveLength(5)
})

test('a name written twice is one person with both duties; empty lines are left out', () => {
  const [own, review, approve] = linesFor(['draft', 'review', 'approve'])
  const people = peopleOf([
    { ...own!, name: '周禾生' },
    { ...review!, name: ' 何 远山' },
    { ...approve!, name: '何远山' },
    { ...approve!, name: ' ' },
  ])
  expect(people).toEqual([
    { name: '周禾生', duties: ['draft', 'release', 'archive', 'administer'] },
    { name: '何远山', duties: ['review', 'approve'] },
  ])
})

test('nobody reviews or approves alone what he drafts', () => {
  const people = [{ name: '周禾生', duties: ['draft' as const, 'review' as const] }]
  expect(clashing(people)).toEqual(['周禾生'])
  expect(clashing([...people, { name: '林见清', duties: ['review'] }])).toEqual([])
})
