// A file is what its bytes say, whatever it is called.
import { expect, test } from 'vitest'
import { kindOf, showable } from './kept'

test('pictures and PDFs are told by their first bytes', () => {
  expect(kindOf(new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d]))).toBe('application/pdf')
  expect(kindOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg')
  expect(kindOf(new Uint8Array([0x50, 0x4b, 0x03, 0x04]))).toBeUndefined()
  expect(kindOf(new Uint8Array())).toBeUndefined()
})

test('a picture of many bytes becomes an address', () => {
  const bytes = new Uint8Array(100_000).fill(7)
  bytes.set([0xff, 0xd8, 0xff])
  const shown = showable(bytes)
  expect(shown?.kind).toBe('picture')
  expect(shown?.kind === 'picture' && shown.address.startsWith('data:image/jpeg;base64,/9j/')).toBe(true)
})
