// Rows that come in pages: which are here, which must be fetched for what is in sight.
import type { RowTold } from '@/contract/contract'

/** Rows that are fetched at once. */
export const PAGE = 200

/** Rows by their place; a new generation forgets all of them, late answers of an old one are dropped. */
export class RowShelf {
  generation = 0
  total = 0
  private rows = new Map<number, RowTold>()
  private asked = new Set<number>()

  /** Begins anew with so many rows. */
  reset(total: number): void {
    this.generation += 1
    this.total = total
    this.rows.clear()
    this.asked.clear()
  }

  /** Asks for all rows again; until they come, those that are here stay in sight. */
  renew(): void {
    this.generation += 1
    this.asked.clear()
  }

  at(place: number): RowTold | undefined {
    return this.rows.get(place)
  }

  /** The pages (as first places) that rows `from`..`to` need and nobody has asked for. */
  wanted(from: number, to: number): number[] {
    const pages: number[] = []
    const last = Math.min(to, this.total - 1)
    for (let page = Math.floor(Math.max(from, 0) / PAGE) * PAGE; page <= last; page += PAGE) {
      if (this.asked.has(page)) continue
      this.asked.add(page)
      pages.push(page)
    }
    return pages
  }

  /** Puts an answered page in its place; answers whether it still belongs here. */
  put(generation: number, from: number, rows: RowTold[], total: number): boolean {
    if (generation !== this.generation) return false
    this.total = total
    rows.forEach((row, index) => this.rows.set(from + index, row))
    return true
  }

  /** A page that did not come may be asked for again. */
  missed(generation: number, from: number): void {
    if (generation === this.generation) this.asked.delete(from)
  }
}

/** The places in sight of a list that is scrolled to `top`, with some beyond either edge. */
export function inSight(top: number, height: number, rowHeight: number, total: number, beyond = 8): [number, number] {
  const first = Math.max(0, Math.floor(top / rowHeight) - beyond)
  const last = Math.min(total - 1, Math.ceil((top + height) / rowHeight) + beyond)
  return [first, last]
}

/** Where a list must be scrolled to so that a place is in sight; where it is, if it already is. */
export function scrolledTo(place: number, top: number, height: number, rowHeight: number): number {
  const start = place * rowHeight
  if (start < top) return start
  if (start + rowHeight > top + height) return start + rowHeight - height
  return top
}

/** The next place after `from` whose row somebody must look at, among the rows that are here. */
export function nextFault(shelf: RowShelf, from: number): number | undefined {
  for (let place = from + 1; place < shelf.total; place += 1) {
    const row = shelf.at(place)
    if (row === undefined) return undefined
    if (row.verdict !== 'ok' && row.left_out === null) return place
  }
  return undefined
}
