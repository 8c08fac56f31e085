import { describe, expect, it } from 'vitest'
import { daysIn, isDay, isWhole, monthsFrom, periodName, periodOf, stepOf, today, trendPeriod } from './period'

describe('periods of the board', () => {
  it('lets what is running end today', () => {
    expect(periodOf('this-month', '2026-11-22')).toEqual({ from: '2026-11-01', to: '2026-11-22' })
    expect(periodOf('this-quarter', '2026-11-22')).toEqual({ from: '2026-10-01', to: '2026-11-22' })
    expect(periodOf('this-year', '2026-11-22')).toEqual({ from: '2026-01-01', to: '2026-11-22' })
  })
  it('goes back over the turn of the year', () => {
    expect(periodOf('last-month', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(periodOf('last-quarter', '2026-02-01')).toEqual({ from: '2025-10-01', to: '2025-12-31' })
    expect(periodOf('last-year', '2024-02-29')).toEqual({ from: '2023-01-01', to: '2023-12-31' })
    expect(periodOf('last-month', '2024-03-31')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  })
  it('draws trends of twelve months or more', () => {
    expect(trendPeriod({ from: '2026-11-01', to: '2026-11-22' })).toEqual({ from: '2025-12-01', to: '2026-11-22' })
    expect(trendPeriod({ from: '2023-01-01', to: '2025-11-30' }).from).toBe('2023-01-01')
  })
  it('steps by what can be seen', () => {
    expect(stepOf({ from: '2026-11-01', to: '2026-11-30' })).toBe('day')
    expect(stepOf({ from: '2026-01-01', to: '2026-12-31' })).toBe('week')
    expect(stepOf({ from: '2023-01-01', to: '2025-12-31' })).toBe('month')
    expect(daysIn({ from: '2024-02-01', to: '2024-03-01' })).toBe(30)
  })
  it('names whole months shortly', () => {
    expect(periodName({ from: '2023-10-01', to: '2023-10-31' }, 'zh')).toBe('2023年10月')
    expect(periodName({ from: '2023-01-01', to: '2023-12-31' }, 'zh')).toBe('2023年')
    expect(periodName({ from: '2023-01-01', to: '2023-11-30' }, 'zh')).toBe('2023年1—11月')
    expect(periodName({ from: '2022-12-01', to: '2023-02-28' }, 'zh')).toBe('2022年12月—2023年2月')
    expect(periodName({ from: '2023-01-01', to: '2023-11-29' }, 'en')).toBe('2023-01-01 to 2023-11-29')
  })
  it('leaves no month out between two that had something', () => {
    expect(monthsFrom(['2023-11', '2024-01'], '2024-02-10')).toEqual(['2023-11', '2023-12', '2024-01', '2024-02'])
    expect(monthsFrom([], '2024-02-10')).toEqual([])
    expect(isWhole({ from: '2024-02-01', to: '2024-02-29' })).toBe(true)
    expect(isWhole({ from: '2024-02-01', to: '2024-02-28' })).toBe(false)
  })
  it('takes the day of the district, not of the device', () => {
    expect(today(new Date('2026-11-22T16:30:00Z'))).toBe('2026-11-23')
    expect(isDay('2026-13-01')).toBe(false)
    expect(isDay('2026-11-22')).toBe(true)
  })
})
