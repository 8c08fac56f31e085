import type { Schemas } from '@/api/client'

export interface Link {
  source: string
  target: string
  value: number
  /** Several with commas between them, if they are drawn as one. */
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
  const sorted = (dimension: 'item' | 'unit'): string[] => {
    const sums = new Map<string, number>()
    for (const group of collected) {
      if (!group.numerator) continue
      const id = group.by[dimension] ?? 'none'
      sums.set(id, (sums.get(id) ?? 0) + group.numerator)
    }
    return [...sums.entries()].sort((a, b) => b[1] - a[1]).map(([id]) => id)
  }
  const [allItems, allUnits] = [sorted('item'), sorted('unit')]
  const [items, units] = [allItems, allUnits].map((ids) => new Set(ids.length > most + 1 ? ids.slice(0, most) : ids))
  const rest = (ids: string[], shown: Set<string>): string => ids.filter((id) => !shown.has(id)).join(',')
  const [fewItems, fewUnits] = [rest(allItems, items!), rest(allUnits, units!)]
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
    const [shownItem, shownUnit] = [items!.has(item) ? item : FEW, units!.has(unit) ? unit : FEW]
    const [askedItem, askedUnit] = [shownItem === FEW ? fewItems : item, shownUnit === FEW ? fewUnits : unit]
    const [all, done, well] = [group.numerator, closedOf.get(key(group)) ?? 0, solvedOf.get(key(group)) ?? 0]
    const [from, to] = [`item:${shownItem}`, `unit:${shownUnit}`]
    add({ source: from, target: to, value: all, item: askedItem, unit: askedUnit })
    add({ source: to, target: 'result:solved', value: well, unit: askedUnit, part: 'solved' })
    add({ source: to, target: 'result:answered', value: done - well, unit: askedUnit, part: 'answered' })
    add({ source: to, target: 'result:open', value: all - done, unit: askedUnit, part: 'open' })
  }
  return [...links.values()]
}

type Way = Schemas['FlowLink']
/** A way of tickets from one unit to the next, or to what came of them; nodes are `2:qt-rsj`, their second unit, or `ended:OPEN`. */
export interface Step {
  source: string
  target: string
  value: number
  way: Way
}
export interface Steps {
  /** How many units got any. */
  all: number
  /** How many had more than one unit. */
  moved: number
  /** The widest first; what came of them at the end. */
  steps: Step[]
}

/** The ways of those tickets that more than one unit had. The others stayed where they went first, and are only counted. */
export function stepsOf(links: Way[]): Steps {
  const sum = (turn: number): number =>
    links.reduce((all, link) => all + (link.turn === turn && link.target ? link.tickets : 0), 0)
  const later = links.filter((link) => link.turn > 1 && link.source)
  const steps = later.map((way) => ({
    source: `${way.target ? way.turn - 1 : way.turn}:${way.source}`,
    target: way.target ? `${way.turn}:${way.target}` : `ended:${way.ended}`,
    value: way.tickets,
    way,
  }))
  return {
    all: sum(1),
    moved: sum(2),
    steps: [...steps.filter((step) => step.way.target), ...steps.filter((step) => !step.way.target)],
  }
}

/** As many as can be read: the widest, and the ends of those that are drawn. */
export function drawable(steps: Step[], most = 36): Step[] {
  const moves = steps.filter((step) => step.way.target).slice(0, most)
  const there = new Set(moves.map((step) => step.target))
  return [...moves, ...steps.filter((step) => !step.way.target && there.has(step.source))]
}
