import { beforeEach, describe, expect, it } from 'vitest'
import { locale } from '.'
import { ago, clock, day, dayKey, dayWithYear, dueWords, exact, workingTime } from './times'

describe('times', () => {
  it('are those of the district, whatever the device says', () => {
    expect(dayKey('2026-11-22T16:30:00Z')).toBe('2026-11-23')
    locale.value = 'zh'
    expect(exact('2026-11-22T09:30:00Z')).toBe('2026/11/22 17:30')
  })
  it('say working time in days from one day on, and never round up', () => {
    locale.value = 'en'
    expect(workingTime(27_000, 27_000)).toBe('1 working day')
    expect(workingTime(26_999, 27_000)).toBe('7.4 h')
    expect(workingTime(59 * 60, 27_000)).toBe('59 min')
    locale.value = 'zh'
    expect(workingTime(40_400, 27_000)).toBe('1.4 个工作日')
  })
  it('say when something is due by its weekday if it is near, by its year if it is another', () => {
    const now = new Date('2026-12-28T02:00:00Z')
    for (const [language, today, near, far, another] of [
      ['zh', '今天 17:30', '周六 17:30', '12月20日周日 17:30', '2027年1月5日 17:30'],
      ['en', 'Today 17:30', 'Sat 17:30', 'Sun 20 Dec 17:30', '5 Jan 2027 17:30'],
    ] as const) {
      locale.value = language
      expect(dueWords('2026-12-28T09:30:00Z', now)).toBe(today)
      expect(dueWords('2027-01-02T09:30:00Z', now)).toBe(near)
      expect(dueWords('2026-12-20T09:30:00Z', now)).toBe(far)
      expect(dueWords('2027-01-05T09:30:00Z', now)).toBe(another)
    }
  })
  it('say how long ago in the nearest unit', () => {
    locale.value = 'en'
    const now = Date.parse('2026-11-22T09:30:00Z')
    expect(ago('2026-11-22T09:29:40Z', now)).toBe('just now')
    expect(ago('2026-11-22T09:00:00Z', now)).toBe('30 min ago')
    expect(ago('2026-11-22T04:30:00Z', now)).toBe('5 h ago')
  })
})

describe('dates', () => {
  beforeEach(() => (locale.value = 'zh'))
  const kinds: [string, (at: string) => string, Intl.DateTimeFormatOptions][] = [
    ['exact', exact, { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }],
    ['day', day, { month: 'short', day: 'numeric', weekday: 'short' }],
    ['day with its year', dayWithYear, { year: 'numeric', month: 'long', day: 'numeric' }],
    ['clock', clock, { hour: '2-digit', minute: '2-digit' }],
  ]
  for (const language of ['zh', 'en'] as const)
    it.each(kinds)(`are written as the platform writes them, ${language}: %s`, (_, written, options) => {
      locale.value = language
      const platform = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
        timeZone: 'Asia/Shanghai',
        hourCycle: options.hour ? 'h23' : undefined,
        ...options,
      })
      // Every day of five years, each time a little later in the day.
      for (let at = Date.UTC(2023, 0, 1); at < Date.UTC(2028, 0, 1); at += 25 * 3_600_000 + 61_000)
        expect(written(new Date(at).toISOString())).toBe(
          // With or without a comma, as old as the platform is.
          platform.format(at).replace(/^(\w{3}), /, '$1 '),
        )
    })
})
