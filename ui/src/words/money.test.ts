// Amounts: thousands apart, always two decimals.
import { expect, test } from 'vitest'
import { change, yuan } from './money'

test('amounts are written as on paper', () => {
  expect([0, 5, 63000, 126000050, -21000].map(yuan)).toEqual(['0.00', '0.05', '630.00', '1,260,000.50', '-210.00'])
  expect([10500, -10500, 0].map(change)).toEqual(['+105.00', '-105.00', '0.00'])
})
