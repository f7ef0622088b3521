// Keeps what is typed a moment after the last keystroke, one keeping at a time, the newest last.

/** How long after a keystroke the text is kept, in milliseconds. */
export const CALM_MS = 700
/** How long somebody may type on without a pause before the text is kept all the same. */
export const LONGEST_MS = 4000

/** Keeps texts through `keep`, which is given the newest text and never runs twice at once. */
export class Autosave<Text> {
  private waiting: { text: Text } | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private since: number | undefined
  private running: Promise<void> | undefined

  /** `keep` tells whether the text is kept; one that is not is tried again. */
  constructor(private readonly keep: (text: Text) => Promise<boolean>) {}

  /** Whether something has been typed that is not kept yet. */
  get pending(): boolean {
    return this.waiting !== undefined || this.running !== undefined
  }

  /** Something was typed. */
  typed(text: Text): void {
    this.waiting = { text }
    this.since ??= Date.now()
    clearTimeout(this.timer)
    const left = this.since + LONGEST_MS - Date.now()
    this.timer = setTimeout(() => void this.flush(), Math.max(0, Math.min(CALM_MS, left)))
  }

  /** Keeps what waits, now; done once nothing waits any more. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    while (this.running !== undefined) await this.running
    const next = this.waiting
    if (next === undefined) return
    this.waiting = undefined
    this.since = undefined
    let kept = false
    this.running = this.keep(next.text).then((done) => {
      kept = done
      this.running = undefined
    })
    await this.running
    const newer = this.waiting !== undefined
    if (newer && kept) await this.flush()
    if (kept) return
    this.waiting ??= next
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), LONGEST_MS)
  }

  /** Forgets what waits, because it was saved; done once no keeping is on its way. */
  async forget(): Promise<void> {
    clearTimeout(this.timer)
    this.waiting = undefined
    this.since = undefined
    while (this.running !== undefined) await this.running
  }
}
