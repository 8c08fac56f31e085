import { describe, expect, it } from 'vitest'
import { closingOf } from './calendar'

const usual = [
  { from: '08:30', to: '12:00' },
  { from: '13:30', to: '17:30' },
]
const calendar = {
  zone: 'Asia/Shanghai',
  hours: usual,
  ownDays: [
    { date: '2026-12-24', working: true, reason: '半天', hours: [{ from: '08:30', to: '12:00' }] },
    { date: '2026-12-25', working: false, reason: '放假', hours: [] },
  ],
}

describe('the business of a day', () => {
  it('ends with the district’s hours', () =>
    expect(closingOf('2026-12-01', calendar)).toBe('2026-12-01T17:30:00+08:00'))
  it('ends with the hours of a day that has its own', () =>
    expect(closingOf('2026-12-24', calendar)).toBe('2026-12-24T12:00:00+08:00'))
  it('ends as on other days where there is none', () =>
    expect(closingOf('2026-12-25', calendar)).toBe('2026-12-25T17:30:00+08:00'))
  it('is told in the zone of the calendar, summer time too', () => {
    const rome = { zone: 'Europe/Rome', hours: [{ from: '09:00', to: '18:00' }], ownDays: [] }
    expect(closingOf('2026-07-01', rome)).toBe('2026-07-01T18:00:00+02:00')
    expect(closingOf('2026-12-01', rome)).toBe('2026-12-01T18:00:00+01:00')
  })
  it('ends with the day as long as the hours are not known', () =>
    expect(closingOf('2026-12-01', undefined)).toBe('2026-12-01T23:59:00+08:00'))
})
