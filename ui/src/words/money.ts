// Amounts as people here write them; the desk sends them in 分.

/** 1,260.00 */
export function yuan(fen: number): string {
  const whole = Math.trunc(Math.abs(fen) / 100)
  const rest = String(Math.abs(fen) % 100).padStart(2, '0')
  const apart = String(whole).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${apart}.${rest}`
}

/** +105.00 or -210.00, for what changed. */
export function change(fen: number): string {
  return fen > 0 ? `+${yuan(fen)}` : yuan(fen)
}
