// Dates as people here write them; the desk sends them as 2019-10-15.

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六']

function parts(date: string): [number, number, number] {
  const [year, month, day] = date.split('-').map(Number)
  return [year ?? 0, month ?? 0, day ?? 0]
}

/** 2019年10月15日 */
export function longDate(date: string): string {
  const [year, month, day] = parts(date)
  return `${year}年${month}月${day}日`
}

/** 10月15日 */
export function shortDate(date: string): string {
  const [, month, day] = parts(date)
  return `${month}月${day}日`
}

/** 10月15日 within the year of `today`, 2018年10月15日 in another. */
export function nearDate(date: string, today: string): string {
  return date.slice(0, 4) === today.slice(0, 4) ? shortDate(date) : longDate(date)
}

/** 星期二 */
export function weekday(date: string): string {
  const [year, month, day] = parts(date)
  return WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? ''
}
