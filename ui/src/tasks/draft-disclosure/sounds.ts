// Finds a Chinese name by what somebody types: its characters, its pinyin, its initials, or all mixed.

/** How each character of a name may be read, in plain pinyin. */
export type Sounds = readonly (readonly string[])[]

/** How well a name fits: 2 where the typed text stands together, 1 where it stands in order, 0 where not. */
export function fit(typed: string, name: string, sounds: Sounds): 0 | 1 | 2 {
  if (heard(typed, name, sounds) !== undefined) return 2
  const wanted = typed.toLowerCase().replace(/[\s']/g, '')
  return inOrder(wanted, 0, [...name], sounds, 0) ? 1 : 0
}

/** dbff finds 低保、救灾物资发放: characters may be left out, their order not changed. */
function inOrder(wanted: string, at: number, name: string[], sounds: Sounds, place: number): boolean {
  if (at === wanted.length) return true
  for (let next = place; next < name.length; next += 1) {
    const readings = [...(sounds[next] ?? []), (name[next] ?? '').toLowerCase()]
    const first = wanted[at] ?? ''
    for (const reading of readings) {
      if (reading === '' || !reading.startsWith(first)) continue
      // A syllable is typed whole or by its initial.
      const lengths = wanted.startsWith(reading, at) ? [reading.length, first.length] : [first.length]
      if (lengths.some((length) => inOrder(wanted, at + length, name, sounds, next + 1))) return true
    }
  }
  return false
}

/** Where in the name the typed text stands, as first and one past the last character; nothing if nowhere. */
export function heard(typed: string, name: string, sounds: Sounds): [number, number] | undefined {
  const wanted = typed.toLowerCase().replace(/[\s']/g, '')
  if (wanted === '') return [0, 0]
  const characters = [...name]
  for (let from = 0; from < characters.length; from += 1) {
    const to = endOf(wanted, 0, characters, sounds, from)
    if (to !== undefined) return [from, to]
  }
  return undefined
}

/** One past the last character that the rest of the typed text stands for. */
function endOf(wanted: string, at: number, name: string[], sounds: Sounds, place: number): number | undefined {
  if (at === wanted.length) return place
  const character = name[place]
  if (character === undefined) return undefined
  if (wanted[at] === character.toLowerCase()) {
    const end = endOf(wanted, at + 1, name, sounds, place + 1)
    if (end !== undefined) return end
  }
  for (const reading of sounds[place] ?? []) {
    // The whole syllable first, its beginnings after it: zho finds zhong while it is typed.
    for (let length = reading.length; length > 0; length -= 1) {
      if (!wanted.startsWith(reading.slice(0, length), at)) continue
      const end = endOf(wanted, at + length, name, sounds, place + 1)
      if (end !== undefined) return end
    }
  }
  return undefined
}
