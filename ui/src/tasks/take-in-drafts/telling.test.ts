// A field that both changed is never chosen by the page.
import { expect, test } from 'vitest'
import { first, open, told } from './telling'

test('only what one side changed is chosen beforehand', () => {
  const fields = [
    { field: 'title' as const, changed_by: null },
    { field: 'body' as const, changed_by: 'theirs' as const },
    { field: 'outcome' as const, changed_by: 'ours' as const },
  ]
  const chosen = first(fields)
  expect(chosen).toEqual({ body: 'theirs', outcome: 'ours' })
  expect(open(fields, chosen)).toEqual(['title'])
  expect(open(fields, { ...chosen, title: 'theirs' })).toEqual([])
})

test('a package that came twice says so', () => {
  expect(told({ standing: 'opened', again: true })).toContain('没有重复收')
  expect(told({ standing: 'same', again: false })).toBe('没有变化')
})
