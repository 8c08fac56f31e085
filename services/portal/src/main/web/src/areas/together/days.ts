import { day, dayKey, dayWithYear } from '@/i18n/times'

/** A day as one says it this year; of other years with the year. */
export const plainDay = (at: string): string =>
  dayKey(at).slice(0, 4) === dayKey(new Date().toISOString()).slice(0, 4) ? day(at) : dayWithYear(at)
export const today = (): string => dayKey(new Date().toISOString())
