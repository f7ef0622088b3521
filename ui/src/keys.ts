// The keys of the window: who is told of which, and the list that `?` shows.
import { onScopeDispose, shallowReactive } from 'vue'

/** A key with what it does, for the map of keys. */
export interface Key {
  /** As a person reads it: Ctrl+K, F1, ?. */
  keys: string
  /** What it does: 查找. */
  does: string
  /** Where it works: 到处, or a page's name. */
  where: string
  run: (event: KeyboardEvent) => void
}

/** Every key that works right now. */
export const keys = shallowReactive(new Set<Key>())

/** Gives a key a meaning for as long as the page that asks is there. */
export function useKey(combination: string, does: string, run: Key['run'], where = '到处'): void {
  const key: Key = { keys: combination, does, where, run }
  keys.add(key)
  onScopeDispose(() => keys.delete(key))
}

/**
 * Enter ends the input method's word and nothing else: while it composes, no form hears of it.
 * WebKit reports that last Enter with key code 229 after composing has ended.
 */
export function letInputMethodsFinish(): void {
  const composing = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229
  window.addEventListener('keydown', (event) => composing(event) && event.stopImmediatePropagation(), true)
  window.addEventListener('keydown', hear)
}

/** How a key event is written in the map: modifiers first. */
export function combinationOf(event: KeyboardEvent): string {
  const parts = [event.ctrlKey && 'Ctrl', event.altKey && 'Alt']
  const name = event.key.length === 1 ? event.key.toUpperCase() : event.key
  // Shift is part of a sign like ?, but is told beside a named key.
  if (event.shiftKey && event.key.length > 1) parts.push('Shift')
  return [...parts.filter(Boolean), name].join('+')
}

function hear(event: KeyboardEvent): void {
  const combination = combinationOf(event)
  const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]')
  if (typing && !event.ctrlKey && !event.altKey && event.key.length === 1) return
  const key = [...keys].reverse().find((candidate) => candidate.keys === combination)
  if (key === undefined || event.defaultPrevented) return
  event.preventDefault()
  key.run(event)
}
