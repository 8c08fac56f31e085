import { locale, i18n } from '.'

const zone = 'Asia/Shanghai'
/** What the zone is ahead of UTC, the same all year since 1991. */
const AHEAD_MS = 8 * 60 * 60_000

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const DAYS = { zh: '日一二三四五六', en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }
const two = (number: number): string => String(number).padStart(2, '0')

/**
 * A moment in the district's zone. Written out here: the first date that a browser is asked to write, and the first of
 * each other kind, takes it longer than all the rest of a page's dates.
 */
function parts(at: string | Date) {
  const there = new Date(new Date(at).getTime() + AHEAD_MS)
  const month = MONTHS[there.getUTCMonth()]!
  return {
    year: there.getUTCFullYear(),
    month: there.getUTCMonth() + 1,
    monthName: month,
    monthShort: month === 'September' ? 'Sept' : month.slice(0, 3),
    day: there.getUTCDate(),
    weekday: locale.value === 'zh' ? `周${DAYS.zh[there.getUTCDay()]}` : DAYS.en[there.getUTCDay()]!,
    clock: `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`,
  }
}

/** Times are shown in the district's zone, whatever the device says. `2026/11/22 17:30`. */
export function exact(at: string): string {
  const { year, month, day, clock } = parts(at)
  return locale.value === 'zh'
    ? `${year}/${two(month)}/${two(day)} ${clock}`
    : `${two(day)}/${two(month)}/${year}, ${clock}`
}
export function day(at: string): string {
  const { month, monthShort, day, weekday } = parts(at)
  return locale.value === 'zh' ? `${month}月${day}日${weekday}` : `${weekday} ${day} ${monthShort}`
}
export function dayWithYear(at: string): string {
  const { year, month, monthName, day } = parts(at)
  return locale.value === 'zh' ? `${year}年${month}月${day}日` : `${day} ${monthName} ${year}`
}
export const clock = (at: string): string => parts(at).clock

/** A due date as people say it: the weekday if it is near, the year if it is another. `周三 17:30`, `12月3日周四 17:30`. */
export function dueWords(at: string, now = new Date()): string {
  const apart = (Date.parse(dayKey(at)) - Date.parse(dayKey(now.toISOString()))) / 86_400_000
  const { t } = i18n.global
  if (apart === 0) return `${t('time.today')} ${clock(at)}`
  if (apart > 0 && apart < 7) return `${parts(at).weekday} ${clock(at)}`
  const { year, month, monthShort, day: dayOfMonth } = parts(at)
  if (year === parts(now).year) return `${day(at)} ${clock(at)}`
  return locale.value === 'zh'
    ? `${year}年${month}月${dayOfMonth}日 ${clock(at)}`
    : `${dayOfMonth} ${monthShort} ${year} ${clock(at)}`
}

/** A key by which events of one day are grouped, `2026-11-22` in the district's zone. */
export function dayKey(at: string): string {
  const { year, month, day } = parts(at)
  return `${year}-${two(month)}-${two(day)}`
}

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
