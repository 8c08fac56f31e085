import { describe, expect, it } from 'vitest'
import { monthsOf, weekday, workingDaysOf, type WorkingDay } from './year'

const day = (date: string, name?: string): WorkingDay => ({ date, name, number: 1, hours: [] })

describe('a year of working days', () => {
  it('knows weekends, days off, make-up days and what the district says itself', () => {
    const [, february] = monthsOf(
      2026,
      [day('2026-02-14', '春节'), day('2026-02-13'), day('2026-02-25')],
      [{ date: '2026-02-25', working: true, hours: [], reason: '本区活动' }],
    )
    const of = (date: string) => february!.find((cell) => cell?.date === date)
    expect(february!.filter((cell) => !cell)).toHaveLength(weekday('2026-02-01'))
    expect(of('2026-02-13')?.kind).toBe('work')
    expect(of('2026-02-14')).toMatchObject({ kind: 'makeup', name: '春节' })
    expect(of('2026-02-15')?.kind).toBe('weekend')
    expect(of('2026-02-17')?.kind).toBe('off')
    expect(of('2026-02-25')).toMatchObject({ kind: 'work', name: '本区活动' })
    expect(february!.filter(Boolean)).toHaveLength(28)
  })

  it('is asked for whole though the next year is unknown', async () => {
    const year = Array.from({ length: 250 }, (_, i) => iso(i))
    function iso(i: number): string {
      return new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10)
    }
    let asked = 0
    const found = await workingDaysOf(2026, false, async (from, days) => {
      asked++
      const after = year.filter((date) => date > from)
      return days > after.length ? null : after.slice(0, days).map((date) => day(date))
    })
    expect(found.map((one) => one.date)).toEqual(year)
    expect(asked).toBeLessThan(8)
  })

  it('stops where the next year is known', async () => {
    const found = await workingDaysOf(2025, true, async () => [day('2025-12-31'), day('2026-01-04')])
    expect(found.map((one) => one.date)).toEqual(['2025-12-31'])
  })
})
