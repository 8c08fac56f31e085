import { dayKey } from '@/i18n/times'

/** Newest first, as they come: each day of the district once, with what was told on it. */
export function byDay<T extends { at: string }>(messages: readonly T[]): { day: string; told: T[] }[] {
  const days: { day: string; told: T[] }[] = []
  for (const message of messages) {
    const day = dayKey(message.at)
    const last = days.at(-1)
    if (last?.day === day) last.told.push(message)
    else days.push({ day, told: [message] })
  }
  return days
}

/** `today`, `yesterday`, or neither. */
export function near(day: string, now: string): 'today' | 'yesterday' | undefined {
  const apart = (Date.parse(dayKey(now)) - Date.parse(day)) / 86_400_000
  return apart === 0 ? 'today' : apart === 1 ? 'yesterday' : undefined
}
