import type { Schemas } from '@/api/client'

type Waiting = Schemas['WaitingDocument']
/** An enterprise that an officer looks after, and how things stand with it. */
export interface Tie {
  id: string
  name: string
  open: number
  /** Of these, those that are overdue. */
  late: number
  lastVisitedOn?: string
  /** Since the last visit; absent: today, or never. */
  days?: number
  never: boolean
}
/** A visit is due after so many days. */
export const DUE_DAYS = 90

export function ties(
  looksAfter: { id: string; name: string }[],
  waiting: Pick<Waiting, 'enterprise' | 'days' | 'lastVisitedOn'>[],
  open: { enterprise: string; time: { standing?: string } }[],
): Tie[] {
  const visits = new Map(waiting.map((one) => [one.enterprise, one]))
  return looksAfter.map(({ id, name }) => {
    const visit = visits.get(id)
    const own = open.filter((ticket) => ticket.enterprise === id)
    return {
      id,
      name,
      open: own.length,
      late: own.filter((ticket) => ticket.time.standing === 'OVERDUE').length,
      lastVisitedOn: visit?.lastVisitedOn,
      days: visit?.days,
      // Who was visited today does not wait at all; who waits without a day never was.
      never: visit !== undefined && visit.lastVisitedOn === undefined,
    }
  })
}

export const isDue = (tie: Tie): boolean => tie.never || (tie.days ?? 0) >= DUE_DAYS

/** Where to go first: overdue visits, the longest waiting first; then whoever has requests open; then by name. */
export const byNeed = (all: Tie[]): Tie[] =>
  [...all].sort((a, b) => {
    const wait = (tie: Tie): number => (tie.never ? Infinity : (tie.days ?? 0))
    if (isDue(a) !== isDue(b)) return isDue(a) ? -1 : 1
    if (isDue(a) && wait(a) !== wait(b)) return wait(a) > wait(b) ? -1 : 1
    return b.late - a.late || b.open - a.open || a.name.localeCompare(b.name, 'zh')
  })

/** Today in the district, `2026-11-22`: later than this no visit can be. */
export const today = (now = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(now)

/** The first day of the period that a summary is about. */
export function beginOf(period: 'month' | 'quarter' | 'year', now = new Date()): string {
  const [year, month] = today(now).split('-').map(Number) as [number, number]
  const first = period === 'year' ? 1 : period === 'quarter' ? Math.floor((month - 1) / 3) * 3 + 1 : month
  return `${year}-${String(first).padStart(2, '0')}-01`
}
