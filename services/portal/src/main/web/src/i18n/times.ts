import { locale, i18n } from '.'

const zone = 'Asia/Shanghai'
const tag = (): string => (locale.value === 'zh' ? 'zh-CN' : 'en-GB')
/** Made once each: making one costs more than formatting a hundred dates with it. */
const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options)
  let made = formats.get(key)
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(language, { timeZone: zone, ...options })))
  return made
}
const format = (at: string | Date, options: Intl.DateTimeFormatOptions): string =>
  formatOf(tag(), options).format(new Date(at))

/** Times are shown in the district's zone, whatever the device says. `2026-11-22 17:30`. */
export const exact = (at: string): string =>
  format(at, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
export const day = (at: string): string => format(at, { month: 'short', day: 'numeric', weekday: 'short' })
export const dayWithYear = (at: string): string => format(at, { year: 'numeric', month: 'long', day: 'numeric' })
export const clock = (at: string): string => format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** A due date as people say it: the weekday if it is near, the year if it is another. `周三 17:30`, `12月3日周四 17:30`. */
export function dueWords(at: string, now = new Date()): string {
  const apart = (Date.parse(dayKey(at)) - Date.parse(dayKey(now.toISOString()))) / 86_400_000
  const { t } = i18n.global
  if (apart === 0) return `${t('time.today')} ${clock(at)}`
  if (apart > 0 && apart < 7) return `${format(at, { weekday: 'short' })} ${clock(at)}`
  const year = dayKey(at).slice(0, 4) === dayKey(now.toISOString()).slice(0, 4) ? undefined : 'numeric'
  return `${format(at, { year, month: 'short', day: 'numeric', weekday: year ? undefined : 'short' })} ${clock(at)}`
}

/** A key by which events of one day are grouped, `2026-11-22` in the district's zone. */
export const dayKey = (at: string): string => formatOf('en-CA', {}).format(new Date(at))

/** How long ago, in words; the day after a day. */
export function ago(at: string, now = Date.now()): string {
  const minutes = Math.floor((now - new Date(at).getTime()) / 60_000)
  const { t } = i18n.global
  if (minutes < 1) return t('time.now')
  if (minutes < 60) return t('time.minutesAgo', { n: minutes })
  if (minutes < 24 * 60) return t('time.hoursAgo', { n: Math.floor(minutes / 60) })
  return day(at)
}

/** Working time in words: whole working days once it is more than one, hours below. */
export function workingTime(seconds: number, dayLength: number): string {
  const { t } = i18n.global
  const days = seconds / dayLength
  if (days >= 1) {
    const n = Math.floor(days * 10) / 10
    return t('time.workingDays', { n }, n === 1 ? 1 : 2)
  }
  if (seconds >= 3600) return t('time.hours', { n: Math.floor(seconds / 360) / 10 })
  return t('time.minutes', { n: Math.max(0, Math.floor(seconds / 60)) })
}

/** A day and a clock time of a zone as a moment: `2026-12-01T17:30:00+08:00`. */
export function momentOf(day: string, time: string, of = zone): string {
  const near = new Date(`${day}T${time}:00Z`)
  const offset = new Intl.DateTimeFormat('en-GB', { timeZone: of, timeZoneName: 'longOffset' })
    .formatToParts(near)
    .find((part) => part.type === 'timeZoneName')!
    .value.replace('GMT', '')
  return `${day}T${time}:00${offset || '+00:00'}`
}
