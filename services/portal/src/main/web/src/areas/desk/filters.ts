import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { Schemas } from '@/api/client'

export type Ticket = Schemas['TicketDocument']
export type State = Ticket['state']
export type Standing = NonNullable<Ticket['time']['standing']>

export const STATES: State[] = [
  'SUBMITTED',
  'OPEN_CALL',
  'DISPATCHED',
  'OBJECTED',
  'IN_PROGRESS',
  'SUSPENDED',
  'ANSWERED',
  'CLOSED',
  'MERGED',
  'DECLINED',
  'WITHDRAWN',
]
/** Those in which somebody still has to do something within a time. */
export const TIMED: State[] = ['DISPATCHED', 'OBJECTED', 'IN_PROGRESS', 'SUSPENDED']
export const STANDINGS: Standing[] = ['OVERDUE', 'SOON', 'ON_TIME', 'PAUSED', 'DONE']
export const SORTS = ['submitted', '-submitted', 'due', '-updated', 'number', '-number'] as const
export type Sort = (typeof SORTS)[number]

/** What somebody looks for. Kept in the address, so that it can be sent to a colleague. */
export interface Filters {
  q?: string
  state?: State[]
  unit?: string[]
  item?: string
  enterprise?: string
  standing?: Standing[]
  chain?: string
  place?: string
  urgency?: 'URGENT'
  hard?: 'yes'
  /** Days of submission, both counted. */
  from?: string
  to?: string
  sort?: Sort
}

const LISTS = ['state', 'unit', 'standing'] as const
const SINGLES = ['q', 'item', 'enterprise', 'chain', 'place', 'urgency', 'hard', 'from', 'to', 'sort'] as const
export const KEYS = [...LISTS, ...SINGLES] as const

export function filtersOf(query: LocationQuery): Filters {
  const one = (key: string): string | undefined => {
    const value = query[key]
    return (Array.isArray(value) ? value[0] : value) || undefined
  }
  const read: Record<string, unknown> = {}
  for (const key of SINGLES) if (one(key)) read[key] = one(key)
  for (const key of LISTS) if (one(key)) read[key] = one(key)!.split(',')
  if (read.sort && !SORTS.includes(read.sort as Sort)) delete read.sort
  return read as Filters
}

export function queryOf(filters: Filters): LocationQueryRaw {
  const written: LocationQueryRaw = {}
  for (const key of LISTS) if (filters[key]?.length) written[key] = filters[key].join(',')
  for (const key of SINGLES) if (filters[key]) written[key] = filters[key]
  return written
}

/** How many of them are set; the order is none, and what is typed is seen anyway. */
export const count = (filters: Filters): number =>
  KEYS.filter(
    (key) => key !== 'sort' && key !== 'q' && (Array.isArray(filters[key]) ? filters[key].length : filters[key]),
  ).length

/** Midnight in the district, whatever the device's zone. */
export const startOfDay = (day: string): string => `${day}T00:00:00+08:00`
export const dayAfter = (day: string): string =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() + 86_400_000).toISOString().slice(0, 10)

/** What a part of the desk shows before anybody filters. */
export interface Section {
  id: 'dispatch' | 'ruling' | 'extension' | 'late' | 'answered' | 'calls' | 'all'
  state?: State[]
  standing?: Standing[]
  extension?: true
  sort: Sort
}

export const SECTIONS: Section[] = [
  { id: 'dispatch', state: ['SUBMITTED'], sort: 'submitted' },
  { id: 'ruling', state: ['OBJECTED'], sort: 'due' },
  { id: 'extension', state: ['IN_PROGRESS'], extension: true, sort: 'due' },
  { id: 'late', state: TIMED, standing: ['OVERDUE', 'SOON'], sort: 'due' },
  { id: 'calls', state: ['OPEN_CALL'], sort: 'submitted' },
  { id: 'answered', state: ['ANSWERED'], sort: 'due' },
  { id: 'all', sort: '-submitted' },
]

const both = <T>(section: T[] | undefined, own: T[] | undefined): T[] | undefined =>
  section && own?.length ? section.filter((one) => own.includes(one)) : own?.length ? own : section

