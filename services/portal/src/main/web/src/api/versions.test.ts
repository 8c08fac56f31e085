import { describe, expect, it } from 'vitest'
import { atLeast, hearVersion } from './versions'

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
})
