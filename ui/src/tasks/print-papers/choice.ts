// What is chosen for a print, and the sentences about it.
import type { CopyFor, Paper, PaperKind, PaperToChoose, Printed, PrintLogLine } from '@/contract/contract'
import { label } from '@/words/labels'

/** Most papers of one print; the front desk refuses more. */
export const MOST_PAPERS = 500

/** The ways to fill the stack. */
export type Kind = ItemKind | 'register' | 'house'

/** Papers of one item. */
export type ItemKind = 'copies' | 'approval' | 'changes' | 'online'

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
export function paperOf(kind: ItemKind, item: string, only: CopyFor | null): Paper {
  return kind === 'copies' ? { paper: 'copies', item, only } : { paper: kind, item }
}

/** What a line says below its title. */
export function told(line: PaperToChoose): string {
  const parts = [line.register_no, label('State', line.state), line.village, line.entry]
  return parts.filter(Boolean).join('　')
}

/** The sentence after a print. */
export function sentence(printed: Printed, printer: string | undefined): string {
  const what = printed.papers > 1 ? `${printed.papers} 件` : `${printed.pages} 页`
  if (printed.phase === 'saved') return `已把 ${what}存为 PDF。`
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
    return kind === 'register' ? `${clean(first)}.pdf` : `${clean(first)}（${label('PaperKind', kind)}）.pdf`
  }
  return `${label('PaperKind', kind)}${titles.length}件.pdf`
}
