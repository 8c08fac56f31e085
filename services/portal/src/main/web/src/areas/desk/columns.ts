import type { Ticket } from './filters'

/** What the table of all tickets can show. `sort`: the server can put them in this order. */
export const COLUMNS = [
  { id: 'number', width: '9rem', sort: 'number' },
  { id: 'title', width: 'minmax(14rem, 2fr)' },
  { id: 'marks', width: '5rem' },
  { id: 'enterprise', width: 'minmax(10rem, 1fr)' },
  { id: 'item', width: 'minmax(8rem, 1fr)' },
  { id: 'place', width: '8rem' },
  { id: 'chain', width: '8rem' },
  { id: 'state', width: '8.5rem' },
  { id: 'lead', width: 'minmax(9rem, 1fr)' },
  { id: 'time', width: '9rem' },
  { id: 'due', width: '9.5rem', sort: 'due' },
  { id: 'submitted', width: '9.5rem', sort: 'submitted' },
  { id: 'dispatched', width: '9.5rem' },
  { id: 'accepted', width: '9.5rem' },
  { id: 'answered', width: '9.5rem' },
  { id: 'closed', width: '9.5rem' },
  { id: 'outcome', width: '6.5rem' },
  { id: 'satisfaction', width: '6.5rem' },
  { id: 'round', width: '5rem' },
  { id: 'bounces', width: '5.5rem' },
] as const satisfies readonly { id: string; width: string; sort?: string }[]

export type Column = (typeof COLUMNS)[number]['id']
export const USUAL: Column[] = ['number', 'title', 'marks', 'enterprise', 'item', 'state', 'lead', 'time', 'submitted']

/** Names and words that a cell needs. */
export interface Naming {
  unit(id?: string): string
  place(id?: string): string
  chain(id?: string): string
  enterprise(id: string): string
  item(id: string): string
  when(at?: string): string
  say(said: { zh?: string; en?: string }): string
  word(kind: 'outcome' | 'satisfaction', value?: string): string
  marks(ticket: Ticket): string
}

export function cell(ticket: Ticket, column: Column, name: Naming): string {
  switch (column) {
    case 'number':
      return ticket.number
    case 'title':
      return ticket.title
    case 'marks':
      return name.marks(ticket)
    case 'enterprise':
      return name.enterprise(ticket.enterprise)
    case 'item':
      return name.item(ticket.item)
    case 'place':
      return name.place(ticket.place)
    case 'chain':
      return name.chain(ticket.chain)
    case 'state':
      return name.say(ticket.stateWord)
    case 'lead':
      return name.unit(ticket.lead)
    case 'time':
      return ticket.time.standing ? name.say(ticket.time.words) : ''
    case 'due':
      return name.when(ticket.time.due)
    case 'submitted':
      return name.when(ticket.submittedAt)
    case 'dispatched':
      return name.when(ticket.dispatchedAt)
    case 'accepted':
      return name.when(ticket.acceptedAt)
    case 'answered':
      return name.when(ticket.answeredAt)
    case 'closed':
      return name.when(ticket.closedAt)
    case 'outcome':
      return name.word('outcome', ticket.outcome)
    case 'satisfaction':
      return name.word('satisfaction', ticket.satisfaction)
    case 'round':
      return String(ticket.round)
    case 'bounces':
      return String(ticket.bounces)
  }
}

/** One field of CSV; what a spreadsheet would take for a formula is kept from being one. */
export function csvField(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
export const csvOf = (rows: string[][]): string =>
  '\ufeff' + rows.map((row) => row.map(csvField).join(',')).join('\r\n') + '\r\n'
