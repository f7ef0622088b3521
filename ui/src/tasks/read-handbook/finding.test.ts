// The manual is cut into chapters while the page is built, and can be searched.
import { expect, test } from 'vitest'
import { chaptersOf, moduleOf } from '../../../build/handbook'
import { find } from './finding'

const MANUAL = `# 手册

前言。

## 怎样公布低保名单

先**导入**表格。

![导入](手册图/导入.png)

## 怎样撤下

到期 <撤下>。
`

test('each chapter has its title, its page and its words', () => {
  const chapters = chaptersOf(MANUAL)
  expect(chapters.map((chapter) => chapter.title)).toEqual(['怎样公布低保名单', '怎样撤下'])
  expect(chapters[0]?.html).toContain('<strong>导入</strong>')
  expect(chapters[1]?.text).toBe('到期 <撤下>。')
})

test('pictures are packed with the page', () => {
  const module = moduleOf(MANUAL)
  expect(module).toContain('import picture0 from "./手册图/导入.png?url"')
})

test('a chapter is found by its title first, then by its words', () => {
  const chapters = chaptersOf(MANUAL)
  expect(find(chapters, '撤下').map((found) => found.slug)).toEqual(['2'])
  expect(find(chapters, '导入')[0]?.around).toEqual(['先 ', '导入', ' 表格。'])
  expect(find(chapters, ' ')).toEqual([])
  expect(find(chapters, '没有的词')).toEqual([])
})
