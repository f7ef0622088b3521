// One thing at a time on a settings tab: what is asked, what went wrong, what was kept.
import { ref } from 'vue'
import { type Problem, problemOf } from '@/door'

/** The state of a tab's asking. */
export function useAsking() {
  const problem = ref<Problem>()
  /** What is being done. */
  const working = ref('')
  /** In a word, what was just kept. */
  const kept = ref('')

  async function attempt(what: string, work: () => Promise<unknown>, done = ''): Promise<boolean> {
    if (working.value) return false
    working.value = what
    problem.value = undefined
    kept.value = ''
    try {
      await work()
      kept.value = done
      return true
    } catch (thrown) {
      problem.value = problemOf(thrown)
      return false
    } finally {
      working.value = ''
    }
  }

  return { problem, working, kept, attempt }
}
