// The place in the form that a line of the gate speaks of: body:2, element:basis, attachment:1.

/** The ids of single fields. */
const FIELDS: Record<string, string> = {
  title: 'draft-title',
  body: 'draft-body',
  formed_on: 'draft-formed-on',
  unit: 'draft-unit',
  provider: 'draft-provider',
  listing: 'draft-document-no',
}

/** The labels of groups, in whose box the first control is meant. */
const GROUPS: Record<string, string> = { class: 'class-label', channels: 'channel-label' }

/** What gets the focus. */
export function spotOf(field: string, place: string): HTMLElement | null {
  const own = FIELDS[field]
  if (own) return document.getElementById(own)
  const label = document.getElementById(field === 'element' ? `element-${place}` : (GROUPS[field] ?? ''))
  const box = label?.nextElementSibling
  return box?.querySelector<HTMLElement>('textarea, input:not([type=radio]), input:checked, input') ?? null
}

/** Where a paragraph stands in a body; empty lines count as none, as on the printed sheet. */
export function paragraph(body: string, number: number): { from: number; to: number } {
  let from = 0
  let seen = 0
  for (const line of body.split('\n')) {
    if (line.trim() !== '') seen += 1
    if (seen === number && line.trim() !== '') return { from, to: from + line.length }
    from += line.length + 1
  }
  return { from: 0, to: 0 }
}
