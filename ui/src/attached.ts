// What the office says of an attached file: what of it may leave, and what its pictures say.
import type { LookAtAttachmentsCopy, LookAtAttachmentsLine, LookAtAttachmentsPicture } from '@/contract/contract'

/** What of a file may leave, in a sentence. */
export function leaves(copy: LookAtAttachmentsCopy): string {
  if (copy.refused) return `✗ 不能公开：${copy.refused}。${copy.next ?? ''}。`
  if (!copy.removed) return '✓ 可以原样公开，里面没有要去掉的东西'
  const taken = `公开用的是清理过的这一份，去掉了${copy.removed}；原件留在档案里`
  return copy.changes ? `! ${taken}。原来有修订痕迹，公开的是接受修订以后的样子，请对照一遍` : `✓ ${taken}`
}

/** （其中 1 幅带拍摄位置，手机是……）: what the originals gave away; nothing where they say nothing. */
export function cameras(pictures: LookAtAttachmentsPicture[]): string {
  const located = pictures.filter((picture) => picture.located).length
  const makers = [...new Set(pictures.flatMap((picture) => picture.maker ?? []))]
  const parts = [located > 0 && `${located} 幅的原件带拍摄位置`, makers.length > 0 && `拍摄设备 ${makers.join('、')}`].filter(Boolean)
  return parts.length ? `（${parts.join('，')}，公开的一份都去掉了）` : ''
}

/** What the window can show of it: only the copy that may leave. */
export function viewable(file: LookAtAttachmentsLine): string | undefined {
  return /\.(pdf|png|jpe?g)$/i.test(file.name) ? (file.copy.clean ?? undefined) : undefined
}
