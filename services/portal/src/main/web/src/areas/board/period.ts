/** Days as `2026-11-22`, in the district's own time. */
export type Day = string
export interface Period {
  from: Day
  to: Day
}
export const presets = [
  'this-month',
  'last-month',
  'this-quarter',
  'last-quarter',
  'this-year',
  'last-year',
  'custom',
] as const
export type Preset = (typeof presets)[number]

const two = (n: number): string => String(n).padStart(2, '0')
/** Months count from 1 and may run over: month 13 is January of the next year. */
const first = (year: number, month: number): Day => {
  const months = year * 12 + month - 1
  return `${Math.floor(months / 12)}-${two((months % 12) + 1)}-01`
}
export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const parts = (day: Day): [number, number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7))]

export const today = (now = new Date()): Day =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(now)

/** What a preset means today. What is still running ends today: nothing is promised of days to come. */
export function periodOf(preset: Exclude<Preset, 'custom'>, on: Day): Period {
  const [year, month] = parts(on)
  const quarter = month - ((month - 1) % 3)
  switch (preset) {
    case 'this-month':
      return { from: first(year, month), to: on }
    case 'last-month':
      return { from: first(year, month - 1), to: addDays(first(year, month), -1) }
    case 'this-quarter':
      return { from: first(year, quarter), to: on }
    case 'last-quarter':
      return { from: first(year, quarter - 3), to: addDays(first(year, quarter), -1) }
    case 'this-year':
      return { from: first(year, 1), to: on }
    case 'last-year':
      return { from: first(year - 1, 1), to: addDays(first(year, 1), -1) }
  }
}

export const isDay = (text: unknown): text is Day =>
  typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
export const daysIn = ({ from, to }: Period): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1

/** A trend wants something to be seen in: twelve months up to the period's end, or the period if it is longer. */
export function trendPeriod({ from, to }: Period): Period {
  const [year, month] = parts(to)
  const year12 = first(year, month - 11)
  return { from: from < year12 ? from : year12, to }
}

export type Step = 'day' | 'week' | 'month'
export const stepOf = (period: Period): Step =>
  daysIn(period) <= 45 ? 'day' : daysIn(period) <= 400 ? 'week' : 'month'

const lastOfMonth = (day: Day): boolean => addDays(day, 1).endsWith('-01')

/** A short name: a year, a month, several whole months, else two days; `words` knows the language. */
export function periodName({ from, to }: Period, locale: 'zh' | 'en'): string {
  const [fromYear, fromMonth] = parts(from)
  const [toYear, toMonth] = parts(to)
  const whole = from.endsWith('-01') && lastOfMonth(to)
  const month = (year: number, m: number): string =>
    locale === 'zh'
      ? `${year}年${m}月`
      : new Date(Date.UTC(year, m - 1, 1)).toLocaleDateString('en-GB', {
          month: 'short',
          year: 'numeric',
          timeZone: 'UTC',
        })
  if (whole && fromYear === toYear && fromMonth === 1 && toMonth === 12)
    return locale === 'zh' ? `${fromYear}年` : String(fromYear)
  if (whole && fromYear === toYear && fromMonth === toMonth) return month(fromYear, fromMonth)
  if (whole && fromYear === toYear)
    return locale === 'zh'
      ? `${fromYear}年${fromMonth}—${toMonth}月`
      : `${month(fromYear, fromMonth)} – ${month(toYear, toMonth)}`
  if (whole) return `${month(fromYear, fromMonth)}${locale === 'zh' ? '—' : ' – '}${month(toYear, toMonth)}`
  return from === to ? from : locale === 'zh' ? `${from} 至 ${to}` : `${from} to ${to}`
}

/** All months from the first of `months` to the period's last; without those that nothing is known of at the beginning. */
export function monthsFrom(known: string[], to: Day): string[] {
  const begin = [...known].sort()[0]
  if (!begin) return []
  const [fromYear, fromMonth] = parts(`${begin}-01`)
  const [toYear, toMonth] = parts(to)
  const count = Math.max(0, (toYear - fromYear) * 12 + toMonth - fromMonth) + 1
  return Array.from({ length: count }, (_, i) => first(fromYear, fromMonth + i).slice(0, 7))
}

/** Whether it has a short name: whole months. */
export const isWhole = ({ from, to }: Period): boolean => from.endsWith('-01') && lastOfMonth(to)
