// How this PC prints: which printer is meant for which paper, how many copies, which sides.
import type { ArchivePaper, Paper, PaperKind, PaperSize, Printer, PrinterUse } from './contract/contract'
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
  return { printer: meant?.printer ?? preferences.printer ?? null, copies: meant?.copies ?? 1, two_sided: meant?.two_sided ?? false, paper: meant?.paper ?? null }
}

/** The ways to choose paper at a printer: as the pages are set, or every page to fill one size that it has. */
export function paperChoices(printer: Printer | undefined): { code: PaperSize | ''; label: string }[] {
  const fitted: { code: PaperSize; label: string }[] = [{ code: 'a4', label: '都印在 A4 上' }, { code: 'a3', label: '都印在 A3 上' }]
  const has = fitted.filter(({ code }) => !printer?.sizes.length || printer.sizes.includes(code))
  return [{ code: '', label: '照纸面' }, ...has]
}

/** The paper that is meant, where the printer has it; else as the pages are set. */
export function meantPaper(printer: Printer | undefined, use: PrinterUse): PaperSize | null {
  return use.paper && paperChoices(printer).some(({ code }) => code === use.paper) ? use.paper : null
}

/** The printer that is meant, if it is there today; else the machine's own first one. */
export function meantPrinter(printers: Printer[], use: PrinterUse): string {
  return (printers.find((one) => one.name === use.printer) ?? printers[0])?.name ?? ''
}
