import type { Dispatch } from './outbox'

/** One line of many that are dispatched together. */
export interface Line {
  id: string
  number: string
  title: string
  version: number
  /** Where it would go; none: left out. */
  to?: Dispatch
  state: 'ready' | 'sending' | 'sent' | 'refused'
  /** Somebody else was quicker: there is nothing to try again. */
  over?: boolean
  why?: string
  key: string
}

/** Who gets what, the unit with the most first. */
export function tally(lines: Line[]): { unit: string; n: number }[] {
  const by = new Map<string, number>()
  for (const line of lines) if (line.to) by.set(line.to.lead, (by.get(line.to.lead) ?? 0) + 1)
  return [...by].map(([unit, n]) => ({ unit, n })).sort((a, b) => b.n - a.n || (a.unit < b.unit ? -1 : 1))
}

/** Runs all, so many at a time, and goes on whatever becomes of one. */
export async function atATime<T>(many: number, all: T[], run: (one: T) => Promise<void>): Promise<void> {
  const left = [...all]
  await Promise.all(
    Array.from({ length: Math.min(many, left.length) }, async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await run(one)
    }),
  )
}
