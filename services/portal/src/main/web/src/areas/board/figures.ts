import type { Schemas } from '@/api/client'

export type Figure = Schemas['Figure']
export type Definition = Schemas['FigureDefinition']
type Counted = Pick<Schemas['FigureGroup'], 'numerator' | 'denominator' | 'percent'>

/** A share of nothing is no share: it is shown as a dash, never as 0 or 100 per cent. */
export const NOTHING = '—'

export const isShare = (figure: Counted): boolean => figure.denominator !== undefined
const FEW = 10
/** A share of so few that one more or less moves it by ten points: it is shown, and said to be little. */
export const isOfFew = (figure: Counted): boolean => Boolean(figure.denominator) && figure.denominator! < FEW
const grouped = (n: number): string => n.toLocaleString('en-US')

/** As the server prints it: a share with its decimals, a count as it is. */
export function printed(figure: Counted, rounding: { decimals: number }): string {
  if (!isShare(figure)) return grouped(figure.numerator)
  return figure.percent === undefined ? NOTHING : `${figure.percent.toFixed(rounding.decimals)}%`
}

/** `646 / 660`, with every share; empty for a count. */
export const base = (figure: Counted): string =>
  isShare(figure) ? `${grouped(figure.numerator)} / ${grouped(figure.denominator ?? 0)}` : ''

/** Where a figure goes, judged by what its definition calls good. */
export type Tone = 'better' | 'worse' | 'same' | 'neutral'
export interface Change {
  /** With its sign, `+0.6`, `−12`; empty if there is nothing to compare with. */
  amount: string
  /** Whether it is in percentage points (a share) or a number. */
  points: boolean
  /** Of a count: in per cent of what it was. */
  percent?: string
  tone: Tone
}

const signed = (value: number, decimals: number): string =>
  value === 0 ? '±0' : `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(decimals)}`

/** How it differs from the period before; null if that cannot be said. */
export function changeOf(
  before: Schemas['FigureBefore'] | undefined,
  rounding: { decimals: number },
  direction: Definition['direction'] = 'NEUTRAL',
): Change | null {
  if (!before) return null
  const points = before.points !== undefined
  const by = before.points ?? before.difference
  if (by === undefined) return null
  const rises = by > 0
  return {
    amount: points ? signed(by, rounding.decimals) : by === 0 ? '±0' : `${rises ? '+' : '−'}${grouped(Math.abs(by))}`,
    points,
    percent: before.change === undefined ? undefined : `${signed(before.change, 1)}%`,
    tone:
      by === 0
        ? 'same'
        : direction === 'NEUTRAL'
          ? 'neutral'
          : rises === (direction === 'HIGHER_IS_BETTER')
            ? 'better'
            : 'worse',
  }
}

/** What a trend is drawn of: the share, else the count; null where there is nothing to be said. */
export const trendOf = (points: Counted[]): (number | null)[] =>
  points.map((point) => (isShare(point) ? (point.percent ?? null) : point.numerator))
