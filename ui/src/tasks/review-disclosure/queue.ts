// The queue as the page shows it: how long something lies there, and what fits on one 批量审批表.
import type { LookAtQueueWaiting } from '@/contract/contract'

/** Days between two days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** Since when it lies there, in words: 今天, 昨天起, 已 5 天. */
export function lying(since: string, today: string): string {
  const days = daysBetween(since, today)
  if (days <= 0) return '今天到的'
  return days === 1 ? '昨天到的' : `已 ${days} 天`
}

/** How the entry's day stands: over, near, or far enough to say nothing. */
export function urgency(due: string | null | undefined, today: string): 'over' | 'near' | undefined {
  if (due == null) return undefined
  if (due < today) return 'over'
  return daysBetween(today, due) <= 3 ? 'near' : undefined
}

/** One sheet is one signature for every line of it: the same chain from the same step. */
export function fitsOnOneSheet(chosen: LookAtQueueWaiting[]): boolean {
  const [first, ...rest] = chosen
  return first !== undefined && rest.every((line) => isSameWay(first, line))
}

/** Whether two items go the same way from the same place. */
export function isSameWay(one: LookAtQueueWaiting, other: LookAtQueueWaiting): boolean {
  return one.step === other.step && one.chain.join() === other.chain.join()
}

/** Why a line cannot be ticked beside those that are; nothing where it can. */
export function whyNot(line: LookAtQueueWaiting, chosen: LookAtQueueWaiting[]): string | undefined {
  const first = chosen[0]
  if (first === undefined || isSameWay(first, line)) return undefined
  return first.step === line.step ? '审批流程与已选的不同，要另印一张' : '办到的步骤与已选的不同，要另印一张'
}

/** What is ticked, with every line that goes the same way; the first line sets the way where nothing is. */
export function allOfOneWay(lines: LookAtQueueWaiting[], chosen: LookAtQueueWaiting[]): LookAtQueueWaiting[] {
  const first = chosen[0] ?? lines[0]
  const more = lines.filter((line) => first !== undefined && isSameWay(first, line) && !chosen.includes(line))
  return [...chosen, ...more]
}
