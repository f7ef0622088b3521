// What the queue says of time, and which items fit on one sheet.
import { expect, test } from 'vitest'
import type { LookAtQueueWaiting } from '@/contract/contract'
import { allOfOneWay, fitsOnOneSheet, lying, urgency, whyNot } from './queue'

const line = (step: string, chain = ['draft', 'review', 'approve']) => ({ step, chain }) as LookAtQueueWaiting

test('how long something lies there is said in days', () => {
  expect(lying('2019-09-30', '2019-09-30')).toBe('今天到的')
  expect(lying('2019-09-29', '2019-09-30')).toBe('昨天到的')
  expect(lying('2019-09-26', '2019-10-01')).toBe('已 5 天')
})

test('a day is near three days before and over a day after', () => {
  expect(urgency('2019-10-04', '2019-09-30')).toBeUndefined()
  expect(urgency('2019-10-03', '2019-09-30')).toBe('near')
  expect(urgency('2019-09-30', '2019-09-30')).toBe('near')
  expect(urgency('2019-09-29', '2019-09-30')).toBe('over')
  expect(urgency(null, '2019-09-30')).toBeUndefined()
})

test('one sheet carries what goes the same way from the same place', () => {
  expect(fitsOnOneSheet([])).toBe(false)
  expect(fitsOnOneSheet([line('draft'), line('draft')])).toBe(true)
  expect(fitsOnOneSheet([line('draft'), line('review')])).toBe(false)
  expect(whyNot(line('draft'), [])).toBeUndefined()
  expect(whyNot(line('review'), [line('draft')])).toContain('步骤')
  expect(whyNot(line('draft', ['draft', 'approve']), [line('draft')])).toContain('流程')
})

test('everything of one way is ticked in one go', () => {
  const [one, two, other] = [line('draft'), line('draft'), line('review')]
  expect(allOfOneWay([one!, two!, other!], [])).toEqual([one, two])
  expect(allOfOneWay([one!, two!], [other!])).toEqual([other])
  expect(allOfOneWay([], [])).toEqual([])
})
