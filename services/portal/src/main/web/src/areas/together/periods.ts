export type Period = 'month' | 'quarter' | 'year' | 'lastYear' | 'own'

/** First and last day of a period around a day, both `2026-11-22`; it does not reach beyond that day. */
export function periodOf(period: Exclude<Period, 'own'>, today: string): { from: string; to: string } {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  const first = (y: number, m: number): string => `${y}-${String(m).padStart(2, '0')}-01`
  switch (period) {
    case 'month':
      return { from: first(year, month), to: today }
    case 'quarter':
      return { from: first(year, month - ((month - 1) % 3)), to: today }
    case 'year':
      return { from: first(year, 1), to: today }
    case 'lastYear':
      return { from: first(year - 1, 1), to: `${year - 1}-12-31` }
  }
}

/** The months that a span of days touches, each with its own first and last day within the span; 24 at most, the latest. */
export function monthsOf(from: string, to: string): { month: string; from: string; to: string }[] {
  const months = []
  let year = Number(from.slice(0, 4))
  let month = Number(from.slice(5, 7))
  for (;;) {
    const key = `${year}-${String(month).padStart(2, '0')}`
    if (key > to.slice(0, 7)) break
    const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
    months.push({ month: key, from: from > `${key}-01` ? from : `${key}-01`, to: to < last ? to : last })
    if (++month > 12) {
      month = 1
      year++
    }
  }
  return months.slice(-24)
}
