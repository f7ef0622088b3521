// A signed paper sheet as a form: its boxes, what was filled in, and where a refusal belongs.
import type { EnterSignedSheetSignedStep, LookAtReviewStepView, Secrecy, Step } from '@/contract/contract'
import { labels } from '@/contract/contract'
import { typedDate } from './typed-date'

/** One box of the sheet while it is filled in. */
export interface Box {
  step: Step
  /** 补签: the agreement by word of mouth is there, the signature follows. */
  owed: boolean
  /** Names to choose from, whose own duty it is first. */
  names: string[]
  signer: string
  /** 代: for whom. */
  standsInFor: string
  /** The day, as it is typed. */
  day: string
  opinion: string
  secrecy: Secrecy | ''
}

/** What the desk said of a box, and of which field in it. */
export interface BoxFault {
  step: Step
  what: string
}

/** The part of a problem that tells where. */
interface Placed {
  where?: { field?: string | null } | null
}

/** The boxes that are still to be signed; a single holder of the duty is filled in. */
export function boxesOf(chain: LookAtReviewStepView[], staff: string[]): Box[] {
  const open = chain.filter((view) => view.signature == null || view.signature.owed)
  return open.map((view) => boxOf(view.step, view.by, staff, view.signature?.owed ? view.signature.signer : undefined))
}

/** One box; who agreed by word of mouth signs it himself. */
export function boxOf(step: Step, by: string[], staff: string[], owedBy?: string): Box {
  const others = staff.filter((name) => !by.includes(name))
  return {
    step,
    owed: owedBy !== undefined,
    names: owedBy === undefined ? [...by, ...others] : [owedBy],
    signer: owedBy ?? (by.length === 1 ? (by[0] ?? '') : ''),
    standsInFor: '',
    day: '',
    opinion: '',
    secrecy: '',
  }
}

/** The box has something of its signature; a name alone stands there beforehand. */
export function isFilled(box: Box): boolean {
  return box.day.trim() !== '' || box.opinion.trim() !== '' || box.secrecy !== '' || box.standsInFor !== ''
}

/** The days of the boxes, each read near the one above. */
export function daysOf(boxes: Box[], today: string): (string | undefined)[] {
  let near = today
  return boxes.map((box) => {
    const on = typedDate(box.day, near, today)
    near = on ?? near
    return on
  })
}

/** What goes to the desk: every filled box, in the order of the chain. */
export function signedSteps(boxes: Box[], today: string): EnterSignedSheetSignedStep[] {
  const days = daysOf(boxes, today)
  const filled = boxes.map((box, at) => ({ box, on: days[at] })).filter(({ box }) => isFilled(box))
  return filled.map(({ box, on }) => ({
    step: box.step,
    signer: box.signer,
    stands_in_for: box.standsInFor || null,
    on: on ?? null,
    kind: 'paper',
    opinion: box.opinion.trim() || null,
    secrecy: box.secrecy || null,
  }))
}

/** The first day that was typed and is none, before the desk is asked. */
export function badDay(boxes: Box[], today: string): BoxFault | undefined {
  const days = daysOf(boxes, today)
  const bad = boxes.find((box, at) => box.day.trim() !== '' && days[at] === undefined)
  return bad && { step: bad.step, what: '日期' }
}

/** Which box, and which field of it, a problem is about: its field is `审核：签字人`. */
export function faultOf(problem: Placed): BoxFault | undefined {
  const [word, what] = problem.where?.field?.split('：') ?? []
  const found = Object.entries(labels.Step).find(([, label]) => label === word)
  return found && what !== undefined ? { step: found[0] as Step, what } : undefined
}
