// A paragraph is the one that is printed, empty lines left out.
import { expect, test } from 'vitest'
import { paragraph } from './spot'

test('a paragraph is counted as it is printed', () => {
  const body = '第一段。\n\n第二段。\n第三段。'
  const said = (number: number) => {
    const { from, to } = paragraph(body, number)
    return body.slice(from, to)
  }
  expect([said(1), said(2), said(3), said(4)]).toEqual(['第一段。', '第二段。', '第三段。', ''])
})
