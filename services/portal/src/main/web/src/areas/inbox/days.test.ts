import { describe, expect, it } from 'vitest'
import { byDay, near } from './days'

describe('messages by day', () => {
  it('puts those of one day of the district together, whatever the day in Greenwich', () => {
    const at = ['2026-11-22T01:00:00Z', '2026-11-21T16:30:00Z', '2026-11-21T15:30:00Z'].map((at) => ({ at }))
    expect(byDay(at).map(({ day, told }) => [day, told.length])).toEqual([
      ['2026-11-22', 2],
      ['2026-11-21', 1],
    ])
    expect(byDay([])).toEqual([])
  })

  it('knows today and yesterday, also over the turn of a month', () => {
    expect(near('2026-12-01', '2026-11-30T16:00:00Z')).toBe('today')
    expect(near('2026-11-30', '2026-11-30T16:00:00Z')).toBe('yesterday')
    expect(near('2026-11-29', '2026-11-30T16:00:00Z')).toBeUndefined()
  })
})
