// A page fits its room at any type size; the zoom has steps and ends.
import { expect, test } from 'vitest'
import { pageAt, percentOf, scaleOf, step } from './zoom'

const A4 = { width: 595, height: 842 }

test('a page fits the width or whole into the room', () => {
  expect(scaleOf('width', A4, { width: 619, height: 400 })).toBeCloseTo(1)
  expect(scaleOf('whole', A4, { width: 619, height: 445 })).toBeCloseTo(0.5)
  expect(percentOf(scaleOf(100, A4, { width: 1, height: 1 }))).toBe(100)
})

test('a room of nothing still shows something', () => {
  expect(scaleOf('whole', A4, { width: 0, height: 0 })).toBeGreaterThan(0)
})

test('the zoom goes in steps and stops at its ends', () => {
  expect(step(100, 1)).toBe(125)
  expect(step(93, 1)).toBe(100)
  expect(step(93, -1)).toBe(80)
  expect(step(300, 1)).toBe(300)
  expect(step(50, -1)).toBe(50)
})

test('the page in the middle is the one that is read', () => {
  expect(pageAt([0, 500, 1000], 10)).toBe(1)
  expect(pageAt([0, 500, 1000], 700)).toBe(2)
  expect(pageAt([0, 500, 1000], 5000)).toBe(3)
  expect(pageAt([], 0)).toBe(1)
})
