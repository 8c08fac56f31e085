import type { Schemas } from '@/api/client'

export type Item = Schemas['CatalogueDocument']
export type Field = Schemas['Field']
export type ItemForm = Omit<Item, 'version' | 'changedAt' | 'changedBy'>

/** The menu as it is shown: categories in the order of their first item. */
export function byCategory(items: Item[]): { category: string; items: Item[] }[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(item.category, [...(groups.get(item.category) ?? []), item])
  return [...groups].map(([category, found]) => ({ category, items: found }))
}

export function blankItem(district: string, last: Item | undefined): ItemForm {
  return {
    item: '',
    district,
    kind: last?.kind ?? 'PROBLEM',
    category: last?.category ?? '',
    name: '',
    position: (last?.position ?? 0) + 10,
    fields: [],
    assistants: [],
    evidence: [],
    keywords: [],
    dispatch: 'BY_HAND',
    cases: [],
    active: true,
  }
}

/** A key that no other field of the form has. */
export function freshKey(fields: Field[]): string {
  for (let n = fields.length + 1; ; n++) if (!fields.some((field) => field.key === `field${n}`)) return `field${n}`
}

const blank = (value: unknown): boolean => value === '' || value === null || value === undefined || Number.isNaN(value)

/** As it is sent: what was left blank is left out, and what a kind of field does not have goes with it. */
export function sentItem(form: ItemForm): ItemForm {
  const clean = <T extends object>(part: T): T =>
    Object.fromEntries(Object.entries(part).filter(([, value]) => !blank(value))) as T
  return clean({
    ...form,
    evidence: form.evidence.map(clean).filter((one) => one.zh),
    cases: form.cases.map(clean).filter((one) => one.zh),
    fields: form.fields.map((field) => {
      const choices = field.kind === 'CHOICE' || field.kind === 'CHOICES'
      const bounds = ['TEXT', 'LONG_TEXT', 'NUMBER', 'CHOICES'].includes(field.kind)
      return clean({
        ...field,
        choices: choices ? field.choices.map(clean) : [],
        min: bounds ? field.min : undefined,
        max: bounds ? field.max : undefined,
        unit: field.kind === 'NUMBER' ? field.unit : undefined,
      })
    }),
  })
}

/** Moves one of a list; what would fall off stays. */
export function moved<T>(list: T[], from: number, by: number): T[] {
  const to = from + by
  if (to < 0 || to >= list.length) return list
  const copy = [...list]
  copy.splice(to, 0, ...copy.splice(from, 1))
  return copy
}
