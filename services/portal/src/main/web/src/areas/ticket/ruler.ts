import type { ClockEntry, Sheet, SheetLine } from './model'

/** A piece of the ruler; places and lengths in parts of the whole, 0 to 1. */
export interface Piece {
  start: number
  length: number
  kind: 'ran' | 'stood' | 'over'
  line: SheetLine
}
export interface Ruler {
  pieces: Piece[]
  /** Ends of working days. */
  days: number[]
  /** Where it is due; absent if that cannot be said. */
  due?: number
  /** Where it was due before it was extended. */
  original?: number
  /** Where it is now, if it goes on; what follows is still to come. */
  now?: number
}

/**
 * A clock's time laid end to end: what ran, what stood still, what lies behind the due date, and what is still left. Long
 * rulers get a mark every few days, so that marks do not run into each other.
 * @param extendedBy seconds between the first due date and the one that holds
 */
export function rulerOf(sheet: Sheet, daySeconds: number, goesOn: boolean, extendedBy?: number): Ruler {
  const left = sheet.allowedSeconds === undefined ? 0 : Math.max(0, sheet.allowedSeconds - sheet.countedSeconds)
  const whole = sheet.totalSeconds + left
  if (whole <= 0) return { pieces: [], days: [] }
  const pieces: Piece[] = []
  let at = 0
  let due = sheet.allowedSeconds === undefined ? undefined : sheet.totalSeconds + left
  for (const line of sheet.lines) {
    if (line.overdue && due !== undefined && at < due) due = at
    if (line.seconds > 0)
      pieces.push({
        start: at / whole,
        length: line.seconds / whole,
        kind: !line.runs ? 'stood' : line.overdue ? 'over' : 'ran',
        line,
      })
    at += line.seconds
  }
  const count = whole / daySeconds
  const every = Math.max(1, Math.ceil(count / 12))
  const days: number[] = []
  for (let day = every; day < count; day += every) days.push((day * daySeconds) / whole)
  const original = extendedBy && due !== undefined ? (due - extendedBy) / whole : undefined
  return {
    pieces,
    days,
    due: due === undefined ? undefined : due / whole,
    original: original !== undefined && original > 0 ? original : undefined,
    now: goesOn && left > 0 ? at / whole : undefined,
  }
}

/** What each holder had it for, in the order of their first turn; those with nothing are left out. */
export function perHolder(
  lines: SheetLine[],
): { holder: string; holderZh: string; unit?: string; ran: number; stood: number }[] {
  const all = new Map<string, { holder: string; holderZh: string; unit?: string; ran: number; stood: number }>()
  for (const line of lines) {
    const key = line.unit ?? line.holder
    const one = all.get(key) ?? { holder: line.holder, holderZh: line.holderZh, unit: line.unit, ran: 0, stood: 0 }
    if (line.runs) one.ran += line.seconds
    else one.stood += line.seconds
    all.set(key, one)
  }
  return [...all.values()].filter((one) => one.ran + one.stood > 0)
}

/** `5 working days` → what it is made of, to be said in the reader's language. */
export function allowance(within: string): { n: string; unit: string } | null {
  const found = /^([\d.]+) (working|natural) (minute|hour|day)s?$/.exec(within)
  return found ? { n: found[1]!, unit: `${found[2]}-${found[3]}` } : null
}

/** The last round first, and in each the stages as they are due. */
export function inOrder(clocks: ClockEntry[]): ClockEntry[] {
  return [...clocks].sort(
    (a, b) =>
      b.round - a.round || (a.originalDue ?? '~').localeCompare(b.originalDue ?? '~') || a.clock.localeCompare(b.clock),
  )
}
