import { describe, expect, it } from 'vitest'
import { atLeast, decidedOn, hearVersion, madeVersion } from './versions'

describe('versions that were heard of', () => {
  it('are known by id and by number, and never fall', () => {
    hearVersion({ id: 'a', number: 'QT-2026-000001' }, 4)
    hearVersion({ id: 'a' }, 3)
    expect(atLeast('a')).toBe('4')
    expect(atLeast('QT-2026-000001')).toBe('4')
    hearVersion({ id: 'a' }, undefined)
    expect(atLeast('a')).toBe('4')
    expect(atLeast('b')).toBeUndefined()
  })
  it('are decided on as they are shown, unless the later one is one’s own doing', () => {
    hearVersion({ id: 'c' }, 9)
    expect(decidedOn({ id: 'c', version: 7 })).toBe(7)
    madeVersion('c', 8)
    expect(decidedOn({ id: 'c', version: 7 })).toBe(8)
    expect(decidedOn({ id: 'c', version: 9 })).toBe(9)
  })
})
