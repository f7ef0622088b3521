// How a board stands, in a person's words.
import type { LookAtBoardsAnswer, LookAtBoardsBoardNow, LookAtBoardsDue, LookAtBoardsSheet } from '@/contract/contract'
import { nearDate } from '@/words/dates'

/** Whether a sheet must come down now. */
export function mustComeDown(due: LookAtBoardsDue): boolean {
  return due === 'withdrawn' || due === 'corrected' || due === 'over'
}

/** Until when a sheet hangs: 10月7日到期, 已超 3 天, 没有规定期限. */
export function until(sheet: LookAtBoardsSheet, today: string): string {
  if (sheet.due === 'withdrawn') return '已撤回，应立即撤下'
  if (sheet.due === 'corrected') return '已更正，应立即撤下'
  if (!sheet.until) return sheet.length ? `公示 ${sheet.length}，那一年没有放假安排，算不出到期日` : '没有规定期限'
  if (sheet.due === 'over') return `公示到 ${nearDate(sheet.until, today)}，已超 ${days(sheet.until, today)} 天`
  if (sheet.due === 'today') return '今天是公示最后一天'
  return `公示到 ${nearDate(sheet.until, today)}`
}

/** Days from one date to another. */
export function days(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** Boards that want a hand first, then those with something, then bare ones; else as they were added. */
export function ordered(boards: LookAtBoardsBoardNow[]): LookAtBoardsBoardNow[] {
  const rank = (board: LookAtBoardsBoardNow) => {
    if (board.sheets.some((sheet) => mustComeDown(sheet.due))) return 0
    if (board.wanted.length) return 1
    return board.sheets.length ? 2 : 3
  }
  return boards.map((board, at) => ({ board, at })).sort((a, b) => rank(a.board) - rank(b.board) || a.at - b.at).map(({ board }) => board)
}

/** What must come down first, then what hangs longest. */
export function urgentFirst(sheets: LookAtBoardsSheet[]): LookAtBoardsSheet[] {
  const rank: Record<LookAtBoardsDue, number> = { withdrawn: 0, corrected: 1, over: 2, today: 3, stays: 4 }
  return [...sheets].sort((a, b) => rank[a.due] - rank[b.due] || a.posted_on.localeCompare(b.posted_on))
}

/** The whole in one sentence. */
export function summary(now: LookAtBoardsAnswer): string {
  const hanging = now.boards.reduce((sum, board) => sum + board.sheets.length, 0) + now.elsewhere.length
  const bare = now.boards.filter((board) => !board.sheets.length).length
  const wanted = now.boards.reduce((sum, board) => sum + board.wanted.length, 0) + now.homeless.length
  const parts = [`公开栏 ${now.boards.length} 块，挂着 ${hanging} 件`]
  if (now.overdue) parts.push(`${now.overdue} 件该撤下`)
  if (wanted) parts.push(`${wanted} 件该贴还没贴`)
  if (bare) parts.push(`${bare} 块空着`)
  return `${parts.join('，')}。`
}
