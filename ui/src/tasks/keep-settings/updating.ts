// What the clerk is asked before the program is changed.
import { moment } from '@/words/moments'
import type { GoBackLook, LookAtUpdateAnswer } from '@/contract/contract'
import { bytesInWords } from './sizes'

/** What an update will do. */
export function updateAsked(found: LookAtUpdateAnswer): string {
  const saved = found.backup_place ? `先把登记库备份到 ${found.backup_place}，再换程序。` : ''
  const changed = found.store_changes ? '新版第一次打开登记库时会换成新的格式，旧版以后读不了；要退回，就用这份备份。' : ''
  return `从 ${found.from} 版更新到 ${found.to} 版，要占 ${bytesInWords(found.bytes)}。${saved}${changed}换好以后，关掉窗口再打开，用的就是新版。`
}

/** What going back means; nothing where there is no way back. */
export function backAsked(found: GoBackLook): string | undefined {
  if (!found.previous) return undefined
  const plain = `从 ${found.current} 版退回 ${found.previous} 版，关掉窗口再打开就是。`
  if (!found.store_newer) return `${plain}登记库不动。`
  const kept = '现在的登记库会原样留着，'
  if (!found.backup || !found.backup_made_at) {
    return `${plain}登记库已经换成新的格式，${found.previous} 版读不了，更新以前的备份也找不到了。${kept}只是要等再更新了才能打开。`
  }
  return `${plain}登记库已经换成新的格式，${found.previous} 版读不了，只能改用${moment(found.backup_made_at).words}的备份：那以后登记的内容不在里面。${kept}备份恢复到 ${found.restore_to}。`
}
