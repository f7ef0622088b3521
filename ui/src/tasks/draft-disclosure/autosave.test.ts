// Keeping what is typed: the newest text wins, nothing is kept twice at once.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Autosave, CALM_MS, LONGEST_MS } from './autosave'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a text is kept after a pause, the newest only', async () => {
  const kept: string[] = []
  const autosave = new Autosave<string>(async (text) => kept.push(text) > 0)
  autosave.typed('现')
  autosave.typed('现将')
  expect(autosave.pending).toBe(true)
  await vi.advanceTimersByTimeAsync(CALM_MS)
  expect(kept).toEqual(['现将'])
  expect(autosave.pending).toBe(false)
})

test('who types without a pause is kept all the same', async () => {
  const kept: string[] = []
  const autosave = new Autosave<string>(async (text) => kept.push(text) > 0)
  const step = CALM_MS / 2
  for (let passed = 0; passed <= LONGEST_MS; passed += step) {
    autosave.typed(`第 ${passed}`)
    await vi.advanceTimersByTimeAsync(step)
  }
  expect(kept.length).toBeGreaterThan(0)
})

test('two keepings never run at once, and what is typed meanwhile is kept after', async () => {
  const ends: (() => void)[] = []
  const kept: string[] = []
  const autosave = new Autosave<string>((text) => {
    kept.push(text)
    return new Promise<boolean>((end) => ends.push(() => end(true)))
  })
  autosave.typed('一')
  const first = autosave.flush()
  autosave.typed('二')
  await vi.advanceTimersByTimeAsync(CALM_MS)
  expect(kept).toEqual(['一'])
  ends[0]?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(kept).toEqual(['一', '二'])
  ends[1]?.()
  await first
})

test('what was saved is not kept again', async () => {
  const kept: string[] = []
  const autosave = new Autosave<string>(async (text) => kept.push(text) > 0)
  autosave.typed('一')
  await autosave.forget()
  await vi.advanceTimersByTimeAsync(LONGEST_MS)
  expect(kept).toEqual([])
})

test('what could not be kept is tried again, and the newest text wins', async () => {
  const asked: string[] = []
  const autosave = new Autosave<string>(async (text) => asked.push(text) > 1)
  autosave.typed('一')
  await autosave.flush()
  expect(autosave.pending).toBe(true)
  await vi.advanceTimersByTimeAsync(LONGEST_MS)
  expect(asked).toEqual(['一', '一'])
  expect(autosave.pending).toBe(false)
})
