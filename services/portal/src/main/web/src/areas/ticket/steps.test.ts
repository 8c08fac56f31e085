import { describe, expect, it } from 'vitest'
import type { Entry, Ticket } from './model'
import { trackOf } from './steps'

const ticket = (more: Partial<Ticket>): Ticket =>
  ({
    state: 'SUBMITTED',
    round: 1,
    bounces: 0,
    submittedAt: '2026-11-02T01:00:00Z',
    enterprise: 'e1',
    ...more,
  }) as Ticket
const entry = (event: string, more: Partial<Entry> = {}): Entry =>
  ({ event, actor: { account: 'a', role: 'ENTERPRISE' }, details: {}, ...more }) as Entry
const marks = (of: Ticket): string =>
  trackOf(of)
    .steps.map((step) => step.is[0])
    .join('')

describe('the five steps', () => {
  it('stands at what is to be done next', () => {
    expect(marks(ticket({}))).toBe('dcooo')
    expect(marks(ticket({ state: 'DISPATCHED' }))).toBe('ddcoo')
    expect(marks(ticket({ state: 'SUSPENDED' }))).toBe('dddco')
    expect(marks(ticket({ state: 'ANSWERED' }))).toBe('ddddc')
    expect(marks(ticket({ state: 'CLOSED' }))).toBe('ddddd')
  })
  it('has nothing going on where it was stopped, and shows how far it had come', () => {
    const stopped = ticket({ state: 'WITHDRAWN', dispatchedAt: '2026-11-02T02:00:00Z' })
    expect(marks(stopped)).toBe('ddooo')
    expect(trackOf(stopped).aside).toBe('withdrawn')
  })
  it('does not take the answer of the round before for one of this round', () => {
    const again = ticket({ state: 'IN_PROGRESS', round: 2, answeredAt: '2026-11-03T02:00:00Z' })
    expect(trackOf(again).steps[3]).toMatchObject({ is: 'current', at: undefined })
  })
  it('draws the way back', () => {
    expect(trackOf(ticket({ state: 'OBJECTED', bounces: 1, lead: 'u' })).loops).toEqual([
      { kind: 'bouncing', from: 2, to: 1, n: 1, unit: 'u' },
    ])
    expect(trackOf(ticket({ state: 'SUBMITTED', bounces: 2 })).loops).toEqual([{ kind: 'back', from: 2, to: 1, n: 2 }])
    expect(
      trackOf(ticket({ state: 'SUBMITTED', bounces: 2 }), [entry('redispatched'), entry('objection-upheld')]).loops,
    ).toEqual([
      { kind: 'bounced', from: 2, to: 1, n: 1 },
      { kind: 'moved', from: 2, to: 1, n: 1 },
    ])
    expect(trackOf(ticket({ state: 'IN_PROGRESS', round: 2 }), [entry('disputed')]).loops[0]).toMatchObject({
      kind: 'round',
      to: 3,
    })
    expect(
      trackOf(ticket({ state: 'DISPATCHED', round: 2 }), [entry('disputed'), entry('reopened')]).loops[0],
    ).toMatchObject({ kind: 'reopened', to: 2 })
  })
})
