// What was copied from Word, WPS or a web page, as the plain structured text that a body is: one
// paragraph a line, headings by their numbers, junk left behind — and told what was left behind.

/** A pasted text. */
export interface Pasted {
  /** One paragraph a line. */
  text: string
  /** What was not taken, in sentences for the clerk. */
  notes: string[]
}

/** Rows and columns up to which a table may stand in a text; a larger one is a list or an attachment. */
const SMALL_TABLE = { rows: 30, columns: 6 }

/** Between the cells of a row; a tab would be lost in print. */
const BETWEEN_CELLS = '　'

/** Reads the HTML of a clipboard. It is parsed in a document of its own and never shown. */
export function pastedHtml(html: string): Pasted {
  const page = new DOMParser().parseFromString(fragmentOf(html), 'text/html')
  const reading = new Reading()
  reading.block(page.body)
  return { text: tidied(reading.lines), notes: reading.notes() }
}

/** Reads plain text: line ends folded, indentation left to the print. */
export function pastedText(text: string): string {
  return tidied(text.replace(/\r\n?/g, '\n').split('\n'))
}

/** Only what was copied: Word's head holds styles and lists that are no text. */
function fragmentOf(html: string): string {
  const from = html.indexOf('<!--StartFragment-->')
  const to = html.lastIndexOf('<!--EndFragment-->')
  return from >= 0 && to > from ? html.slice(from + '<!--StartFragment-->'.length, to) : html
}

function tidied(lines: string[]): string {
  return lines.map(tidiedLine).filter((line) => line !== '').join('\n')
}

/** Blanks folded, indentation gone; （一） gets the brackets by which a heading is known. */
function tidiedLine(line: string): string {
  return line
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g, '')
    .replace(/[ \t\u00A0\u2002-\u200A\r\n]+/g, ' ')
    .replace(/ ?　 ?/g, '　')
    .replace(/^[ 　]+|[ 　]+$/g, '')
    .replace(/^\(([一二三四五六七八九十百]+)\) ?/, '（$1）')
    .replace(/^([一二三四五六七八九十百]+、|（[一二三四五六七八九十百]+）) /, '$1')
}

const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL'.split(' '),
)
const JUNK = new Set(
  'BASE BUTTON HEAD IFRAME INPUT LINK META NOSCRIPT OBJECT SCRIPT SELECT STYLE TEMPLATE TEXTAREA TITLE XML'.split(' '),
)
const PICTURES = new Set(['CANVAS', 'IMG', 'PICTURE', 'SVG', 'V:IMAGEDATA', 'VIDEO'])
const CHINESE = '一二三四五六七八九十'

class Reading {
  readonly lines: string[] = ['']
  private pictures = 0
  private tables = 0
  private largeTables: number[] = []
  private comments = false
  private deleted = false

  /** Reads a block: it begins and ends a paragraph. */
  block(element: Element): void {
    this.end()
    this.inside(element)
    this.end()
  }

  notes(): string[] {
    const notes: string[] = []
    if (this.pictures > 0) notes.push(`${this.pictures} 张图片没有带过来，请作为附件添加。`)
    if (this.tables > 0) notes.push('表格按行带过来了，各格之间空一格；名单和明细表请用“导入名单”。')
    for (const rows of this.largeTables) {
      notes.push(`一张 ${rows} 行的表格没有带过来，请用“导入名单”，或者作为附件添加。`)
    }
    if (this.comments) notes.push('批注没有带过来。')
    if (this.deleted) notes.push('修订中删去的文字没有带过来，请核对。')
    return notes
  }

  private end(): void {
    if (this.lines.at(-1) !== '') this.lines.push('')
  }

  private add(text: string): void {
    this.lines[this.lines.length - 1] += text
  }

  private inside(node: Node): void {
    for (const child of node.childNodes) this.node(child)
  }

  private node(node: Node): void {
    if (node.nodeType === Node.TEXT_NODE) return this.text(node.nodeValue ?? '')
    if (!(node instanceof Element)) return
    const name = node.tagName.toUpperCase()
    if (this.isLeftBehind(node, name)) return
    switch (name) {
      case 'BR':
        return this.end()
      case 'TABLE':
        return this.table(node)
      case 'OL':
      case 'UL':
        return this.list(node, name === 'OL')
    }
    if (isMarker(node)) return this.add(markerOf(node))
    if (styleOf(node).includes('mso-tab-count')) return this.add(BETWEEN_CELLS)
    if (BLOCKS.has(name)) this.block(node)
    else this.inside(node)
  }

