// Finds a catalogue entry by its number, its characters or the sound of them.
import type { ImportEntryChoice } from '@/contract/contract'

/** Tells whether `text` sounds like `typed`; given in, because the sounds come later than the page. */
export type SoundsLike = (text: string, typed: string) => boolean

/** The entries that fit what was typed, in the plan's order, numbers first. */
export function fitting(entries: ImportEntryChoice[], typed: string, soundsLike?: SoundsLike): ImportEntryChoice[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return entries
  const numbered = entries.filter((entry) => entry.code.toLowerCase().startsWith(wanted))
  const named = entries.filter((entry) => entry.name.includes(wanted) || (entry.group ?? '').includes(wanted))
  const heard = /^[a-z]+$/.test(wanted) && soundsLike ? entries.filter((entry) => soundsLike(entry.name, wanted)) : []
  return [...new Set([...numbered, ...named, ...heard])]
}
