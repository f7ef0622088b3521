// Moments as people here write them; the desk sends milliseconds since 1970, UTC.
import { longDate } from './dates'

const two = (number: number) => String(number).padStart(2, '0')

/** The day (2019-10-15) and the words (2019年10月15日 8:05) of a moment on this PC's clock. */
export function moment(unixMs: number): { date: string; words: string } {
  const at = new Date(unixMs)
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return { date, words: `${longDate(date)} ${at.getHours()}:${two(at.getMinutes())}` }
}
