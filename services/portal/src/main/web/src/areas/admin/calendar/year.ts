import type { Schemas } from '@/api/client'

export type WorkingDay = Schemas['WorkingDay']
export type Calendar = Schemas['CalendarDocument']
export interface Cell {
  date: string
  day: number
  /** `off`: a weekday on which nobody works; `makeup`: a weekend day on which everybody does. */
  kind: 'work' | 'weekend' | 'off' | 'makeup'
  /** The district's own word about this day. */
  own?: Schemas['OwnDay']
  name?: string
}

const iso = (date: Date): string => date.toISOString().slice(0, 10)
export const weekday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7

/** Months of a year, each beginning with as many nulls as days of its first week belong to the month before. */
export function monthsOf(year: number, working: WorkingDay[], own: Calendar['ownDays']): (Cell | null)[][] {
  const works = new Map(working.map((one) => [one.date, one]))
  const owns = new Map(own.map((one) => [one.date, one]))
  return Array.from({ length: 12 }, (_, month) => {
    const cells: (Cell | null)[] = []
    for (
      let at = new Date(Date.UTC(year, month, 1));
      at.getUTCMonth() === month;
      at = new Date(at.getTime() + 86_400_000)
    ) {
      const date = iso(at)
      if (!cells.length) cells.push(...Array.from({ length: weekday(date) }, () => null))
      const weekend = weekday(date) >= 5
      const works_ = works.get(date)
      cells.push({
        date,
        day: at.getUTCDate(),
        kind: works_ ? (weekend ? 'makeup' : 'work') : weekend ? 'weekend' : 'off',
        own: owns.get(date),
        name: owns.get(date)?.reason ?? works_?.name,
      })
    }
    return cells
  })
}

/**
 * All working days of a year, from a server that counts working days on from a day and refuses to count into a year it
 * does not know (null): there it is asked for fewer and fewer.
 */
export async function workingDaysOf(
  year: number,
  nextIsKnown: boolean,
  ask: (from: string, days: number) => Promise<WorkingDay[] | null>,
): Promise<WorkingDay[]> {
  const found: WorkingDay[] = []
  let from = `${year - 1}-12-31`
  for (let days = nextIsKnown ? 262 : 240; days >= 1;) {
    const next = await ask(from, days)
    if (!next) {
      days = Math.floor(days / 2)
      continue
    }
    const within = next.filter((one) => one.date.startsWith(`${year}-`))
    found.push(...within)
    from = next.at(-1)?.date ?? ''
    if (within.length < next.length || from === `${year}-12-31` || !from) break
    days = Math.min(days, 8)
  }
  return found
}

export const hoursWord = (hours: Schemas['Interval'][]): string =>
  hours.map((one) => `${one.from}–${one.to}`).join('，')