/** What the server is asked for. */
export interface Ask {
  [param: string]: string | string[] | undefined
  sort: string
}
export function askOf(section: Section, filters: Filters): Ask {
  return {
    // Nothing in common: a state that no ticket has leaves the list empty, instead of showing all.
    state: nothingLeft(both(section.state, filters.state), section.state, 'NEW'),
    standing: nothingLeft(both(section.standing, filters.standing), section.standing, 'UNKNOWN'),
    unit: filters.unit?.length ? filters.unit : undefined,
    item: filters.item,
    enterprise: filters.enterprise,
    q: filters.q?.trim() || undefined,
    chain: filters.chain,
    place: filters.place,
    urgency: filters.urgency,
    hard: filters.hard ? 'true' : undefined,
    extensionPending: section.extension ? 'true' : undefined,
    submittedFrom: filters.from ? startOfDay(filters.from) : undefined,
    submittedTo: filters.to ? startOfDay(dayAfter(filters.to)) : undefined,
    sort: filters.sort ?? section.sort,
  }
}
function nothingLeft<T extends string>(left: T[] | undefined, section: T[] | undefined, none: T): T[] | undefined {
  return left?.length ? left : section ? [none] : undefined
}

/** Whether a ticket as it is now belongs to the list, as far as that can be said without the server's search. */
export function keeps(ticket: Ticket, section: Section, filters: Filters): boolean {
  const ask = askOf(section, filters)
  const among = (list: string | string[] | undefined, value: string | undefined): boolean =>
    list === undefined || (value !== undefined && list.includes(value))
  return (
    among(ask.state, ticket.state) &&
    among(ask.standing, ticket.time.standing) &&
    among(ask.unit, ticket.lead) &&
    (!filters.item || ticket.item === filters.item) &&
    (!filters.enterprise || ticket.enterprise === filters.enterprise) &&
    (!filters.hard || ticket.hard) &&
    (!filters.chain || ticket.chain === filters.chain) &&
    (!filters.place || ticket.place === filters.place) &&
    (!filters.urgency || ticket.urgency === filters.urgency) &&
    (!section.extension || ticket.extensionPending) &&
    (!ask.submittedFrom || Date.parse(ticket.submittedAt) >= Date.parse(ask.submittedFrom as string)) &&
    (!ask.submittedTo || Date.parse(ticket.submittedAt) < Date.parse(ask.submittedTo as string))
  )
}

/** The server's order: without a due date last, whichever way. */
export function compare(sort: string): (a: Ticket, b: Ticket) => number {
  const down = sort.startsWith('-')
  const value = (ticket: Ticket): number => {
    const at = sort.endsWith('due') ? ticket.time.due : sort.endsWith('updated') ? ticket.updatedAt : ticket.submittedAt
    return at ? Date.parse(at) : NaN
  }
  if (sort.endsWith('number'))
    return (a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0) * (down ? -1 : 1)
  return (a, b) => {
    const [x, y] = [value(a), value(b)]
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y))
    return (down ? y - x : x - y) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  }
}

/** Puts those that came meanwhile where they belong. `rows` are in order already. */
export function slidIn(rows: Ticket[], come: Ticket[], sort: string): Ticket[] {
  if (!come.length) return rows
  const known = new Set(rows.map((row) => row.id))
  const order = compare(sort)
  const left = come.filter((one) => !known.has(one.id)).sort(order)
  const all: Ticket[] = []
  let next = 0
  for (const row of rows) {
    while (next < left.length && order(left[next]!, row) < 0) all.push(left[next++]!)
    all.push(row)
  }
  return [...all, ...left.slice(next)]
}

/** Where the selection goes when its row leaves: whatever takes its place, else the one above. */
export function afterLeaving(rows: { id: string }[], gone: Set<string>, from: number): string | undefined {
  const below = rows.slice(Math.max(0, from)).find((row) => !gone.has(row.id))
  if (below) return below.id
  return rows
    .slice(0, Math.max(0, from))
    .reverse()
    .find((row) => !gone.has(row.id))?.id
}

export interface SavedFilters {
  name: string
  section: Section['id']
  filters: Filters
}
