// How things stand with the county, in sentences.
import type { CountyLastRound, LookAtCountyAnswer, LookAtCountyRanking, LookAtCountySent, SyncCountyAnswer } from '@/contract/contract'
import { longDate } from '@/words/dates'
import { label } from '@/words/labels'
import { moment } from '@/words/moments'

/** The pages of this task. */
export const countyTabs = (unread = 0) => [
  { to: '/county/reports', name: '待报和已报' },
  { to: '/county/periods', name: '零报告和年报' },
  { to: '/county/letters', name: '县里的来件', count: unread },
  { to: '/county/setup', name: '设置' },
]

/** Where both sides stand. */
export function standing(now: LookAtCountyAnswer): { text: string; tone: '' | 'good' | 'bad' } {
  if (now.carrier === 'by_hand') return { text: `手工报了 ${now.by_hand} 件`, tone: '' }
  const counts = `本机封装 ${now.sealed} 件，县里已收 ${now.taken} 件`
  if (now.agreed === false) return { text: `✗ ${counts}，对不上`, tone: 'bad' }
  if (now.agreed === true) return { text: `✓ ${counts}，双方一致`, tone: 'good' }
  return { text: counts, tone: '' }
}

/** 2026年10月公开 21 条，每月最低 20 条，第 3 名，共 18 个单位 */
export function ranked(ranking: LookAtCountyRanking): { text: string; short: boolean } {
  const [year, month] = ranking.month.split('-').map(Number)
  const short = ranking.released < ranking.minimum
  const lacking = short ? `，还差 ${ranking.minimum - ranking.released} 条` : ''
  return { text: `${year}年${month}月公开 ${ranking.released} 条，每月最低 ${ranking.minimum} 条${lacking}；第 ${ranking.place} 名，共 ${ranking.of} 个单位`, short }
}

/** What a round did. */
export function done(answer: Pick<SyncCountyAnswer, 'sent' | 'refused' | 'received' | 'agreed'>): string {
  const agreed = answer.agreed === true ? '，双方一致' : answer.agreed === false ? '，双方对不上' : ''
  const refused = answer.refused ? `，其中县里不收 ${answer.refused} 件` : ''
  return `已上报 ${answer.sent} 件${refused}，收到 ${answer.received} 件${agreed}`
}

/** The last round that the program made by itself. */
export function byItself(who: string, last: CountyLastRound | null | undefined): string {
  if (!last) return `自动收发开着（${who}设的），开机以后还没有收发过`
  const what = last.problem ? last.problem.text : `上报 ${last.sent} 件，收到 ${last.received} 件`
  return `自动收发开着（${who}设的），${moment(last.at).words}：${what}`
}

/** What stands under a letter that the county has. */
export function sentNote(sent: LookAtCountySent): string {
  const { report } = sent
  const parts = [
    sent.number ? `第 ${sent.number} 号报送包` : '',
    report ? label('ReportWay', report.way) : '',
    sent.on ? longDate(sent.on) : '',
    report?.told_to ?? '',
    sent.index_no ? `索引号 ${sent.index_no}` : '',
  ]
  return parts.filter(Boolean).join('　')
}

/** Whether the page of a report is right, for the tag beside it. */
export function pageTag(sent: LookAtCountySent): { text: string; tone: 'good' | 'warn' } | undefined {
  const { report } = sent
  if (report?.way !== 'page') return undefined
  if (!report.owed && report.finding) return { text: `✓ ${label('PageFinding', report.finding)}`, tone: 'good' }
  return { text: `! ${report.finding ? label('PageFinding', report.finding) : '网页还没有核对'}`, tone: 'warn' }
}
