import type { Schemas } from '@/api/client'

export interface Link {
  source: string
  target: string
  value: number
  item?: string
  unit?: string
  part?: 'solved' | 'answered' | 'open'
}
type Group = Schemas['FigureGroup']
const FEW = 'others'

/**
 * Where tickets went: from the matter to the unit that leads, from there to what came of it: confirmed as solved, answered
 * or closed otherwise, not yet. All three are figures of the registry, so the links add up to what was collected. Small
 * matters and units are one, so that it can be read.
 */
export function flowOf(collected: Group[], closed: Group[], solved: Group[], most = 10): Link[] {
  const key = (group: Group): string => `${group.by.item ?? 'none'}\n${group.by.unit ?? 'none'}`
  const of = (groups: Group[]): Map<string, number> => new Map(groups.map((group) => [key(group), group.numerator]))
  const [closedOf, solvedOf] = [of(closed), of(solved)]
  const large = (dimension: 'item' | 'unit'): Set<string> => {
    const sums = new Map<string, number>()
    for (const group of collected) {
      const id = group.by[dimension] ?? 'none'
      sums.set(id, (sums.get(id) ?? 0) + group.numerator)
    }
    const sorted = [...sums.entries()].sort((a, b) => b[1] - a[1]).map(([id]) => id)
    return new Set(sorted.length > most + 1 ? sorted.slice(0, most) : sorted)
  }
  const [items, units] = [large('item'), large('unit')]
  const links = new Map<string, Link>()
  const add = (link: Link): void => {
    if (link.value <= 0) return
    const id = `${link.source}\n${link.target}`
    const there = links.get(id)
    if (there) there.value += link.value
    else links.set(id, link)
  }
  for (const group of collected) {
    if (!group.numerator) continue
    const item = group.by.item ?? 'none'
    const unit = group.by.unit ?? 'none'
    const [shownItem, shownUnit] = [items.has(item) ? item : FEW, units.has(unit) ? unit : FEW]
    const [all, done, well] = [group.numerator, closedOf.get(key(group)) ?? 0, solvedOf.get(key(group)) ?? 0]
    const [from, to] = [`item:${shownItem}`, `unit:${shownUnit}`]
    add({ source: from, target: to, value: all, item: shownItem, unit: shownUnit })
    add({ source: to, target: 'result:solved', value: well, unit: shownUnit, part: 'solved' })
    add({ source: to, target: 'result:answered', value: done - well, unit: shownUnit, part: 'answered' })
    add({ source: to, target: 'result:open', value: all - done, unit: shownUnit, part: 'open' })
  }
  return [...links.values()]
}
