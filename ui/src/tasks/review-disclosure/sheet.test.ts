// The form of a signed sheet: what is asked, what is sent, where a refusal is shown.
import { expect, test } from 'vitest'
import type { LookAtReviewStepView } from '@/contract/contract'
import { badDay, boxesOf, faultOf, isFilled, signedSteps } from './sheet'

const view = (step: LookAtReviewStepView['step'], by: string[]): LookAtReviewStepView => ({
  step,
  by,
  barred: [],
  waits: false,
  may_be_oral: false,
  signature: null,
})
const chain = [view('draft', ['周禾生']), view('review', ['林见清']), view('approve', ['何远山'])]
const staff = ['周禾生', '林见清', '何远山']
const today = '2019-09-30'

test('every open box is asked, the only holder of the duty filled in', () => {
  const boxes = boxesOf(chain, staff)
  expect(boxes.map((box) => box.signer)).toEqual(staff)
  expect(boxes[1]?.names).toEqual(['林见清', '周禾生', '何远山'])
  expect(boxes.some(isFilled)).toBe(false)
})

test('what is signed is not asked again, what is owed is, of the same person', () => {
  const signature = { step: 'approve', signer: '何远山', owed: true } as LookAtReviewStepView['signature']
  const boxes = boxesOf([{ ...view('draft', []), signature: { ...signature!, owed: false } }, { ...view('approve', ['何远山', '林见清']), signature }], staff)
  expect(boxes).toHaveLength(1)
  expect(boxes[0]).toMatchObject({ step: 'approve', owed: true, signer: '何远山', names: ['何远山'] })
})

test('only filled boxes go to the desk, days read near the line above', () => {
  const boxes = boxesOf(chain, staff)
  boxes[0]!.day = '9.26'
  boxes[1]!.day = '27'
  boxes[1]!.secrecy = 'open'
  expect(signedSteps(boxes, today)).toEqual([
    { step: 'draft', signer: '周禾生', stands_in_for: null, on: '2019-09-26', kind: 'paper', opinion: null, secrecy: null },
    { step: 'review', signer: '林见清', stands_in_for: null, on: '2019-09-27', kind: 'paper', opinion: null, secrecy: 'open' },
  ])
})

test('a day that is none is pointed at before anything is sent', () => {
  const boxes = boxesOf(chain, staff)
  boxes[1]!.day = '9.31'
  expect(badDay(boxes, today)).toEqual({ step: 'review', what: '日期' })
  boxes[1]!.day = ''
  expect(badDay(boxes, today)).toBeUndefined()
})

test('a refusal is shown in the box it is about', () => {
  expect(faultOf({ where: { field: '主要领导：签字人' } })).toEqual({ step: 'approve', what: '签字人' })
  expect(faultOf({ where: { field: '经手人' } })).toBeUndefined()
  expect(faultOf({})).toBeUndefined()
})
