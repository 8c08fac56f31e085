import { describe, expect, it } from 'vitest'
import { kindOf, moved, shiftDayByMonth, shiftMonth, startOfWeek, weeksOf, workingDaysToAsk } from './calendar'

describe('the grid', () => {
  it('begins its weeks on Monday and shows all that a month touches', () => {
    const weeks = weeksOf('month', '2026-11-22')
    expect(weeks[0]![0]).toBe('2026-10-26')
    expect(weeks.at(-1)!.at(-1)).toBe('2026-12-06')
    expect(weeksOf('month', '2021-02-10')).toHaveLength(4)
    expect(weeksOf('week', '2026-11-22')).toEqual([
      ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'],
    ])
  })
  it('moves by day, week, month and year', () => {
    expect(moved('ArrowRight', '2026-12-31', false)).toBe('2027-01-01')
    expect(moved('ArrowUp', '2026-11-03', false)).toBe('2026-10-27')
    expect(moved('End', '2026-11-18', false)).toBe('2026-11-22')
    expect(moved('PageDown', '2027-01-31', false)).toBe('2027-02-28')
    expect(moved('PageUp', '2026-11-22', true)).toBe('2025-11-22')
    expect(moved('x', '2026-11-22', false)).toBeNull()
  })
  it('knows months and weeks over the end of a year', () => {
    expect(shiftMonth('2026-12', 1)).toBe('2027-01')
    expect(shiftDayByMonth('2024-03-31', -1)).toBe('2024-02-29')
    expect(startOfWeek('2027-01-01')).toBe('2026-12-28')
  })
})

describe('the working calendar', () => {
  it('does not ask beyond a year without a notice', () => {
    const known = (year: number): boolean => year <= 2026
    expect(workingDaysToAsk('2026-12', known)).toBe(23)
    expect(workingDaysToAsk('2026-10', known)).toBe(26)
  })
  it('tells make-up workdays and holidays from the plain week', () => {
    // National Day 2026: Saturday the 10th of October is worked.
    const october = new Set(['2026-10-08', '2026-10-09', '2026-10-10'])
    expect(kindOf('2026-10-10', october)).toBe('makeUp')
    expect(kindOf('2026-10-11', october)).toBe('rest')
    expect(kindOf('2026-10-01', october)).toBe('holiday')
    expect(kindOf('2026-10-08', october)).toBe('work')
    expect(kindOf('2027-10-08', undefined)).toBe('unknown')
  })
})
