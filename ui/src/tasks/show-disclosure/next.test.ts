// A step whose page is not there is not offered; what wants its reason is asked on this page.
import { expect, test } from 'vitest'
import { reasonOf, steps } from './next'

test('steps keep the order of the desk and lead somewhere', () => {
  const found = steps(['post', 'print_copies', 'correct', 'withdraw'], 'a', '2019-0001', (path) => !path.startsWith('/print'))
  expect(found.map((step) => step.name)).toEqual(['登记张贴', '更正', '撤回'])
  expect(found[0]?.to).toBe('/post/a')
  expect(found[2]?.to).toBe(undefined)
  expect(reasonOf('withdraw')).toBe('withdraw')
  expect(reasonOf('take_up')).toBe(undefined)
})

test('the copies are looked for in their own year', () => {
  expect(steps(['keep_copy'], 'a', '2018-0007', () => true)[0]?.to).toBe('/copies?year=2018')
  expect(steps(['keep_copy'], 'a', null, () => true)[0]?.to).toBe('/copies')
})
