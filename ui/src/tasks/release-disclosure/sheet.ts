// The gate as a person reads it: the verdict in one line, and where to mend what is not in order.
import type { Check, Gate, Mend } from '@/contract/contract'

/** How many lines are red and how many still want a reason. */
export function counted(gate: Gate): { red: number; warning: number } {
  const red = gate.checks.filter((check) => check.level === 'red').length
  const warning = gate.checks.filter((check) => check.level === 'warning' && !check.accepted).length
  return { red, warning }
}

/** 还不能发：2 处要处理，1 处要说明。 */
export function verdict(gate: Gate): string {
  const { red, warning } = counted(gate)
  const parts = [red > 0 && `${red} 处要处理`, warning > 0 && `${warning} 处要说明`].filter(Boolean).join('，')
  if (red > 0) return `还不能发：${parts}`
  return warning > 0 ? `可以发：${parts}` : '可以发'
}

/** What needs a hand first, then what wants a reason, then what is in order; else as asked. */
export function ordered(gate: Gate): Check[] {
  const rank = { red: 0, warning: 1, ok: 2 } as const
  return gate.checks.map((check, at) => ({ check, at })).sort((a, b) => rank[a.check.level] - rank[b.check.level] || a.at - b.at).map(({ check }) => check)
}

/** Where a line is mended, at the very field or row; nothing where it is mended on this page. */
export function mendRoute(mend: Mend, id: string, spot?: string | null): string | undefined {
  const at = spot ? `?at=${spot}` : ''
  switch (mend) {
    case 'list':
      // A row is looked at where the list stands; another list is brought in from the form.
      return spot?.startsWith('row:') ? `/item/${id}${at}` : `/draft/${id}`
    case 'item':
    case 'attachments':
      return `/draft/${id}${at}`
    case 'signing':
      return `/review/${id}`
    case 'catalogue':
      return '/catalogue'
    case 'settings':
      return '/settings'
    case 'channels':
      return undefined
  }
}

/** Why it may not be released yet, in a sentence; nothing where it may. */
export function hindrance(gate: Gate, channels: number): string | undefined {
  if (counted(gate).red > 0) return '先把打 ✗ 的几处处理好，再重新检查。'
  if (channels === 0) return '请选公开形式。'
  const { warning } = counted(gate)
  if (warning > 0) return `还有 ${warning} 条提醒，请逐条写明为什么照样发布。`
  return undefined
}
