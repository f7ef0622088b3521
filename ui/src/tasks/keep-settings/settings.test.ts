// Settings: what a tick makes of a chain, and small words.
import { expect, test } from 'vitest'
import type { KeepChainKnownStep } from '@/contract/contract'
import { asText, ticked } from './chain'
import { bytesInWords } from './sizes'

const known: KeepChainKnownStep[] = [
  { step: 'draft', duty: 'draft', always: true },
  { step: 'proofread', duty: 'proofread', always: false },
  { step: 'review', duty: 'review', always: true },
  { step: 'agree', duty: 'agree', always: false },
  { step: 'approve', duty: 'approve', always: true },
]

test('a step comes to its place whenever it is ticked', () => {
  const chain = ticked(known, ['draft', 'review', 'approve'], 'agree', true)
  expect(asText(ticked(known, chain, 'proofread', true))).toBe('draft,proofread,review,agree,approve')
  expect(asText(ticked(known, chain, 'agree', false))).toBe('draft,review,approve')
})

test('what is always there cannot be unticked', () => {
  expect(asText(ticked(known, ['draft', 'review', 'approve'], 'review', false))).toBe('draft,review,approve')
})

test('sizes are said in the nearest unit', () => {
  expect(bytesInWords(300)).toBe('1 KB')
  expect(bytesInWords(5 * 1024 * 1024)).toBe('5.0 MB')
  expect(bytesInWords(3 * 1024 ** 3)).toBe('3.0 GB')
})
