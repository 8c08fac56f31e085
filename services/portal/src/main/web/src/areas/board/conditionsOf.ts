import type { Schemas } from '@/api/client'
import { say } from '@/i18n'
import { conditionWords } from './conditions'

type Way = Schemas['FigureWay']
type Case = Schemas['FigureCase']
export interface Condition {
  /** All of these hold. */
  all: string[]
  /** None of these does. */
  none: string[]
}
const words = (population: string, facts: string[]): string[] =>
  facts.map((fact) => say(conditionWords[population]?.[fact]) || fact)

const conditions = (cases: Case[], way: Way, without: Set<string>): Condition[] =>
  cases.map((one) => ({
    all: words(
      way.population,
      one.all.filter((fact) => !without.has(fact)),
    ),
    none: words(
      way.population,
      one.none.filter((fact) => !without.has(fact)),
    ),
  }))

/** What everybody in it has in common, as what is left out of all: said once instead of at each condition. */
export function excludedFrom(way: Way): { words: string[]; facts: Set<string> } {
  const cases = way.denominator ?? way.numerator
  const [first, ...rest] = cases
  const common = (first?.none ?? []).filter((fact) => rest.every((one) => one.none.includes(fact)))
  return { words: words(way.population, common), facts: new Set(common) }
}

export function conditionsOf(way: Way): { numerator: Condition[]; denominator?: Condition[]; excluded: string[] } {
  const { words: excluded, facts } = excludedFrom(way)
  return {
    numerator: conditions(way.numerator, way, facts),
    denominator: way.denominator ? conditions(way.denominator, way, facts) : undefined,
    excluded,
  }
}
