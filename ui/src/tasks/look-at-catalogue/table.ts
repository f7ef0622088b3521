// A 标准目录 table as it is told: what was understood of a time limit, which lines are taken by themselves.
import type { TakeInCatalogueAnswer, TakeInCatalogueLine, TimeLimit } from '@/contract/contract'
import { label } from '@/words/labels'

/** 20 个工作日，从形成或者变更之日起: what was understood, nothing more. */
export function understood(limit: TimeLimit): string {
  const { rule } = limit
  switch (rule.kind) {
    case 'within': {
      const from = rule.anchor ? `从${label('Anchor', rule.anchor)}起` : rule.event ? `从“${rule.event}”起（程序不认识）` : '没有写从哪天起'
      return `${rule.n} ${label('TimeUnit', rule.unit)}内，${from}`
    }
    case 'posted':
      return `公示 ${rule.n} ${label('TimeUnit', rule.unit)}`
    case 'immediate':
      return '即时公开'
    case 'long_term':
      return '长期公开'
    case 'periodic':
      return rule.rhythm ? `定期公开，${label('Rhythm', rule.rhythm)}` : '定期公开，没有写多久一次'
    case 'unread':
      return '没有看懂'
  }
}

/** 新增, 有变化：公开时限, 相同. */
export function standing(line: TakeInCatalogueLine): string {
  if (line.standing === 'new') return '新增'
  return line.standing === 'changed' ? `有变化：${line.changes.join('、')}` : '相同'
}

/** Lines of the township's level that say something new. */
export function proposed(table: TakeInCatalogueAnswer): number[] {
  return table.lines.filter((line) => line.townships && line.standing !== 'same').map((line) => line.row)
}

/** Which supplement of the plan's catalogue an edition is: 2 for mujin-2019+2; nothing for the plan's own. */
export function supplement(edition: string): number | undefined {
  const at = edition.indexOf('+')
  return at < 0 ? undefined : Number(edition.slice(at + 1))
}
