// What the drafting page knows of a form without asking anybody.
import type { Element, Form, ListingForm } from '@/contract/contract'

/** A form with nothing in it. */
export function emptyForm(): Form {
  return {
    entry: '',
    title: '',
    class: null,
    elements: {},
    body: '',
    formed_on: null,
    unit: '',
    provider: '',
    demanded_by: '',
    demanded_due: null,
    stage: null,
    listing: emptyListing(),
    list: null,
    attachments: [],
    channels: [],
    copied_from: null,
  }
}

/** 目录栏 with nothing in it. */
export function emptyListing(): ListingForm {
  return { document_no: '', subject: '', genre: '', keywords: '', interprets: null }
}

function listed({ document_no, subject, genre, keywords, interprets }: ListingForm): unknown {
  return [document_no, subject, genre, keywords, interprets ?? null]
}

/** Whether two forms say the same. */
export function sameForm(one: Form, other: Form): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))
}

function ordered(form: Form): unknown {
  const elements = Object.entries(form.elements).sort(([one], [other]) => one.localeCompare(other))
  return [
    form.entry,
    form.title,
    form.class ?? null,
    elements,
    form.body,
    form.formed_on ?? null,
    form.unit,
    form.provider,
    form.demanded_by,
    form.demanded_due ?? null,
    form.stage ?? null,
    listed(form.listing),
    form.list ?? null,
    form.attachments,
    form.channels,
    form.copied_from ?? null,
  ]
}

/** Whether somebody has typed anything worth keeping: an entry alone is chosen again in one click. */
export function isBlank(form: Form): boolean {
  return sameForm({ ...form, entry: '', unit: '', provider: '' }, emptyForm())
}

/** What an item says of an element. */
export type Said =
  /** What the entry says. */
  | { way: 'inherited' }
  /** A text of its own. */
  | { way: 'own'; text: string }
  /** 不适用, which needs a reason. */
  | { way: 'none'; why: string }

/** Understands the text of an element as the rulebook does. */
export function said(text: string | undefined): Said {
  if (text === undefined) return { way: 'inherited' }
  const none = /^不适用(?:（(.*)）|[：，](.*))?$/su.exec(text.trim())
  return none ? { way: 'none', why: (none[1] ?? none[2] ?? '').trim() } : { way: 'own', text }
}

/** The elements with one said differently. */
export function withElement(elements: Form['elements'], element: Element, is: Said): Form['elements'] {
  const others = { ...elements }
  delete others[element]
  switch (is.way) {
    case 'inherited':
      return others
    case 'own':
      return { ...others, [element]: is.text }
    case 'none':
      return { ...others, [element]: is.why.trim() ? `不适用（${is.why.trim()}）` : '不适用' }
  }
}

/** Characters as people count them: blanks and line ends are none. */
export function characters(text: string): number {
  return [...text.replace(/\s/gu, '')].length
}

/** A paragraph of a body, as the print will set it. */
export interface Paragraph {
  /** Which type it is set in: 黑体 for 一、, 楷体 for （一）. */
  level: 0 | 1 | 2
  /** What is set in that type. */
  head: string
  /** What follows in the type of the text. */
  rest: string
}

/** The paragraphs of a body, headings told from sentences as the print tells them. */
export function paragraphs(body: string): Paragraph[] {
  const lines = body.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '').map(paragraph)
}

function paragraph(line: string): Paragraph {
  const level = /^[一二三四五六七八九十百]+、/u.test(line) ? 1 : /^（[一二三四五六七八九十百]+）/u.test(line) ? 2 : 0
  const stop = line.indexOf('。')
  const head = stop < 0 ? line : line.slice(0, stop + 1)
  // A whole sentence is text, not a heading.
  if (level === 0 || [...head].length > 28 || /[，；]/u.test(head)) return { level: 0, head: '', rest: line }
  return { level, head, rest: line.slice(head.length) }
}

/** 1.2 MB, 340 KB. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
