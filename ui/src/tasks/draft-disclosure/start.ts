// How a form begins: what the address asks for.
import type { RouteLocationNormalized } from 'vue-router'

/** What is to be written. */
export type Start =
  /** A new item, of an entry if one is known. */
  | { kind: 'new'; entry: string }
  /** A new item like last period's. */
  | { kind: 'copy'; id: string }
  /** The explanation of an item. */
  | { kind: 'explanation'; id: string }
  /** An item that is there. */
  | { kind: 'item'; id: string }
  /** What was typed before and not saved. */
  | { kind: 'working'; id: string }

/** Reads an address; nothing where only the list of drafts is asked for. */
export function startOf(route: Pick<RouteLocationNormalized, 'params' | 'query'>): Start | undefined {
  const one = (value: unknown): string => (typeof value === 'string' ? value : '')
  const id = one(route.params.id)
  if (id) return { kind: 'item', id }
  const { copy, explains, working, entry } = route.query
  if (one(copy)) return { kind: 'copy', id: one(copy) }
  if (one(explains)) return { kind: 'explanation', id: one(explains) }
  if (one(working)) return { kind: 'working', id: one(working) }
  if (one(entry)) return { kind: 'new', entry: one(entry) }
  return undefined
}
