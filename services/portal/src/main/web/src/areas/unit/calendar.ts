import { plusDays } from '@/areas/together/model'

/** Days are plain dates of the district, `2026-11-22`; weeks begin on Monday. */
const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
export const isWeekend = (day: string): boolean => weekday(day) > 4
export const monthOf = (day: string): string => day.slice(0, 7)
export const lastOf = (month: string): string => plusDays(`${shiftMonth(month, 1)}-01`, -1)

export function shiftMonth(month: string, by: number): string {
  const at = new Date(`${month}-01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + by)
  return at.toISOString().slice(0, 7)
}
/** The same day of another month, or its last one. */
export function shiftDayByMonth(day: string, by: number): string {
  const month = shiftMonth(monthOf(day), by)
  const wanted = `${month}-${day.slice(8)}`
  const last = lastOf(month)
  return wanted > last ? last : wanted
}
export const startOfWeek = (day: string): string => plusDays(day, -weekday(day))
const days = (from: string, count: number): string[] => Array.from({ length: count }, (_, i) => plusDays(from, i))

/** The weeks that are shown for a day: its own, or all that its month touches. */
export function weeksOf(view: 'month' | 'week', day: string): string[][] {
  if (view === 'week') return [days(startOfWeek(day), 7)]
  const month = monthOf(day)
  const weeks: string[][] = []
  for (let at = startOfWeek(`${month}-01`); at <= lastOf(month); at = plusDays(at, 7)) weeks.push(days(at, 7))
  return weeks
}

/** Where an arrow or page key leads; null: not a key of the calendar. */
export function moved(key: string, day: string, shift: boolean): string | null {
  switch (key) {
    case 'ArrowLeft':
      return plusDays(day, -1)
    case 'ArrowRight':
      return plusDays(day, 1)
    case 'ArrowUp':
      return plusDays(day, -7)
    case 'ArrowDown':
      return plusDays(day, 7)
    case 'Home':
      return startOfWeek(day)
    case 'End':
      return plusDays(startOfWeek(day), 6)
    case 'PageUp':
      return shiftDayByMonth(day, shift ? -12 : -1)
    case 'PageDown':
      return shiftDayByMonth(day, shift ? 12 : 1)
    default:
      return null
  }
}

/**
 * How many working days of a month to ask for: enough for every make-up workday, unless the next month's year has no
 * notice: then what plain weekdays make, since a year ends without holidays of its own.
 */
export function workingDaysToAsk(month: string, known: (year: number) => boolean): number {
  const plain = days(`${month}-01`, Number(lastOf(month).slice(8))).filter((day) => !isWeekend(day)).length
  return known(Number(shiftMonth(month, 1).slice(0, 4))) ? plain + 4 : plain
}

/** What a day is, by the working days of its month: `holiday` and `makeUp` are those that are not as the week has it. */
export type DayKind = 'work' | 'rest' | 'holiday' | 'makeUp' | 'unknown'
export function kindOf(day: string, working: Set<string> | undefined): DayKind {
  if (!working) return 'unknown'
  if (isWeekend(day)) return working.has(day) ? 'makeUp' : 'rest'
  return working.has(day) ? 'work' : 'holiday'
}
