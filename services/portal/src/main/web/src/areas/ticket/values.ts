import type { CommandForm, FieldOf, Values } from './commands'
import type { Ticket } from './model'

/** The fields that are asked for now. */
export const askedFields = (form: CommandForm, ticket: Ticket, values: Values): FieldOf[] =>
  form.fields.filter((field) => !field.when || field.when(ticket, values))

export const isRequired = (field: FieldOf, ticket: Ticket, values: Values): boolean =>
  Boolean(field.required || field.requiredWhen?.(ticket, values))

const empty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

export interface Fault {
  field: FieldOf
  kind: 'required' | 'requiredChoice' | 'tooLong'
  n?: number
}

const CHOSEN = new Set(['choice', 'unit', 'claim', 'person', 'ticket', 'item', 'milestone', 'closing', 'day'])

/** What is wrong with what was filled in, first field first. */
export function faultsOf(fields: FieldOf[], ticket: Ticket, values: Values): Fault[] {
  return fields.flatMap((field): Fault[] => {
    const value = values[field.key]
    if (empty(value))
      return isRequired(field, ticket, values)
        ? [{ field, kind: CHOSEN.has(field.kind) ? 'requiredChoice' : 'required' }]
        : []
    if (
      typeof value === 'string' &&
      field.max &&
      (field.kind === 'line' || field.kind === 'long') &&
      value.trim().length > field.max
    )
      return [{ field, kind: 'tooLong', n: value.trim().length }]
    return []
  })
}

/** The body of a command: trimmed, without what was left empty, in the shapes of the contract. */
export function bodyOf(fields: FieldOf[], values: Values, closing: (day: string) => string): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const field of fields) {
    const value = values[field.key]
    if (empty(value)) continue
    switch (field.kind) {
      case 'line':
      case 'long':
      case 'person':
        body[field.key] = (value as string).trim()
        break
      case 'files':
        body[field.key] = (value as { id: string }[]).map(({ id }) => ({ id }))
        break
      case 'assistants': {
        const parts = (value as { unit?: string; part?: string; due?: string }[]).filter((part) => part.unit)
        if (parts.length)
          body[field.key] = parts.map(({ unit, part, due }) => ({
            unit,
            ...(part?.trim() ? { part: part.trim() } : {}),
            ...(due ? { due } : {}),
          }))
        break
      }
      case 'steps': {
        const steps = (value as { title?: string; due?: string }[]).filter((step) => step.title?.trim() && step.due)
        if (steps.length) body[field.key] = steps.map(({ title, due }) => ({ title: title!.trim(), due }))
        break
      }
      case 'closing':
        // Due dates that people name are days; they end with the business of that day.
        body[field.key] = closing(value as string)
        break
      case 'milestone':
        body[field.key] = Number(value)
        break
      default:
        body[field.key] = value
    }
  }
  return body
}

/** Of a change, only what is another than before. */
export function changes(values: Values, before: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key])),
  )
}
