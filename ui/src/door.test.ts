// What the window has answered ahead is taken once, then the desk is asked.
import { beforeEach, describe, expect, it, vi } from 'vitest'

const asked: string[] = []
vi.mock('@host', () => ({
  host: {
    known: [['count-today', { who: '周禾生' }, { today: 3 }]],
    call: async (name: string) => {
      asked.push(name)
      return { today: 4 }
    },
  },
}))
const { call } = await import('./door')

describe('a call the window has answered ahead', () => {
  beforeEach(() => asked.splice(0))

  it('is answered without asking, once', async () => {
    expect(await call('count-today', { who: '周禾生' })).toEqual({ today: 3 })
    expect(asked).toEqual([])
    expect(await call('count-today', { who: '周禾生' })).toEqual({ today: 4 })
    expect(asked).toEqual(['count-today'])
  })

  it('is asked when another person sits here', async () => {
    expect(await call('count-today', { who: '林见清' })).toEqual({ today: 4 })
    expect(asked).toEqual(['count-today'])
  })
})
