import type { Ticket } from './filters'

/** What the table of all tickets can show. `sort`: the server can put them in this order. */
export const COLUMNS = [
  { id: 'number', rem: 9, sort: 'number' },
  { id: 'title', rem: 14, grows: 2 },
  { id: 'marks', rem: 5 },
  { id: 'state', rem: 8.5 },
  { id: 'time', rem: 12 },
  { id: 'lead', rem: 9, grows: 1 },
  { id: 'enterprise', rem: 10, grows: 1 },
  { id: 'item', rem: 8, grows: 1 },
  { id: 'place', rem: 8 },
  { id: 'chain', rem: 8 },
  { id: 'due', rem: 9.5, sort: 'due' },
  { id: 'submitted', rem: 9.5, sort: 'submitted' },
  { id: 'dispatched', rem: 9.5 },
  { id: 'accepted', rem: 9.5 },
  { id: 'answered', rem: 9.5 },
  { id: 'closed', rem: 9.5 },
  { id: 'outcome', rem: 6.5 },
  { id: 'satisfaction', rem: 6.5 },
  { id: 'round', rem: 5 },
  { id: 'bounces', rem: 5.5 },
] as const satisfies readonly { id: string; rem: number; grows?: number; sort?: string }[]

export type Column = (typeof COLUMNS)[number]['id']
export const USUAL: Column[] = ['number', 'title', 'marks', 'state', 'time', 'lead', 'enterprise', 'item', 'submitted']

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
