// The page's one way to the front desk: typed calls, one shape of failure, what is going on now.
import { reactive } from 'vue'
import { host } from '@host'
import { acts, type ByteCalls, type Calls, type Problem, type Progress } from '@/contract/contract'
import { isProblem } from '@/host/host'

export { host }
export type { Problem }

/** Half a second: what takes longer shows how far it is and can be stopped. */
const PATIENCE_MS = 500

/** What is going on, for the bar at the top of the window. */
export const work = reactive({
  /** Calls on their way. */
  calls: 0,
  /** Something has taken longer than a person waits without a sign. */
  slow: false,
  /** How far it is, where the work tells. */
  progress: undefined as Progress | undefined,
})

const keyOf = (name: string, request: unknown) => JSON.stringify([name, request])

/** Answers on their way to a page that is not there yet. */
const ahead = new Map<string, Promise<unknown>>(
  host.known.map(([name, request, answer]) => [keyOf(name, request), Promise.resolve(answer)]),
)

/** Asks what a page is going to ask, before the page is there. What goes wrong the page will be told. */
export async function callAhead<N extends keyof Calls>(name: N, request: Calls[N][0]): Promise<void> {
  const answer = call(name, request)
  ahead.set(keyOf(name, request), answer)
  await answer.catch(() => ahead.delete(keyOf(name, request)))
}

/** Calls the front desk. Rejects with a {@link Problem}, whatever went wrong. */
export async function call<N extends keyof Calls>(name: N, request: Calls[N][0]): Promise<Calls[N][1]> {
  const known = ahead.size > 0 && ahead.get(keyOf(name, request))
  if (known) {
    ahead.delete(keyOf(name, request))
    return known as Promise<Calls[N][1]>
  }
  const done = begin()
  try {
    const answer = await host.call(name, request)
    if (acts.has(name)) changed()
    return answer
  } catch (thrown) {
    throw problemOf(thrown)
  } finally {
    done()
  }
}

/** Fetches a file's bytes. Rejects with a {@link Problem}. */
export async function bytes<N extends keyof ByteCalls>(name: N, request: ByteCalls[N]): Promise<Uint8Array> {
  const done = begin()
  try {
    return await host.bytes(name, request)
  } catch (thrown) {
    throw problemOf(thrown)
  } finally {
    done()
  }
}

/** Asks the work that is going on to stop where it may. */
export async function stopWork(): Promise<void> {
  await host.call('stop-work', {})
}

/** The one shape of failure. A fault of the page is told as one, never swallowed. */
export function problemOf(thrown: unknown): Problem {
  if (isProblem(thrown)) return thrown
  const what = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'page-fault', text: `窗口这一步出了错（${what}）`, next: '再试一次；已经存下的内容都在' }
}

const listeners = new Set<() => void>()

/** Hears that something in the office has changed; answers with how to stop listening. */
export function onChanged(heard: () => void): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

function changed(): void {
  ahead.clear()
  for (const heard of listeners) heard()
}

function begin(): () => void {
  work.calls += 1
  const patience = setTimeout(watch, PATIENCE_MS)
  return () => {
    clearTimeout(patience)
    work.calls -= 1
    if (work.calls === 0) {
      work.slow = false
      work.progress = undefined
    }
  }
}

/** Looks at the pace of slow work until no call is on its way. */
async function watch(): Promise<void> {
  if (work.slow) return
  work.slow = true
  while (work.calls > 0) {
    const paces = await host.call('look-at-pace', {}).catch(() => undefined)
    work.progress = paces?.carrying ?? paces?.writing ?? paces?.looking ?? undefined
    await new Promise((resume) => setTimeout(resume, 200))
  }
}
