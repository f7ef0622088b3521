// What a kept file is, told by its own first bytes; a picture becomes an address the page may show.

/** The kinds that can be shown. */
export type Shown = { kind: 'picture'; address: string } | { kind: 'pdf'; bytes: Uint8Array }

const MARKS: [number[], string][] = [
  [[0x25, 0x50, 0x44, 0x46], 'application/pdf'],
  [[0x89, 0x50, 0x4e, 0x47], 'image/png'],
  [[0xff, 0xd8, 0xff], 'image/jpeg'],
  [[0x47, 0x49, 0x46], 'image/gif'],
  [[0x42, 0x4d], 'image/bmp'],
  [[0x52, 0x49, 0x46, 0x46], 'image/webp'],
]

/** The media kind of these bytes; nothing where they are neither picture nor PDF. */
export function kindOf(bytes: Uint8Array): string | undefined {
  return MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))?.[1]
}

/** Makes bytes showable: a data: address for a picture (the content policy lets no other in). */
export function showable(bytes: Uint8Array): Shown | undefined {
  const kind = kindOf(bytes)
  if (kind === undefined) return undefined
  if (kind === 'application/pdf') return { kind: 'pdf', bytes }
  return { kind: 'picture', address: `data:${kind};base64,${base64(bytes)}` }
}

/** Long arrays are taken in pieces: a call has no room for a million arguments. */
function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  }
  return btoa(text)
}
