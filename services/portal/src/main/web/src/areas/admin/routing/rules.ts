import type { Schemas } from '@/api/client'

export type Rule = Schemas['RoutingRule']
export type Condition = 'items' | 'categories' | 'chains' | 'places' | 'sizes' | 'keywords'
export const CONDITIONS: Condition[] = ['items', 'categories', 'chains', 'places', 'sizes', 'keywords']
export const SIZES: Rule['when']['sizes'] = ['LARGE', 'MEDIUM', 'SMALL', 'MICRO']

export function freshRule(rules: Rule[]): Rule {
  let n = rules.length + 1
  while (rules.some((rule) => rule.id === `rule-${n}`)) n++
  return {
    id: `rule-${n}`,
    when: { items: [], categories: [], chains: [], places: [], sizes: [], keywords: [] },
    unit: '',
    assistants: [],
    weight: 50,
    automatic: false,
  }
}

/** What a rule asks for, to be said in words: only the conditions that it has. */
export const conditionsOf = (rule: Rule): { key: Condition; values: string[] }[] =>
  CONDITIONS.map((key) => ({ key, values: rule.when[key] as string[] })).filter((one) => one.values.length > 0)

/** Whether a rule has to do with what somebody looks for. */
export function meant(rule: Rule, words: string, name: (key: Condition | 'unit', id: string) => string): boolean {
  const asked = words.trim().toLowerCase()
  if (!asked) return true
  return [
    rule.id,
    rule.note ?? '',
    rule.unit,
    name('unit', rule.unit),
    ...conditionsOf(rule).flatMap((one) => one.values.flatMap((value) => [value, name(one.key, value)])),
  ].some((text) => text.toLowerCase().includes(asked))
}
