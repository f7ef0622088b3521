// The catalogue as a tree that can be narrowed by characters, pinyin initials and what is missing.
import type { LookAtCatalogueEntryLine } from '@/contract/contract'

/** Which entries are shown. */
export type Only = 'all' | 'gaps' | 'unsettled' | 'never'

/** A group with what stands in it; entries without a group stand in one without a head. */
export interface Branch {
  head?: LookAtCatalogueEntryLine
  entries: LookAtCatalogueEntryLine[]
}

/** Whether what was typed stands in the name, the number or, letter by letter, in the initials. */
export function fits(typed: string, line: Pick<LookAtCatalogueEntryLine, 'about' | 'letters'>): boolean {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return true
  const { name, code, wording } = line.about
  if ([name, code, wording].some((text) => text.toLowerCase().includes(wanted))) return true
  if (!/^[a-z0-9]+$/.test(wanted)) return false
  // Punctuation has no letters and is passed over: dbjz finds 低保、救灾.
  const letters = line.letters.filter((of) => of !== '')
  return letters.some((_, from) => [...wanted].every((letter, at) => letters[from + at]?.includes(letter) ?? false))
}

/** Whether an entry is among those asked for. */
export function isAmong(only: Only, line: LookAtCatalogueEntryLine): boolean {
  switch (only) {
    case 'all':
      return true
    case 'gaps':
      return line.gap != null
    case 'unsettled':
      return line.may_settle && line.about.time_class === 'unsettled'
    case 'never':
      return line.fileable && line.last == null
  }
}

/** The tree of what is asked for, in the plan's order; a group without anything left is left out. */
export function branchesOf(lines: LookAtCatalogueEntryLine[], typed: string, only: Only): Branch[] {
  const branches: Branch[] = []
  const places = new Map<string, Branch>()
  for (const line of lines) {
    if (line.about.group) {
      const branch: Branch = { head: line, entries: [] }
      branches.push(branch)
      places.set(line.about.code, branch)
      continue
    }
    if (!fits(typed, line) || !isAmong(only, line)) continue
    const parent = line.about.parent == null ? undefined : places.get(line.about.parent)
    if (parent) parent.entries.push(line)
    else if (branches.at(-1)?.head === undefined && branches.length > 0) branches.at(-1)?.entries.push(line)
    else branches.push({ entries: [line] })
  }
  return branches.filter((branch) => branch.entries.length > 0)
}
