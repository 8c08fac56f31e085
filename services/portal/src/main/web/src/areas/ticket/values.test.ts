import { describe, expect, it } from 'vitest'
import { forms } from './commands'
import type { Ticket } from './model'
import { askedFields, bodyOf, changes, faultsOf } from './values'

const ticket = (more: Partial<Ticket> = {}): Ticket => ({ parts: [], milestones: [], ...more }) as unknown as Ticket
const faults = (command: string, values: Record<string, unknown>, of = ticket()): string[] =>
  faultsOf(askedFields(forms[command]!, of, values), of, values).map((fault) => `${fault.field.key} ${fault.kind}`)

describe('a form', () => {
  it('wants a reason of an answer that did not solve it, and of no other', () => {
    expect(faults('answer', { outcome: 'UNSOLVED', text: 'x' })).toEqual(['reason required'])
    expect(faults('answer', { outcome: 'SOLVED', text: 'x' })).toEqual([])
  })
  it('wants to know why it does not wait for open parts', () => {
    const waiting = ticket({ parts: [{ unit: 'u' }] as Ticket['parts'] })
    expect(faults('answer', { outcome: 'SOLVED', text: 'x' }, waiting)).toEqual(['withoutAssistants required'])
  })
  it('takes blanks for nothing and counts what is too long', () => {
    expect(faults('dispute', { reason: '  ' })).toEqual(['reason required'])
    expect(faults('dispute', { reason: 'x'.repeat(2001) })).toEqual(['reason tooLong'])
    expect(faults('dispatch', {})).toEqual(['lead requiredChoice'])
  })
})

describe('the body', () => {
  const body = (command: string, values: Record<string, unknown>): unknown =>
    bodyOf(askedFields(forms[command]!, ticket(), values), values, (day) => `the end of ${day}`)
  it('leaves out what was left empty or is not asked for', () => {
    expect(body('answer', { outcome: 'SOLVED', text: ' done ', reason: 'typed before', evidence: [] })).toEqual({
      outcome: 'SOLVED',
      text: 'done',
    })
  })
  it('has the shapes of the contract', () => {
    expect(
      body('dispatch', {
        lead: 'a',
        parts: [{ unit: 'b', part: ' x ' }, { unit: undefined }, { unit: 'c', due: '2026-12-01' }],
      }),
    ).toEqual({
      lead: 'a',
      parts: [
        { unit: 'b', part: 'x' },
        { unit: 'c', due: '2026-12-01' },
      ],
    })
    expect(body('request-extension', { until: '2026-12-01', reason: 'r' })).toEqual({
      until: 'the end of 2026-12-01',
      reason: 'r',
    })
    expect(body('record-progress', { note: 'n', internal: true, attachments: [{ id: 'f', name: 'f.pdf' }] })).toEqual({
      note: 'n',
      internal: true,
      attachments: [{ id: 'f' }],
    })
  })
  it('has of a change only what changed', () => {
    expect(changes({ title: 'b', description: 'same' }, { title: 'a', description: 'same' })).toEqual({ title: 'b' })
  })
})
