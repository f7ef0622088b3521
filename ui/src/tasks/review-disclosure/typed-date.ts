// Dates as a clerk types them from a paper sheet: 9.27, 9月27日, 27, 2019-9-27, 20190927.

/** A day that exists, as 2019-09-27. */
function day(year: number, month: number, date: number): string | undefined {
  const made = new Date(Date.UTC(year, month - 1, date))
  const exists = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === date
  return exists ? made.toISOString().slice(0, 10) : undefined
}

/** The signs of a Chinese keyboard as plain digits and points. */
function plain(text: string): string {
  return text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[年月．。、／/\-－—\s]+/g, '.')
    .replace(/[日号]/g, '')
    .replace(/^\.+|\.+$/g, '')
}

/**
 * The day that was typed; undefined where it is none. What is left out is taken from `near`, the
 * day on the line above: `27` is of its month. Without a year no day after `today` is meant.
 */
export function typedDate(text: string, near: string, today: string): string | undefined {
  const typed = plain(text)
  const whole = /^(\d{4})(\d{2})(\d{2})$/.exec(typed)
  const parts = (whole ? whole.slice(1) : typed.split('.')).map(Number)
  if (typed === '' || parts.some(Number.isNaN)) return undefined
  const [nearYear = 0, nearMonth = 0] = near.split('-').map(Number)
  const [first = 0, second = 0, third = 0] = parts
  if (parts.length === 3) return first >= 1900 ? day(first, second, third) : undefined
  if (parts.length === 2) return notAfter(day(nearYear, first, second), today, () => day(nearYear - 1, first, second))
  if (parts.length !== 1) return undefined
  const before = nearMonth === 1 ? ([nearYear - 1, 12] as const) : ([nearYear, nearMonth - 1] as const)
  return notAfter(day(nearYear, nearMonth, first), today, () => day(...before, first))
}

function notAfter(found: string | undefined, today: string, else_: () => string | undefined): string | undefined {
  return found !== undefined && found > today ? else_() : found
}