  /** A line end inside the source is no blank between two Chinese characters. */
  private text(value: string): void {
    this.add(value.replace(/([\u2E80-\uFFEF])[ ]*[\r\n]+[ ]*(?=[\u2E80-\uFFEF])/g, '$1'))
  }

  private isLeftBehind(element: Element, name: string): boolean {
    if (PICTURES.has(name)) {
      this.pictures += 1
      return true
    }
    if (name === 'DEL') {
      this.deleted ||= (element.textContent ?? '').trim() !== ''
      return true
    }
    const style = styleOf(element)
    if (/mso-element:\s*comment|mso-comment-/.test(style) || element.classList.contains('msocomanchor')) {
      this.comments = true
      return true
    }
    const hidden = /display:\s*none|visibility:\s*hidden|mso-hide:\s*all/.test(style)
    // Office's own elements hold settings and drawings; only o:p and v:shape may hold text.
    const foreign = /^(M|O|W|X|ST1):/.test(name) && name !== 'O:P' && !name.startsWith('ST1:')
    return hidden || foreign || JUNK.has(name)
  }

  private list(list: Element, ordered: boolean): void {
    this.end()
    const depth = depthOf(list)
    let number = Number(list.getAttribute('start') ?? 1)
    for (const item of list.children) {
      if (item.tagName !== 'LI') {
        this.node(item)
        continue
      }
      this.end()
      if (ordered) this.add(numberOf(number, list, depth))
      number += 1
      this.inside(item)
      this.end()
    }
  }

  private table(table: Element): void {
    const rows = [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table)
    const cells = rows.map((row) => [...row.children].filter((cell) => /^T[DH]$/.test(cell.tagName)))
    const columns = Math.max(0, ...cells.map((row) => row.length))
    // A table of one column, or with tables inside, only arranges a page.
    if (columns < 2 || table.querySelector('table') !== null) {
      for (const cell of cells.flat()) this.block(cell)
      return
    }
    if (rows.length > SMALL_TABLE.rows || columns > SMALL_TABLE.columns) {
      this.largeTables.push(rows.length)
      return
    }
    this.tables += 1
    this.end()
    for (const row of cells) {
      this.add(row.map((cell) => this.cell(cell)).join(BETWEEN_CELLS))
      this.end()
    }
  }

  private cell(cell: Element): string {
    const inner = new Reading()
    inner.block(cell)
    this.pictures += inner.pictures
    this.deleted ||= inner.deleted
    this.comments ||= inner.comments
    return tidied(inner.lines).replace(/\n/g, ' ')
  }
}

function styleOf(element: Element): string {
  return element.getAttribute('style')?.toLowerCase() ?? ''
}

/** Word and WPS write a paragraph's number as text that other programs are to ignore. */
function isMarker(element: Element): boolean {
  return /mso-list:\s*ignore/.test(styleOf(element))
}

/** The number as it was printed; the sign of a bulleted list says nothing and goes. */
function markerOf(element: Element): string {
  const marker = (element.textContent ?? '').replace(/[\s\u00A0]+/g, '')
  const signs = /wingdings|symbol|webdings/.test([element, ...element.querySelectorAll('span')].map(styleOf).join(' '))
  const bullet = signs || /^[·•●○■□◆◇➢Øo§ül\uE000-\uF8FF-]$/u.test(marker)
  if (bullet) return ''
  return /[.)]$/.test(marker) && /^[\d(a-z]/i.test(marker) ? `${marker} ` : marker
}

/** How many lists this one stands in. */
function depthOf(list: Element): number {
  let depth = 0
  for (let at = list.parentElement; at !== null; at = at.parentElement) {
    if (at.tagName === 'OL' || at.tagName === 'UL') depth += 1
  }
  return depth
}

/** 一、 where the list was numbered in Chinese, else 1. and below it （1）. */
function numberOf(number: number, list: Element, depth: number): string {
  if (/cjk-ideographic|chinese|japanese/.test(styleOf(list)) && number >= 1 && number <= 10) {
    const chinese = CHINESE[number - 1] ?? String(number)
    return depth === 0 ? `${chinese}、` : `（${chinese}）`
  }
  return depth === 0 ? `${number}. ` : `（${number}）`
}
