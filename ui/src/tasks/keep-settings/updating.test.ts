import { describe, expect, it } from 'vitest'
import type { GoBackLook } from '@/contract/contract'
import { backAsked, updateAsked } from './updating'

const way: GoBackLook = { current: '0.3.0', previous: '0.2.0', opens_anew: false, store_newer: false }

describe('what the clerk is asked before the program is changed', () => {
  it('says what is backed up, and that the old version will not read the store', () => {
    const found = { from: '0.2.0', to: '0.3.0', bytes: 40_000_000, store_changes: true, office: '/a', backup_place: '/b' }
    expect(updateAsked(found)).toContain('备份到 /b')
    expect(updateAsked(found)).toContain('旧版以后读不了')
    expect(updateAsked({ ...found, store_changes: false, backup_place: null })).not.toMatch(/备份|旧版/)
  })

  it('says what is lost where the store has been brought to a newer form', () => {
    expect(backAsked({ ...way, previous: null })).toBeUndefined()
    expect(backAsked(way)).toContain('登记库不动')
    expect(backAsked({ ...way, store_newer: true })).toContain('备份也找不到了')
    const saved = { ...way, store_newer: true, backup: '/b', backup_made_at: 0, restore_to: '/c' }
    expect(backAsked({ ...saved, backup_made_at: 1_600_000_000_000 })).toContain('那以后登记的内容不在里面')
  })
})
