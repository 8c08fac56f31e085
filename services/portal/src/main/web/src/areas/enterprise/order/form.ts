import type { Schemas } from '@/api/client'

export type Item = Schemas['CatalogueDocument']
export type Field = Schemas['Field']
/** One answer as it is sent. */
export interface Answer {
  field: string
  value?: string
  values?: string[]
}
export type Answers = Record<string, string | string[]>

/** What is written into a form, before it is sent. */
export interface Content {
  title: string
  /** False as long as the title follows the description by itself. */
  titled: boolean
  description: string
  urgency: 'NORMAL' | 'URGENT'
  contact: string
  answers: Answers
}

export const TITLE = 120
export const TEXT = 5000
const LINE = 500

/** A reason why a field cannot be sent as it is: a word of the pages and what stands in it. */
export interface Fault {
  word: string
  named: Record<string, string | number>
}
type Language = 'zh' | 'en'

export const labelOf = (field: Field, language: Language): string =>
  language === 'en' ? (field.labelEn ?? field.label) : field.label
export const nameOf = (item: Pick<Item, 'name' | 'nameEn'>, language: Language): string =>
  language === 'en' ? (item.nameEn ?? item.name) : item.name

const lengthOf = (text: string): number => [...text].length
const blank = (text: string): boolean => !/[^\s\u3000]/.test(text)

/** Full-width digits and separators of thousands, as people type them: `１，２００` is 1200. */
export const numberOf = (typed: string): string =>
  typed.normalize('NFKC').replaceAll(/[\s,]/g, '').replace(/^\./, '0.').replace(/\.$/, '')

export const isFilled = (answer: string | string[] | undefined): boolean =>
  Array.isArray(answer) ? answer.length > 0 : answer !== undefined && !blank(answer)

/**
 * What the server would refuse, found before it is asked: the rules are those of the menu. `files`: how many files a
 * field of files has.
 */
export function faultsOf(
  item: Item | undefined,
  content: Content,
  files: (field: string) => number,
  language: Language,
): Record<string, Fault> {
  const faults: Record<string, Fault> = {}
  text(faults, 'title', content.title, TITLE)
  text(faults, 'description', content.description, TEXT)
  for (const field of item?.fields ?? []) {
    const fault = faultOf(field, content.answers[field.key], files(field.key), language)
    if (fault) faults[field.key] = fault
  }
  return faults
}

function text(faults: Record<string, Fault>, key: string, value: string, most: number): void {
  if (blank(value)) faults[key] = { word: 'missing', named: {} }
  else if (lengthOf(value) > most) faults[key] = { word: 'long', named: { most } }
}

function faultOf(
  field: Field,
  answer: string | string[] | undefined,
  files: number,
  language: Language,
): Fault | undefined {
  const label = labelOf(field, language)
  const filled = field.kind === 'FILE' ? files > 0 : isFilled(answer)
  if (!filled) return field.required ? { word: 'fill', named: { label } } : undefined
  const between = (
    value: number,
    max: number | undefined,
    unit: 'characters' | 'ones' | 'number',
  ): Fault | undefined => {
    const counted = { label, unit: field.unit ?? '' }
    if (field.min !== undefined && value < field.min)
      return { word: `least.${unit}`, named: { ...counted, n: field.min } }
    if (max !== undefined && value > max) return { word: `most.${unit}`, named: { ...counted, n: max } }
  }
  if (Array.isArray(answer)) return between(answer.length, field.max, 'ones')
  const value = answer ?? ''
  switch (field.kind) {
    case 'TEXT':
      return between(lengthOf(value), field.max ?? LINE, 'characters')
    case 'LONG_TEXT':
      return between(lengthOf(value), field.max ?? TEXT, 'characters')
    case 'NUMBER': {
      const number = numberOf(value)
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(number)
        ? between(Number(number), field.max, 'number')
        : { word: 'number', named: { label } }
    }
    case 'DATE':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? undefined : { word: 'date', named: { label } }
    default:
      return undefined
  }
}

/** The answers in the order of the form; what is not filled in is left out. */
export function answersOf(item: Item, content: Content, fileOf: (field: string) => string | undefined): Answer[] {
  return item.fields.flatMap((field): Answer[] => {
    if (field.kind === 'FILE') {
      const value = fileOf(field.key)
      return value ? [{ field: field.key, value }] : []
    }
    const answer = content.answers[field.key]
    if (!isFilled(answer)) return []
    if (Array.isArray(answer)) return [{ field: field.key, values: answer }]
    return [{ field: field.key, value: field.kind === 'NUMBER' ? numberOf(answer!) : answer!.trim() }]
  })
}

/** Which field the server's word is about: `/answers/1/value` is the second answer's. */
export function fieldOf(pointer: string | undefined, answers: { field: string }[]): string | undefined {
  const [, part, at] = (pointer ?? '').split('/')
  return part === 'answers' ? answers[Number(at)]?.field : part
}

/** The first sentence of what is written, short enough for a line; the item's name while nothing is. */
export function titleFrom(description: string, itemName: string): string {
  const sentence = description
    .trim()
    .split(/[\n。！？!?；;]|\.\s/)[0]!
    .replace(/^(您好|你好|尊敬的[^，,]{0,12})[，,：:\s]*/, '')
    .trim()
  if (sentence === '') return description.trim() === '' ? '' : itemName
  const signs = [...sentence]
  if (signs.length <= 40) return sentence
  const cut = signs.slice(0, 40).join('')
  const pause = Math.max(cut.lastIndexOf('，'), cut.lastIndexOf(', '), cut.lastIndexOf(' '))
  return `${pause >= 12 ? cut.slice(0, pause) : cut}…`
}
