/** What the directory has, as forms and tables show it. The server checks; these say only what to ask. */
export type KindKey = 'enterprises' | 'units' | 'chains' | 'places' | 'districts'

export interface FieldSpec {
  key: string
  control: 'text' | 'choice' | 'unit' | 'chain' | 'place' | 'enterprise'
  choices?: readonly string[]
  required?: boolean
  /** A word about it under its label. */
  hint?: boolean
  /** Shown in the table, too. */
  column?: boolean
  wide?: boolean
}

export interface Kind {
  key: KindKey
  /** As the record of changes calls it. */
  singular: string
  fields: FieldSpec[]
  /** By which lists are narrowed. */
  filter?: string
  imports?: boolean
}

const UNIT_KINDS = [
  'DEPARTMENT',
  'PUBLIC_UTILITY',
  'BANK',
  'RESEARCH_TEAM',
  'COMMITTEE',
  'TOWN_OFFICE',
  'SERVICE_CENTRE',
] as const

export const kinds: Kind[] = [
  {
    key: 'enterprises',
    singular: 'enterprise',
    filter: 'size',
    imports: true,
    fields: [
      { key: 'name', control: 'text', required: true, column: true, wide: true },
      { key: 'creditCode', control: 'text', hint: true, column: true },
      { key: 'size', control: 'choice', choices: ['LARGE', 'MEDIUM', 'SMALL', 'MICRO'], column: true },
      { key: 'chain', control: 'chain', column: true },
      { key: 'place', control: 'place', column: true },
      { key: 'address', control: 'text' },
    ],
  },
  {
    key: 'units',
    singular: 'unit',
    filter: 'kind',
    imports: true,
    fields: [
      { key: 'name', control: 'text', required: true, column: true, wide: true },
      { key: 'shortName', control: 'text', hint: true, column: true },
      { key: 'kind', control: 'choice', choices: UNIT_KINDS, required: true, column: true },
    ],
  },
  {
    key: 'chains',
    singular: 'chain',
    filter: 'kind',
    fields: [
      { key: 'name', control: 'text', required: true, column: true, wide: true },
      { key: 'kind', control: 'choice', choices: ['ESTABLISHED', 'FUTURE'], required: true, column: true },
      { key: 'committee', control: 'unit', hint: true, column: true },
      { key: 'leadEnterprise', control: 'enterprise', hint: true },
    ],
  },
  {
    key: 'places',
    singular: 'place',
    filter: 'kind',
    fields: [
      { key: 'name', control: 'text', required: true, column: true, wide: true },
      { key: 'kind', control: 'choice', choices: ['TOWN', 'SUBDISTRICT', 'PARK'], required: true, column: true },
      { key: 'office', control: 'unit', hint: true, column: true },
    ],
  },
  {
    key: 'districts',
    singular: 'district',
    fields: [
      { key: 'name', control: 'text', required: true, column: true, wide: true },
      { key: 'nameEn', control: 'text', column: true },
    ],
  },
]

export const kindOf = (key: unknown): Kind => kinds.find((kind) => kind.key === key) ?? kinds[0]!

/** An entry as any of these lists gives it. */
export interface Entry {
  id: string
  active: boolean
  version: number
  name: string
  [field: string]: unknown
}

export type EntryForm = Record<string, string | boolean | null | undefined>

export function formOf(kind: Kind, entry?: Entry): EntryForm {
  const form: EntryForm = entry ? { active: entry.active } : { id: '' }
  for (const field of kind.fields) form[field.key] = (entry?.[field.key] as string | undefined) ?? ''
  return form
}

/** As it is sent: what is left blank is left out, which takes it away. */
export function sent(form: EntryForm): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(form)
      .map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value] as const)
      .filter(([, value]) => value !== '' && value !== undefined && value !== null),
  )
}
