// A chain as it is ticked: the steps in their fixed order, those that are always there among them.
import type { KeepChainKnownStep, Step } from '@/contract/contract'

/** The chain after ticking or unticking a step; its order is the order of the known steps. */
export function ticked(known: readonly KeepChainKnownStep[], chain: readonly Step[], step: Step, on: boolean): Step[] {
  const wanted = new Set(chain)
  if (on) wanted.add(step)
  else wanted.delete(step)
  return known.filter((one) => one.always || wanted.has(one.step)).map((one) => one.step)
}

/** As the front desk reads it: draft,review,approve. */
export function asText(chain: readonly Step[]): string {
  return chain.join(',')
}
