// What is said of an attached file.
import { expect, test } from 'vitest'
import type { LookAtAttachmentsCopy } from '@/contract/contract'
import { cameras, leaves } from './attached'

const copy = (more: Partial<LookAtAttachmentsCopy>): LookAtAttachmentsCopy => ({ removed: '', changes: false, pictures: [], ...more })

test('a file says what of it may leave', () => {
  expect(leaves(copy({ clean: 'F' }))).toBe('✓ 可以原样公开，里面没有要去掉的东西')
  expect(leaves(copy({ clean: 'F', removed: '批注 2 处' }))).toContain('去掉了批注 2 处')
  expect(leaves(copy({ clean: 'F', removed: '修订痕迹 1 处', changes: true }))).toContain('请对照一遍')
  expect(leaves(copy({ refused: '这种格式程序不能清理', next: '打开后输出为 PDF，再添加' }))).toBe('✗ 不能公开：这种格式程序不能清理。打开后输出为 PDF，再添加。')
})

test('pictures say what their originals gave away', () => {
  expect(cameras([{ place: '图片 1', located: false }])).toBe('')
  expect(cameras([{ place: '图片 1', located: true, maker: '手机' }, { place: '图片 2', located: false, maker: '手机' }])).toBe(
    '（1 幅的原件带拍摄位置，拍摄设备 手机，公开的一份都去掉了）',
  )
})
