import { describe, expect, it } from 'vitest'
import { belongsTo, byDue, dueDay, endOfWeek, morning, returned, type Ticket } from './sections'

const UNIT = 'qt-zjj'
const TODAY = '2026-11-23'
const ticket = (more: object): Ticket =>
  ({
    state: 'IN_PROGRESS',
    lead: UNIT,
    assistants: [],
    parts: [],
    formerLeads: [],
    bounces: 0,
    objectionOverruled: false,
    submittedAt: '2026-11-01',
    time: { standing: 'ON_TIME' },
    ...more,
  }) as unknown as Ticket
const due = (at: string, standing = 'ON_TIME') => ({ time: { due: at, standing } })

describe('the morning', () => {
  it('counts what is late apart from what is due', () => {
    const tickets = [
      ticket(due('2026-11-23T09:30:00Z')),
      ticket(due('2026-11-27T09:30:00Z')),
      ticket(due('2026-11-20T09:30:00Z', 'OVERDUE')),
      ticket(due('2026-11-30T09:30:00Z')),
    ]
    expect(morning(tickets, UNIT, TODAY)).toEqual({ today: 1, week: 2, late: 1 })
  })
  it('reads the day on the district’s clock', () =>
    expect(dueDay(ticket(due('2026-11-22T17:00:00Z')), UNIT)).toBe('2026-11-23'))
  it('leaves out what stands still, waits for the enterprise, or is others’', () => {
    const soon = due('2026-11-23T09:30:00Z')
    const tickets = [
      ticket({ ...soon, state: 'SUSPENDED' }),
      ticket({ ...soon, state: 'ANSWERED' }),
      ticket({ ...soon, lead: 'qt-other', formerLeads: [UNIT] }),
    ]
    expect(morning(tickets, UNIT, TODAY)).toEqual({ today: 0, week: 0, late: 0 })
  })
  it('counts open parts by their own day', () => {
    const part = (more: object) =>
      ticket({ lead: 'qt-other', assistants: [UNIT], parts: [{ unit: UNIT, ...more }], ...due('2026-11-23T09:30:00Z') })
    const tickets = [
      part({ due: '2026-11-25' }),
      part({ due: '2026-11-20' }),
      part({ due: '2026-11-23', signedOffAt: '2026-11-22T00:00:00Z' }),
    ]
    expect(morning(tickets, UNIT, TODAY)).toEqual({ today: 0, week: 1, late: 1 })
  })
})

it('ends a week on its Sunday', () => {
  expect(endOfWeek('2026-11-23')).toBe('2026-11-29')
  expect(endOfWeek('2026-11-29')).toBe('2026-11-29')
})

it('puts a ticket where its unit looks for it', () => {
  const assisted = ticket({ lead: 'qt-other', assistants: [UNIT] })
  expect(belongsTo('assisting', assisted, UNIT, TODAY)).toBe(true)
  expect(belongsTo('working', assisted, UNIT, TODAY)).toBe(false)
  expect(belongsTo('waiting', ticket({ state: 'DISPATCHED' }), UNIT, TODAY)).toBe(true)
  expect(belongsTo('week', ticket(due('2026-11-29T09:30:00Z')), UNIT, TODAY)).toBe(true)
  expect(belongsTo('week', ticket(due('2026-11-30T09:30:00Z')), UNIT, TODAY)).toBe(false)
})

it('says what became of what was given back', () => {
  expect(returned(ticket({ state: 'OBJECTED' }), UNIT)).toBe('waiting')
  expect(returned(ticket({ objectionOverruled: true }), UNIT)).toBe('kept')
  expect(returned(ticket({ lead: 'qt-other', formerLeads: [UNIT], bounces: 1 }), UNIT)).toBe('given')
  expect(returned(ticket({ lead: undefined, formerLeads: [UNIT], bounces: 1 }), UNIT)).toBe('desk')
  // Handed on by the desk itself, nobody gave it back.
  expect(returned(ticket({ lead: 'qt-other', formerLeads: [UNIT] }), UNIT)).toBeNull()
})

it('sorts by what is due first', () => {
  const sorted = [
    ticket({ id: 'none' }),
    ticket({ id: 'late', ...due('2026-11-27T09:30:00Z') }),
    ticket({ id: 'part', lead: 'x', parts: [{ unit: UNIT, due: '2026-11-24' }], ...due('2026-11-30T09:30:00Z') }),
    ticket({ id: 'soon', ...due('2026-11-23T09:30:00Z') }),
  ].sort(byDue(UNIT))
  expect(sorted.map((one) => one.id)).toEqual(['soon', 'part', 'late', 'none'])
})
