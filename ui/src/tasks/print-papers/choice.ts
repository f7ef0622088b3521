// What is chosen for a print, and the sentences about it.
import type { CopyFor, Paper, PaperKind, PaperToChoose, PostedSheet, Printed, PrintLogLine } from '@/contract/contract'
import { label } from '@/words/labels'

/** Most papers of one print; the front desk refuses more. */
export const MOST_PAPERS = 500

/** Papers beside copies and approval sheet that are made of an item. */
export const OTHERS = ['leaflet', 'notice', 'secrecy_letter', 'feedback'] as const
/** Papers of an item that have a place of their own on the page. */
export type ItemKind = 'copies' | 'approval' | 'changes' | 'online'
/** Papers that are made of an item. */
export type ItemPaper = ItemKind | (typeof OTHERS)[number]
/** The ways to fill the stack. */
export type Kind = ItemKind | 'others' | 'register' | 'house' | 'envelope'

/** What somebody must know who prints one of the others. */
export const HINTS: Record<(typeof OTHERS)[number], string> = {
  leaflet: '一页大白话，发到户里，下面带回执。正文里以“标准：”“怎么发：”开头的段落，各成一栏；还没发布的印成草稿。',
  notice: '贴在原处的更正公告或撤回公告。只有更正过、撤回过的事项有，可以在上面按状态找。',
  secrecy_letter: '审核人不能确定能不能公开时，请保密行政管理部门确定。文号、日期、印章留空，由人写、由人盖。',
  feedback: '群众对公开内容有意见、有疑问时填写。姓名和电话由反映人自愿写。',
}

/** What is wanted of the items. */
export interface Filter {
  year: number | null
  state: string | null
  village: string | null
  entry: string
  text: string
  unprinted: boolean
}

/** The paper of an item. */
export function paperOf(kind: ItemPaper, item: string, only: CopyFor | null, to = '', sheet: PostedSheet | '' = ''): Paper {
  switch (kind) {
    case 'copies':
      return { paper: 'copies', item, only, sheet: sheet || null }
    case 'secrecy_letter':
      return { paper: 'secrecy_letter', item, to: to.trim() || null }
    case 'approval':
    case 'changes':
    case 'online':
    case 'leaflet':
    case 'notice':
    case 'feedback':
      return { paper: kind, item }
  }
}

/** What a line says below its title. */
export function told(line: PaperToChoose): string {
  const parts = [line.register_no, label('State', line.state), line.village, line.entry]
  return parts.filter(Boolean).join('　')
}

/** The sentence after a print; `to` is the file it was saved as. */
export function sentence(printed: Printed, printer: string | undefined, to = ''): string {
  const what = printed.papers > 1 ? `${printed.papers} 件` : `${printed.pages} 页`
  if (printed.phase === 'saved') return `已把 ${what}存为 ${to.toLowerCase().endsWith('.ofd') ? 'OFD' : 'PDF'}。`
  return `已把 ${what}（${printed.sheets} 张纸）交给打印机“${printer ?? ''}”。`
}

/** What a print held, in a few words: the first title and how many more. */
export function held(line: PrintLogLine): string {
  const [first] = line.papers
  if (first === undefined) return ''
  const kind = label('PaperKind', first.paper)
  const title = first.paper === 'register' ? first.title : `${first.title}（${kind}）`
  return line.papers.length > 1 ? `${title}等 ${line.papers.length} 件` : title
}

/** On which paper and sides it went; nothing for a file. */
export function paperTold(line: PrintLogLine): string {
  if (!line.sizes.length) return ''
  const sizes = line.sizes.map((size) => label('PaperSize', size)).join('、')
  return `${sizes}，${line.two_sided ? '双面' : '单面'}`
}

/** How a print ended, as a sign beside the word: colour is never the only one. */
export function sign(phase: PrintLogLine['phase']): { mark: string; tone: 'good' | 'warn' | 'bad' | '' } {
  switch (phase) {
    case 'sent':
    case 'saved':
      return { mark: '✓', tone: 'good' }
    case 'failed':
      return { mark: '✗', tone: 'bad' }
    case 'interrupted':
      return { mark: '!', tone: 'warn' }
    case 'preparing':
    case 'stopped':
      return { mark: '·', tone: '' }
  }
}

/** The suggested name of a saved PDF. */
export function fileName(kind: PaperKind, titles: string[]): string {
  const [first] = titles
  const clean = (text: string) => text.replace(/[\\/:*?"<>|\s]+/g, '').slice(0, 40)
  if (titles.length === 1 && first !== undefined) {
    return kind === 'register' || kind === 'envelope' ? `${clean(first)}.pdf` : `${clean(first)}（${label('PaperKind', kind)}）.pdf`
  }
  return `${label('PaperKind', kind)}${titles.length}件.pdf`
}
