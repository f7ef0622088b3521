// A month, a quarter or a year that is reported on.

/** A year and what part of it: '' the whole, '09' a month, 'Q3' a quarter. */
export interface Period {
  year: number
  part: string
}

/** What of a year may be reported on. */
export const parts = [
  { code: '', words: '全年' },
  ...[1, 2, 3, 4].map((quarter) => ({ code: `Q${quarter}`, words: `第${quarter}季度` })),
  ...Array.from({ length: 12 }, (_, at) => ({ code: String(at + 1).padStart(2, '0'), words: `${at + 1}月` })),
]

/** 2019-09, 2019-Q3, 2019. */
export const periodCode = ({ year, part }: Period): string => (part ? `${year}-${part}` : String(year))

/** The month before the one in which a day lies. */
export function lastMonth(today: string): Period {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return month === 1 ? { year: year - 1, part: '12' } : { year, part: String(month - 1).padStart(2, '0') }
}
