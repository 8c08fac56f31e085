import type { Schemas } from '@/api/client'
import { dayKey } from '@/i18n/times'

export type Ticket = Schemas['TicketDocument']
export const sections = [
  'waiting',
  'working',
  'week',
  'paused',
  'assisting',
  'calls',
  'answered',
  'returned',
  'all',
] as const
export type Section = (typeof sections)[number]

/** In these a ticket is still to be worked on, answered or confirmed. */
export const LIVE = ['DISPATCHED', 'OBJECTED', 'IN_PROGRESS', 'SUSPENDED', 'ANSWERED', 'OPEN_CALL'] as const

/** The part of a unit in a ticket that it assists in and has not signed off. */
export const openPart = (ticket: Ticket, unit: string) =>
  ticket.parts.find((part) => part.unit === unit && !part.signedOffAt)

/** Something the unit has to do by a day: its own tickets, and open parts of others'. */
const toDo = (ticket: Ticket, unit: string): boolean =>
  (ticket.lead === unit && (ticket.state === 'DISPATCHED' || ticket.state === 'IN_PROGRESS')) ||
  (ticket.state === 'IN_PROGRESS' && Boolean(openPart(ticket, unit)))

/** The day on which the unit has to be done, in the district's zone: that of its part where it assists. */
export function dueDay(ticket: Ticket, unit: string): string | undefined {
  if (ticket.lead !== unit) {
    const part = openPart(ticket, unit)
    if (part) return part.due
  }
  return ticket.time.due && ticket.time.standing !== 'PAUSED' ? dayKey(ticket.time.due) : undefined
}

function isLate(ticket: Ticket, unit: string, today: string): boolean {
  if (ticket.lead === unit) return ticket.time.standing === 'OVERDUE'
  const due = openPart(ticket, unit)?.due
  return due !== undefined && due < today
}

/** The Sunday of the week of a day; a make-up workday on a weekend still belongs to it. */
export function endOfWeek(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + ((7 - at.getUTCDay()) % 7))
  return at.toISOString().slice(0, 10)
}

export function belongsTo(section: Section, ticket: Ticket, unit: string, today: string): boolean {
  const lead = ticket.lead === unit
  switch (section) {
    case 'waiting':
      return lead && ticket.state === 'DISPATCHED'
    case 'working':
      return lead && ticket.state === 'IN_PROGRESS'
    case 'week': {
      const due = dueDay(ticket, unit)
      return toDo(ticket, unit) && (isLate(ticket, unit, today) || (due !== undefined && due <= endOfWeek(today)))
    }
    case 'paused':
      return lead && ticket.state === 'SUSPENDED'
    case 'assisting':
      return (
        !lead &&
        ticket.assistants.includes(unit) &&
        ['DISPATCHED', 'OBJECTED', 'IN_PROGRESS', 'SUSPENDED'].includes(ticket.state)
      )
    case 'calls':
      return ticket.state === 'OPEN_CALL'
    case 'answered':
      return lead && ticket.state === 'ANSWERED'
    case 'returned':
      return returned(ticket, unit) !== null
    case 'all':
      return true
  }
}

/** What became of a ticket that the unit gave back: waiting for the ruling, its own for good, or somebody else's. */
export function returned(ticket: Ticket, unit: string): 'waiting' | 'kept' | 'given' | 'desk' | null {
  if (ticket.state === 'OBJECTED' && ticket.lead === unit) return 'waiting'
  if (ticket.objectionOverruled && ticket.lead === unit) return 'kept'
  if (ticket.formerLeads.includes(unit) && ticket.lead !== unit && ticket.bounces > 0)
    return ticket.lead ? 'given' : 'desk'
  return null
}

/** What is due first comes first; what has no due date waits at the end, the oldest first. */
export const byDue =
  (unit: string) =>
  (a: Ticket, b: Ticket): number =>
    (moment(a, unit) ?? '9').localeCompare(moment(b, unit) ?? '9') || a.submittedAt.localeCompare(b.submittedAt)
function moment(ticket: Ticket, unit: string): string | undefined {
  const part = ticket.lead === unit ? undefined : openPart(ticket, unit)?.due
  return part ? `${part}T23:59:59Z` : ticket.time.due
}

/** The morning's three numbers: due today, due until the end of the week (today's among them), overdue. */
export function morning(tickets: Ticket[], unit: string, today: string): { today: number; week: number; late: number } {
  const sums = { today: 0, week: 0, late: 0 }
  for (const ticket of tickets) {
    if (!toDo(ticket, unit)) continue
    const due = dueDay(ticket, unit)
    if (isLate(ticket, unit, today)) sums.late++
    else if (due !== undefined && due <= endOfWeek(today)) {
      sums.week++
      if (due === today) sums.today++
    }
  }
  return sums
}
