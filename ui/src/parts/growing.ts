// A long list is drawn as far as it is looked at: the rest comes before its end is reached.
import { computed, nextTick, onBeforeUnmount, ref, useTemplateRef, watch } from 'vue'

/** How many more lines are drawn at a time: about three screens. */
const STEP = 60

/**
 * The lines to draw of all of them. The template puts an empty element `ref="end"` behind the last
 * line; whenever it comes near, more are drawn. Another `from` begins again at the top.
 */
export function useGrowing<T>(all: () => readonly T[], from: () => unknown) {
  const drawn = ref(STEP)
  const end = useTemplateRef<HTMLElement>('end')
  const shown = computed(() => all().slice(0, drawn.value))

  const watcher = new IntersectionObserver(
    (seen) => {
      if (!seen.at(-1)?.isIntersecting || drawn.value >= all().length) return
      drawn.value += STEP
      // Looked at anew: an end that is still near says so only once.
      void nextTick(() => {
        if (!end.value) return
        watcher.unobserve(end.value)
        watcher.observe(end.value)
      })
    },
    { rootMargin: '800px 0px' },
  )
  watch(end, (now, before) => {
    if (before) watcher.unobserve(before)
    if (now) watcher.observe(now)
  })
  watch(from, () => (drawn.value = STEP))
  onBeforeUnmount(() => watcher.disconnect())
  return shown
}
