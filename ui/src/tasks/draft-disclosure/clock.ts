// Moments that the desk gives in milliseconds, as a clerk reads them.
import { nearDate } from '@/words/dates'

const two = (number: number) => String(number).padStart(2, '0')

/** 16:20 */
export function time(at: number): string {
  const moment = new Date(at)
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`
}

/** 10月15日 16:20 */
export function dayAndTime(at: number, today: string): string {
  const moment = new Date(at)
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
  return `${nearDate(day, today)} ${time(at)}`
}
