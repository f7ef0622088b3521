// A page that goes on by itself once something is done never takes back a person who has gone elsewhere.
import { onScopeDispose } from 'vue'
import { onBeforeRouteLeave, useRouter, type RouteLocationRaw } from 'vue-router'

/** Goes on to `to`, in place of where the page stands or as a step of its own. */
export interface MovingOn {
  push(to: RouteLocationRaw): Promise<void>
  replace(to: RouteLocationRaw): Promise<void>
}

/** Ways onward for after a wait: nothing happens when the person has left the page, or is leaving it. */
export function useMovingOn(): MovingOn {
  const router = useRouter()
  let here = true
  const gone = () => void (here = false)
  // A page that is still being fetched is on its way although its address is not there yet.
  onBeforeRouteLeave(gone)
  onScopeDispose(gone)
  return {
    push: async (to) => void (here && (await router.push(to))),
    replace: async (to) => void (here && (await router.replace(to))),
  }
}
