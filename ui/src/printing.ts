// How this PC prints: which printer is meant for which paper, how many copies, which sides.
import type { ArchivePaper, Paper, PaperKind, Printer, PrinterUse } from './contract/contract'
import { preferences } from './seat'

const archiveKinds: Record<ArchivePaper['sheet'], PaperKind> = {
  stamps: 'archive_stamp',
  stamp_list: 'archive_stamp',
  item: 'archive_stamp',
  catalogue: 'archive_catalogue',
  boxes: 'archive_box',
  volume: 'bound_book',
  transfer: 'archive_transfer',
  disposal: 'disposal',
}

/** The kind that a printer is chosen for. */
export function kindOf(paper: Paper): PaperKind {
  return paper.paper === 'archive' ? archiveKinds[paper.sheet] : paper.paper
}

/** What a paper is printed with where nobody said anything else: the printer used last, one copy. */
export function usualUse(kind: PaperKind): PrinterUse {
  const meant = preferences.printing[kind]
  return { printer: meant?.printer ?? preferences.printer ?? null, copies: meant?.copies ?? 1, two_sided: meant?.two_sided ?? false, large: meant?.large ?? false }
}

/** The printer that is meant, if it is there today; else the machine's own first one. */
export function meantPrinter(printers: Printer[], use: PrinterUse): string {
  return (printers.find((one) => one.name === use.printer) ?? printers[0])?.name ?? ''
}
