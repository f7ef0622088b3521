// What the pages of the archive say about an item, and how a step is asked for.
import { ref } from 'vue'
import type { LookAtArchiveBox, LookAtArchiveItem } from '@/contract/contract'
import { type Problem, problemOf } from '@/door'
import { longDate } from '@/words/dates'
import { label } from '@/words/labels'

/** Until when an item is kept, in words. */
export function keptUntil(item: Pick<LookAtArchiveItem, 'keep_until'>): string {
  return item.keep_until ? longDate(item.keep_until) : '永久'
}

/** Where an item is now: in a box, on the way, gone. */
export function whereabouts(item: LookAtArchiveItem): string {
  if (item.fate !== 'kept') return `已${label('Fate', item.fate)}`
  return item.box_number ? `第${item.box_number}盒` : '未装盒'
}

/** Where a box stands. */
export function placeOf(box: LookAtArchiveBox): string {
  return box.room ? [box.room, box.cabinet, box.shelf].filter(Boolean).join(' ') : '未登记'
}

/** Names typed in one field, parted by 、 or blanks. */
export function namesIn(text: string): string[] {
  return text.split(/[、，,\s]+/).filter((name) => name)
}

/** One step at a time: what went wrong, and whether something is being done. */
export function useStep() {
  const problem = ref<Problem>()
  const busy = ref(false)
  const told = ref('')
  async function step(work: () => Promise<string | void>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = undefined
    try {
      told.value = (await work()) ?? ''
      return true
    } catch (thrown) {
      problem.value = problemOf(thrown)
      return false
    } finally {
      busy.value = false
    }
  }
  return { problem, busy, told, step }
}
