import { describe, expect, it } from 'vitest'
import { STATES, waitsForEnterprise } from './views'

describe('the views of requests', () => {
  it('leave no state out, and have none in two that exclude each other', () => {
    const both = [...STATES.open, ...STATES.over]
    expect(new Set(both).size).toBe(both.length)
    expect(both).toHaveLength(11)
  })
  it('ask the enterprise only for what it is to do', () => {
    expect(waitsForEnterprise({ with: { kind: 'ENTERPRISE', sentence: { zh: '', en: '' } }, commands: [] })).toBe(true)
    expect(waitsForEnterprise({ with: { kind: 'UNIT', sentence: { zh: '', en: '' } }, commands: [] })).toBe(false)
  })
})
