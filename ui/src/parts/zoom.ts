// How large a page of paper is shown, and which pages are near enough to be drawn.

/** Size of a page in points, 1/72 inch. */
export interface Size {
  width: number
  height: number
}

/** As wide as there is room, whole, or so many hundredths of its true size. */
export type Zoom = 'width' | 'whole' | number

/** CSS pixels of a point at true size. */
const TRUE_SIZE = 96 / 72
/** Steps of the zoom in per cent. */
const STEPS = [50, 67, 80, 100, 125, 150, 200, 300]
/** Room around a page in CSS pixels. */
export const MARGIN = 12

/** CSS pixels for a point. */
export function scaleOf(zoom: Zoom, page: Size, room: Size): number {
  const wide = Math.max(80, room.width - 2 * MARGIN) / page.width
  if (zoom === 'width') return wide
  if (zoom === 'whole') return Math.min(wide, Math.max(80, room.height - 2 * MARGIN) / page.height)
  return (zoom / 100) * TRUE_SIZE
}

/** Per cent of the true size. */
export function percentOf(scale: number): number {
  return Math.round((100 * scale) / TRUE_SIZE)
}

/** The next larger (`by` 1) or smaller (-1) step from `percent`. */
export function step(percent: number, by: 1 | -1): number {
  const steps = by > 0 ? STEPS : [...STEPS].reverse()
  const next = steps.find((candidate) => (candidate - percent) * by > 0)
  return next ?? (by > 0 ? STEPS[STEPS.length - 1]! : STEPS[0]!)
}

/** The page, from 1, that fills the middle of what is seen. `tops` are the upper edges in order. */
export function pageAt(tops: number[], middle: number): number {
  const after = tops.findIndex((top) => top > middle)
  return after < 0 ? Math.max(1, tops.length) : Math.max(1, after)
}
