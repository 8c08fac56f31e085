import { describe, expect, it } from 'vitest'
import { beginOf, byNeed, isDue, ties, today } from './ties'

const all = ties(
  [
    { id: 'a', name: '甲' },
    { id: 'b', name: '乙' },
    { id: 'c', name: '丙' },
    { id: 'd', name: '丁' },
  ],
  [
    { enterprise: 'a', days: 100, lastVisitedOn: '2026-01-01' },
    { enterprise: 'b' },
    { enterprise: 'c', days: 3, lastVisitedOn: '2026-04-01' },
  ],
  [
    { enterprise: 'd', time: { standing: 'OVERDUE' } },
    { enterprise: 'c', time: {} },
    { enterprise: 'c', time: {} },
  ],
)

describe('the enterprises of an officer', () => {
  it('know their open requests and their last visit', () => {
    expect(all.map(({ open, late, never }) => [open, late, never])).toEqual([
      [0, 0, false],
      [0, 0, true],
      [2, 0, false],
      [1, 1, false],
    ])
  })
  it('are due when never visited, or not for long', () =>
    expect(all.filter(isDue).map(({ id }) => id)).toEqual(['a', 'b']))
  it('stand by need: never visited, long ago, overdue requests, open ones', () =>
    expect(byNeed(all).map(({ id }) => id)).toEqual(['b', 'a', 'd', 'c']))
})

describe('days', () => {
  it('are the district’s, not the device’s', () => expect(today(new Date('2026-11-21T17:00:00Z'))).toBe('2026-11-22'))
  it('begin with the period', () => {
    const now = new Date('2026-11-22T04:00:00Z')
    expect([beginOf('month', now), beginOf('quarter', now), beginOf('year', now)]).toEqual([
      '2026-11-01',
      '2026-10-01',
      '2026-01-01',
    ])
  })
})
