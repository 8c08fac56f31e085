import { describe, expect, it } from 'vitest'
import {
  afterLeaving,
  askOf,
  compare,
  count,
  filtersOf,
  keeps,
  queryOf,
  SECTIONS,
  slidIn,
  type Ticket,
} from './filters'

const section = (id: string) => SECTIONS.find((one) => one.id === id)!
const ticket = (id: string, more: Partial<Ticket> = {}): Ticket =>
  ({
    id,
    state: 'SUBMITTED',
    submittedAt: '2026-11-20T08:00:00Z',
    updatedAt: '2026-11-20T08:00:00Z',
    urgency: 'NORMAL',
    item: 'qt-yd',
    time: {},
    extensionPending: false,
    ...more,
  }) as Ticket

describe('filters', () => {
  it('are the same after a way through the address', () => {
    const filters = { q: '用地', state: ['SUBMITTED', 'OBJECTED'], unit: ['qt-rsj'], hard: 'yes', sort: 'due' } as const
    expect(filtersOf(queryOf(filters as never) as never)).toEqual(filters)
    expect(filtersOf({ sort: 'beauty', q: '' })).toEqual({})
  })
  it('are counted without order and words', () => {
    expect(count({ q: 'x', sort: 'due', state: ['SUBMITTED'], unit: [], chain: 'c' })).toBe(2)
  })
  it('narrow what a section shows and never widen it', () => {
    expect(askOf(section('dispatch'), {}).state).toEqual(['SUBMITTED'])
    expect(askOf(section('dispatch'), { state: ['CLOSED'] }).state).toEqual(['NEW'])
    expect(askOf(section('all'), { state: ['CLOSED'] }).state).toEqual(['CLOSED'])
    expect(askOf(section('all'), {}).state).toBeUndefined()
  })
  it('count both days in, in the time of the district', () => {
    const ask = askOf(section('all'), { from: '2026-11-30', to: '2026-11-30' })
    expect(ask.submittedFrom).toBe('2026-11-30T00:00:00+08:00')
    expect(ask.submittedTo).toBe('2026-12-01T00:00:00+08:00')
    const at = (submittedAt: string) =>
      keeps(ticket('a', { submittedAt }), section('all'), { from: '2026-11-30', to: '2026-11-30' })
    expect(at('2026-11-29T15:59:59Z')).toBe(false)
    expect(at('2026-11-29T16:00:00Z')).toBe(true)
    expect(at('2026-11-30T16:00:00Z')).toBe(false)
  })
  it('let go a ticket that has moved on', () => {
    expect(keeps(ticket('a'), section('dispatch'), {})).toBe(true)
    expect(keeps(ticket('a', { state: 'DISPATCHED' }), section('dispatch'), {})).toBe(false)
    expect(keeps(ticket('a', { state: 'IN_PROGRESS' }), section('extension'), {})).toBe(false)
    expect(keeps(ticket('a', { state: 'IN_PROGRESS', extensionPending: true }), section('extension'), {})).toBe(true)
    expect(keeps(ticket('a', { chain: 'x' }), section('dispatch'), { chain: 'y' })).toBe(false)
  })
})

describe('order', () => {
  it('puts those without a due date last', () => {
    const due = (at?: string) => ({ time: { due: at } }) as Partial<Ticket>
    const rows = [ticket('none', due()), ticket('late', due('2026-11-22')), ticket('early', due('2026-11-21'))]
    expect([...rows].sort(compare('due')).map((row) => row.id)).toEqual(['early', 'late', 'none'])
  })
  it('slides new ones in where they belong, each once', () => {
    const at = (id: string, hour: number) => ticket(id, { submittedAt: `2026-11-20T0${hour}:00:00Z` })
    const rows = [at('a', 1), at('c', 3), at('d', 4)]
    expect(slidIn(rows, [at('e', 5), at('b', 2), at('c', 3)], 'submitted').map((row) => row.id)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ])
  })
})

describe('what is selected after its row has left', () => {
  const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
  it('is the next one, and the one above at the end', () => {
    expect(afterLeaving(rows, new Set(['b']), 1)).toBe('c')
    expect(afterLeaving(rows, new Set(['c']), 2)).toBe('b')
    expect(afterLeaving(rows, new Set(['b', 'c']), 1)).toBe('a')
    expect(afterLeaving(rows, new Set(['a', 'b', 'c']), 1)).toBeUndefined()
  })
})
