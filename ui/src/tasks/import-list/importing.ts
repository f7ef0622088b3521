// One import from the chosen file to its drafts: what was understood, what is mended, what is kept.
import { reactive, shallowReactive } from 'vue'
import type {
  ExamineListAnswer,
  ImportListAnswer,
  LookAtImportAnswer,
  OnlyRows,
  RowTold,
  SheetCell,
  SheetChoice,
} from '@/contract/contract'
import { call, type Problem, problemOf } from '@/door'
import { acting } from '@/seat'
import { untouched } from './choice'
import { PAGE, RowShelf } from './rows'

export type Step = 'choose' | 'understood' | 'mend' | 'keep' | 'done'

/** The import on this page. */
export function useImport() {
  const at = reactive({
    step: 'choose' as Step,
    file: '',
    /** The draft that the list goes into. */
    into: undefined as string | undefined,
    busy: false,
    problem: undefined as Problem | undefined,
    only: 'marked' as OnlyRows,
    /** Grows with every row that came, so that what shows rows looks again. */
    drawn: 0,
    total: 0,
  })
  const found = shallowReactive({
    seen: undefined as LookAtImportAnswer | undefined,
    kept: undefined as ImportListAnswer | undefined,
    /** Numbers, doubles, changes. */
    examined: undefined as ExamineListAnswer | undefined,
  })
  const shelf = new RowShelf()

  /** Does something and shows what went wrong; answers whether it was done. */
  async function tried(act: () => Promise<void>): Promise<boolean> {
    at.busy = true
    try {
      await act()
      at.problem = undefined
      return true
    } catch (thrown) {
      at.problem = problemOf(thrown)
      return false
    } finally {
      at.busy = false
    }
  }

  function forget(): void {
    Object.assign(at, { step: 'choose', file: '', only: 'marked', problem: undefined, total: 0 })
    Object.assign(found, { seen: undefined, kept: undefined, examined: undefined })
    shelf.reset(0)
  }

  async function open(file: string): Promise<void> {
    forget()
    await tried(async () => {
      found.seen = await call('look-at-import', { file })
      at.file = file
      at.step = 'understood'
      await rowsAnew('all')
    })
  }

  async function look(choice?: SheetChoice): Promise<void> {
    const asked = choice ?? found.seen?.choice ?? untouched
    found.seen = await call('look-at-import', { file: at.file, choice: asked })
  }

  /** Settles how the workbook is understood; it is understood again and remembered. */
  async function settle(choice: SheetChoice): Promise<void> {
    await tried(async () => {
      await look(choice)
      await call('settle-import', { work: work(), choice, acting: acting() })
      await rowsAnew(at.only)
    })
  }

  const work = () => ({ file: at.file, sha256: found.seen?.sha256 ?? '' })

  /** Shows rows of a sort from the first one. */
  async function rowsAnew(only: OnlyRows): Promise<void> {
    at.only = only
    shelf.reset(0)
    await page(0)
  }

  async function page(from: number): Promise<void> {
    const { generation } = shelf
    try {
      const choice = found.seen?.choice ?? untouched
      const asked = { ...work(), choice, only: at.only, from, count: PAGE }
      const came = await call('look-at-import-rows', asked)
      if (shelf.put(generation, from, came.rows, came.total)) {
        at.total = came.total
        at.drawn += 1
      }
    } catch (thrown) {
      shelf.missed(generation, from)
      at.problem = problemOf(thrown)
    }
  }

  /** Fetches what is in sight and not yet here. */
  function need(from: number, to: number): void {
    for (const first of shelf.wanted(from, to)) void page(first)
  }

  /** Looks again at the rows in sight; nothing jumps while they come. */
  async function again(from: number, to: number): Promise<void> {
    await look()
    shelf.renew()
    await Promise.all(shelf.wanted(from, to).map(page))
  }

  const mend = (cell: SheetCell, text: string | null, sight: [number, number]) =>
    tried(async () => {
      await call('mend-import-cell', { work: work(), cell, text, acting: acting() })
      await again(...sight)
    })

  const leaveOut = (row: RowTold, why: string | null, sight: [number, number]) =>
    tried(async () => {
      const sheet = found.seen?.sheets[row.sheet]?.name ?? ''
      const asked = { work: work(), sheet, rows: [row.row], why, acting: acting() }
      await call('leave-out-import-rows', asked)
      await again(...sight)
    })

  return { at, found, shelf, open, forget, settle, rowsAnew, need, mend, leaveOut, tried, work, look }
}

export type Importing = ReturnType<typeof useImport>
