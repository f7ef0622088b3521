// The short table of the first run: which lines it offers, and what is sent to the front desk.
import type { Duty, Step } from '@/contract/contract'

/** One line of the table. */
export interface Line {
  /** What the line asks for. */
  asks: string
  /** In a sentence, what this person does. */
  does: string
  name: string
  duties: Duty[]
}

/** A person to keep, with every duty that was ticked for the name. */
export interface Person {
  name: string
  duties: Duty[]
}

const CLERK: Duty[] = ['draft', 'release', 'archive', 'administer']

const OTHERS: Partial<Record<Step, Omit<Line, 'name'>>> = {
  proofread: { asks: '校对的人', does: '核对文字和数字', duties: ['proofread'] },
  review: { asks: '审核的人', does: '审核内容，作保密审查', duties: ['review'] },
  agree: { asks: '分管领导', does: '签署意见', duties: ['agree'] },
  approve: { asks: '主要领导', does: '批准公开，在纸上签字就行', duties: ['approve'] },
}

/** A line for whoever sits here, then one for every step of the chain that somebody else signs. */
export function linesFor(chain: readonly Step[]): Line[] {
  const own = { asks: '您自己', does: '登记事项、录入签字、发布、归档', name: '', duties: [...CLERK] }
  const others = chain.flatMap((step) => OTHERS[step] ?? [])
  return [own, ...others.map((line) => ({ ...line, duties: [...line.duties], name: '' }))]
}

/** The people that were written, in their order; a name written twice is one person. */
export function peopleOf(lines: readonly Line[]): Person[] {
  const people = new Map<string, Set<Duty>>()
  for (const line of lines) {
    const name = line.name.replace(/\s+/g, '')
    if (!name || line.duties.length === 0) continue
    const duties = people.get(name) ?? new Set()
    line.duties.forEach((duty) => duties.add(duty))
    people.set(name, duties)
  }
  return [...people].map(([name, duties]) => ({ name, duties: [...duties] }))
}

/** Names that are asked to draft and to review or approve alone: the desk will refuse them later. */
export function clashing(people: readonly Person[]): string[] {
  const others = (duty: Duty, drafter: string) =>
    people.some((person) => person.name !== drafter && person.duties.includes(duty))
  const drafters = people.filter((person) => person.duties.includes('draft'))
  return drafters
    .filter(({ name, duties }) =>
      (['review', 'approve'] as const).some((duty) => duties.includes(duty) && !others(duty, name)),
    )
    .map((person) => person.name)
}
