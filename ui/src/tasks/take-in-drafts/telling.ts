// What is said when a draft has been taken in, and which side stands before a person has chosen.
import type { ChooseTextsLine, Field, Side, TakeInDraftAnswer } from '@/contract/contract'
import { label } from '@/words/labels'

/** 已作为草稿登记, said after the title. */
export function told(taken: Pick<TakeInDraftAnswer, 'standing' | 'again'>): string {
  return taken.again ? `以前收过这一份，没有重复收（${label('Incoming', taken.standing)}）` : label('Incoming', taken.standing)
}

/** The choices before anybody has chosen: the side that alone changed a field. */
export function first(fields: Pick<ChooseTextsLine, 'field' | 'changed_by'>[]): Partial<Record<Field, Side>> {
  return Object.fromEntries(fields.flatMap((line) => (line.changed_by ? [[line.field, line.changed_by]] : [])))
}

/** Fields of which nobody has said whose text stands. */
export function open(fields: Pick<ChooseTextsLine, 'field'>[], chosen: Partial<Record<Field, Side>>): Field[] {
  return fields.map((line) => line.field).filter((field) => !chosen[field])
}
