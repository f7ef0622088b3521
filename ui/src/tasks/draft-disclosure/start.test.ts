// Addresses and what they begin.
import { expect, test } from 'vitest'
import { startOf } from './start'

test.each([
  [{}, {}, undefined],
  [{ id: '0192' }, {}, { kind: 'item', id: '0192' }],
  [{}, { copy: '0192' }, { kind: 'copy', id: '0192' }],
  [{}, { explains: '0192' }, { kind: 'explanation', id: '0192' }],
  [{}, { entry: '2.4' }, { kind: 'new', entry: '2.4' }],
  [{}, { working: '0193', entry: '2.4' }, { kind: 'working', id: '0193' }],
  [{}, { entry: ['2.4', '2.5'] }, undefined],
])('%j %j', (params, query, start) => {
  expect(startOf({ params, query })).toEqual(start)
})
