// The manual is cut into chapters while the page is built, and can be searched.
import { expect, test } from 'vitest'
import manual from '@handbook'
import { chapterOf, listed, moduleOf, slugOf } from '../../../build/chapters'
import { find } from './finding'
import { FITTING, fittingChapter } from './fitting'

const INDEX = `# 手册

前言。

## 公布

1. [怎样公布低保名单](03-怎样公布低保名单.md)

## 以后

2. [怎样撤下](04-怎样撤下.md)
`
const LIST = '# 怎样公布低保名单\n\n先**导入**表格，看[怎样撤下](04-怎样撤下.md)。\n\n![导入](图/导入.png)\n\n![没有拍](图/没有拍.png)\n'
const DOWN = '# 怎样撤下\n\n到期 <撤下>。\n'
const chapters = [chapterOf('公布', '03-怎样公布低保名单.md', LIST), chapterOf('以后', '04-怎样撤下.md', DOWN)]

test('the index says which chapters there are, and under which heading', () => {
  expect(listed(INDEX)).toEqual([
    { part: '公布', file: '03-怎样公布低保名单.md' },
    { part: '以后', file: '04-怎样撤下.md' },
  ])
})

test('each chapter has its title, its page and its words', () => {
  expect(chapters.map((chapter) => chapter.title)).toEqual(['怎样公布低保名单', '怎样撤下'])
  expect(chapters[0]?.html).toContain('<strong>导入</strong>')
  expect(chapters[0]?.html).toContain(`href="#/handbook/${encodeURIComponent('怎样撤下')}"`)
  expect(chapters[0]?.text).toBe('先导入表格，看怎样撤下。')
  expect(chapters[1]?.text).toBe('到期<撤下>。')
})

test('pictures are packed with the page, as far as they have been taken', () => {
  const module = moduleOf(chapters, (file) => file === '图/导入.png')
  expect(module).toContain('import picture0 from "./图/导入.png?url"')
  expect(module).not.toContain('没有拍.png')
})

test('a chapter is found by its title first, then by its words, and by initials', () => {
  expect(find(chapters, '撤下').map((found) => found.slug)).toEqual(['怎样撤下', '怎样公布低保名单'])
  expect(find(chapters, '导入')[0]?.around).toEqual(['先', '导入', '表格，看怎样撤下。'])
  expect(find(chapters, 'dbmd').map((found) => found.slug)).toEqual(['怎样公布低保名单'])
  expect(find(chapters, ' ')).toEqual([])
  expect(find(chapters, '没有的词')).toEqual([])
})

test('every page leads to a chapter that is there', () => {
  const slugs = manual.map((chapter) => chapter.slug)
  expect(FITTING.map(([, chapter]) => chapter).filter((chapter) => !slugs.includes(chapter))).toEqual([])
  expect(fittingChapter('/import?file=x')).toBe('村里的表有问题怎么办')
  expect(slugOf('01-第一次打开.md')).toBe(slugs[0])
})

test('no mark of the manual is left standing among its words', () => {
  expect(manual.filter((chapter) => /\*\*|!\[|\]\(/.test(chapter.text)).map((chapter) => chapter.title)).toEqual([])
})
