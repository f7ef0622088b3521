// Words of today's page: names of the groups, how strongly a line is marked, the chart in words.
import type { LookAtTodayGroup, LookAtTodayGroupKind, LookAtTodayLine, LookAtTodayMonth } from '@/contract/contract'

/** Names of the groups. */
export const groupNames: Record<LookAtTodayGroupKind, string> = {
  to_do: '要办的事',
  to_sign: '等我签',
  under_way: '在路上',
  drafts: '草稿',
  papers: '待补的手续',
}

/** A sign beside the colour, for those who see no colour: ! for what presses. */
export function markOf(line: Pick<LookAtTodayLine, 'urgency'>): { tone: string; sign: string } {
  switch (line.urgency) {
    case 'overdue':
      return { tone: 'bad', sign: '!' }
    case 'today':
    case 'this_week':
      return { tone: 'warn', sign: '' }
    case 'later':
    case 'open':
      return { tone: '', sign: '' }
  }
}

/** 5 件, or how many of them are shown. */
export function countOf(group: Pick<LookAtTodayGroup, 'lines' | 'total'>): string {
  const shown = group.lines.length
  return shown < group.total ? `${group.total} 件，先列最急的 ${shown} 件` : `${group.total} 件`
}

/** So many lines of what can wait are listed at first. */
const LISTED = 5

/** The lines listed at first: all that is to be done or signed, the first of what can wait. */
export function listed(group: Pick<LookAtTodayGroup, 'kind' | 'lines'>, whole: boolean): LookAtTodayLine[] {
  const waits = group.kind === 'under_way' || group.kind === 'drafts' || group.kind === 'papers'
  // One line more is no reason to fold.
  return waits && !whole && group.lines.length > LISTED + 1 ? group.lines.slice(0, LISTED) : group.lines
}

/** The months up to the present one, or all twelve of a year that is over. */
export function monthsShown(months: LookAtTodayMonth[], year: number, today: string): LookAtTodayMonth[] {
  const [thisYear, thisMonth] = today.split('-').map(Number)
  return year < (thisYear ?? 0) ? months : months.filter((month) => month.month <= (thisMonth ?? 12))
}

/** One month in words: 9月公开 4 件，按时 3 件，超期 1 件. */
export function monthInWords(month: LookAtTodayMonth): string {
  const parts = [`${month.month}月公开 ${month.released} 件`]
  if (month.on_time > 0) parts.push(`按时 ${month.on_time} 件`)
  if (month.late > 0) parts.push(`超期 ${month.late} 件`)
  if (month.undecided > 0) parts.push(`还不能断定 ${month.undecided} 件`)
  return parts.join('，')
}
