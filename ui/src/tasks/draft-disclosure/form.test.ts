// What the page knows of a form by itself.
import { expect, test } from 'vitest'
import { characters, emptyForm, isBlank, paragraphs, said, sameForm, size, withElement } from './form'

test('an element is inherited, told, or does not apply for a reason', () => {
  expect(said(undefined)).toEqual({ way: 'inherited' })
  expect(said('凭证件')).toEqual({ way: 'own', text: '凭证件' })
  expect(said('不适用（无条件限制）')).toEqual({ way: 'none', why: '无条件限制' })
  expect(said('不适用')).toEqual({ way: 'none', why: '' })
  expect(said('不适用于外村')).toEqual({ way: 'own', text: '不适用于外村' })
  const told = withElement({}, 'basis', { way: 'none', why: ' 无 ' })
  expect(told).toEqual({ basis: '不适用（无）' })
  expect(withElement(told, 'basis', { way: 'inherited' })).toEqual({})
  expect(withElement(told, 'duty', { way: 'own', text: '' })).toEqual({ basis: '不适用（无）', duty: '' })
})

test('forms are compared by what they say', () => {
  const one = { ...emptyForm(), elements: { basis: '甲', duty: '乙' }, formed_on: undefined }
  const other = { ...emptyForm(), elements: { duty: '乙', basis: '甲' } }
  expect(sameForm(one, other)).toBe(true)
  expect(sameForm(one, { ...other, body: '丙' })).toBe(false)
  expect(isBlank({ ...emptyForm(), entry: '2.4', unit: '民政办' })).toBe(true)
  expect(isBlank({ ...emptyForm(), title: '公' })).toBe(false)
})

test('a body is shown as it will be printed', () => {
  expect(paragraphs('一、工程情况\n\n（一）对象。全村57户。\n一、因为长，所以是句子。\n正文')).toEqual([
    { level: 1, head: '一、工程情况', rest: '' },
    { level: 2, head: '（一）对象。', rest: '全村57户。' },
    { level: 0, head: '', rest: '一、因为长，所以是句子。' },
    { level: 0, head: '', rest: '正文' },
  ])
})

test('characters and sizes are told as people count them', () => {
  expect(characters('甲 乙\n𪚥　丙')).toBe(4)
  expect([size(12), size(4096), size(1572864)]).toEqual(['12 字节', '4 KB', '1.5 MB'])
})
