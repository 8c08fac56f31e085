import { describe, expect, it } from 'vitest'
import { readSee, writeSee, type See } from './see'

describe('what stands in the address', () => {
  it('comes back as it was written', () => {
    const see: See = { key: 'times:answer', part: 'NUMERATOR', only: { unit: 'qt-rsj', above: '14400' } }
    expect(readSee(writeSee(see))).toEqual(see)
  })
  it('is nothing if somebody changed it to nonsense', () => {
    expect(readSee('on-time')).toBeNull()
    expect(readSee('on-time!SOME')).toBeNull()
    expect(readSee(['a'])).toBeNull()
    expect(readSee('on-time!REST!=x!unit')).toEqual({ key: 'on-time', part: 'REST', only: {} })
  })
})
