// Clipboards as Word and WPS fill them, and what a body keeps of them.
import { expect, test } from 'vitest'
import { pastedHtml, pastedText } from './pasted'
import word from './clipboard/word.html?raw'
import wps from './clipboard/wps.html?raw'

test('a paragraph from Word keeps headings, numbers and quotes and loses the rest', () => {
  const { text, notes } = pastedHtml(word)
  expect(text.split('\n')).toEqual([
    '上坪村机耕道硬化工程公示',
    '根据《青禾乡“一事一议”办法》，现将2019年第三季度进度公示如下。',
    '一、工程情况',
    '1. 全长1.2公里；',
    '已完工。',
    '项目　金额（万元）',
    '路面　12.50',
    '监督举报请找乡纪委。',
  ])
  expect(notes).toEqual([
    '1 张图片没有带过来，请作为附件添加。',
    '表格按行带过来了，各格之间空一格；名单和明细表请用“导入名单”。',
    '批注没有带过来。',
    '修订中删去的文字没有带过来，请核对。',
  ])
})

test('a text from WPS comes without indentation; the print indents itself', () => {
  const { text, notes } = pastedHtml(wps)
  expect(text.split('\n')).toEqual([
    '石桥村低保金发放情况',
    '根据“应保尽保”的要求，现将2019年第三季度发放情况公示如下：',
    '（一）发放对象。全村57户。',
    '（二）发放标准',
    '姓名　金额',
  ])
  expect(notes).toEqual(['1 张图片没有带过来，请作为附件添加。'])
})

test('lists of a web page are numbered as they were', () => {
  const html = '<p>要求：</p><ol start="3"><li>公开<ol><li>张贴</li></ol></li><li>存档</li></ol><ul><li>其他</li></ul>'
  expect(pastedHtml(html).text).toBe('要求：\n3. 公开\n（1）张贴\n4. 存档\n其他')
  const chinese = '<ol style="list-style-type: cjk-ideographic"><li>对象</li><li>标准</li></ol>'
  expect(pastedHtml(chinese).text).toBe('一、对象\n二、标准')
})

test('a large table is no body, and a table that only arranges is none', () => {
  const row = '<tr><td>甲</td><td>乙</td></tr>'
  const large = pastedHtml(`<p>前</p><table>${row.repeat(31)}</table><p>后</p>`)
  expect(large.text).toBe('前\n后')
  expect(large.notes).toEqual(['一张 31 行的表格没有带过来，请用“导入名单”，或者作为附件添加。'])
  const layout = pastedHtml(`<table><tr><td><p>一段</p><table>${row}</table></td></tr></table>`)
  expect(layout.text).toBe('一段\n甲　乙')
})

test('nothing of a page runs, and nothing hidden comes along', () => {
  const html =
    '<p onclick="alert(1)">甲<script>document.title = "x"</script><span style="display:none">暗</span></p>' +
    '<img src=x onerror="document.title = \'x\'"><style>p{}</style><iframe srcdoc="<p>框</p>"></iframe><p>乙<br>丙</p>'
  expect(pastedHtml(html).text).toBe('甲\n乙\n丙')
  expect(document.title).not.toBe('x')
})

test('plain text keeps its paragraphs', () => {
  expect(pastedText('　　第一段\r\n\r\n  第二 段\t尾 \u200B')).toBe('第一段\n第二 段 尾')
  expect(pastedText('')).toBe('')
  expect(pastedHtml('').text).toBe('')
})
