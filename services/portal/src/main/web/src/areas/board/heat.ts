import type { Schemas } from '@/api/client'

type Group = Schemas['FigureGroup']
export interface Cell {
  numerator: number
  denominator?: number
  percent?: number
}
export interface Heat {
  /** Ids, `none` for those without one; the largest first. */
  rows: string[]
  columns: string[]
  at: (row: string, column: string) => Cell | undefined
  /** The largest count of a cell. */
  most: number
}

/** Groups of two dimensions as a table; rows and columns in the order of how much is in them. */
export function heatOf(groups: Group[], row: string, column: string): Heat {
  const cells = new Map<string, Cell>()
  const weights = { rows: new Map<string, number>(), columns: new Map<string, number>() }
  let most = 0
  for (const group of groups) {
    const [r, c] = [group.by[row] ?? 'none', group.by[column] ?? 'none']
    const weight = group.denominator ?? group.numerator
    if (!weight) continue
    cells.set(`${r}\n${c}`, group)
    weights.rows.set(r, (weights.rows.get(r) ?? 0) + weight)
    weights.columns.set(c, (weights.columns.get(c) ?? 0) + weight)
    most = Math.max(most, group.numerator)
  }
  const ordered = (of: Map<string, number>): string[] =>
    [...of.entries()]
      .sort((a, b) => Number(a[0] === 'none') - Number(b[0] === 'none') || b[1] - a[1] || a[0].localeCompare(b[0]))
      .map(([id]) => id)
  return {
    rows: ordered(weights.rows),
    columns: ordered(weights.columns),
    at: (r, c) => cells.get(`${r}\n${c}`),
    most,
  }
}

/** How strongly a cell is tinted, 0 to 100: counts by the root, so that one large cell does not blank out the others. */
export const strengthOf = (count: number, most: number): number =>
  count <= 0 || most <= 0 ? 0 : Math.max(8, Math.round(Math.sqrt(count / most) * 100))
