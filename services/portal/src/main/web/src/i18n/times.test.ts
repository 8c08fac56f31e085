import { describe, expect, it } from 'vitest'
import { locale } from '.'
import { ago, dayKey, exact, workingTime } from './times'

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
  it('say how long ago in the nearest unit', () => {
    locale.value = 'en'
    const now = Date.parse('2026-11-22T09:30:00Z')
    expect(ago('2026-11-22T09:29:40Z', now)).toBe('just now')
    expect(ago('2026-11-22T09:00:00Z', now)).toBe('30 min ago')
    expect(ago('2026-11-22T04:30:00Z', now)).toBe('5 h ago')
  })
})
