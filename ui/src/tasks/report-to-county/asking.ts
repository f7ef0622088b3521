// One thing at a time on these pages: what is being done, what went wrong, what was done.
import { ref } from 'vue'
import { type Problem, problemOf } from '@/door'

/** The state of a page's or a dialog's asking. */
export function useAsking() {
  const problem = ref<Problem>()
  const busy = ref(false)
  /** In a sentence, what was just done. */
  const told = ref('')

  async function attempt(work: () => Promise<string | undefined>): Promise<void> {
    if (busy.value) return
    busy.value = true
    problem.value = undefined
    told.value = ''
    try {
      told.value = (await work()) ?? ''
    } catch (thrown) {
      problem.value = problemOf(thrown)
    } finally {
      busy.value = false
    }
  }

  /** Looks anew after something changed: what was told just now stays. */
  async function sees(look: () => Promise<void>): Promise<void> {
    try {
      await look()
    } catch (thrown) {
      problem.value = problemOf(thrown)
    }
  }

  return { problem, busy, told, attempt, sees }
}
