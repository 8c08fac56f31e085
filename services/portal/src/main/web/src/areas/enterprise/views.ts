import type { Schemas } from '@/api/client'

type Ticket = Schemas['TicketDocument']
export type View = 'waiting' | 'open' | 'over' | 'all'
export const VIEWS: View[] = ['waiting', 'open', 'over', 'all']

/** The states of each view. What waits for the enterprise is said by the ticket, so it is chosen from these. */
export const STATES: Record<View, string[]> = {
  waiting: ['ANSWERED', 'SUSPENDED'],
  open: ['SUBMITTED', 'OPEN_CALL', 'DISPATCHED', 'OBJECTED', 'IN_PROGRESS', 'SUSPENDED', 'ANSWERED'],
  over: ['CLOSED', 'MERGED', 'DECLINED', 'WITHDRAWN'],
  all: [],
}

/** The next step is the enterprise's: it confirms an answer, or gives what the unit asked for. */
export const waitsForEnterprise = (ticket: Pick<Ticket, 'with' | 'commands'>): boolean =>
  ticket.with.kind === 'ENTERPRISE'
