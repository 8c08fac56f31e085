import type { Ticket } from './filters'

/** The short signs at a row: each one character, said in full to who asks or hears. Words are `desk.mark.*`. */
export type Mark = 'urgent' | 'hard' | 'bounced' | 'extension' | 'again' | 'raised'

export function marksOf(ticket: Ticket): Mark[] {
  const marks: Mark[] = []
  if (ticket.urgency === 'URGENT') marks.push('urgent')
  if (ticket.hard) marks.push('hard')
  if (ticket.bounces > 0) marks.push('bounced')
  if (ticket.extensionPending) marks.push('extension')
  if (ticket.round > 1) marks.push('again')
  if (ticket.escalation) marks.push('raised')
  return marks
}

/** How long it has waited, in the greatest unit that fits. */
export function waited(since: string, now = Date.now()): { unit: 'minutes' | 'hours' | 'days'; n: number } {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000))
  if (minutes < 60) return { unit: 'minutes', n: minutes }
  if (minutes < 24 * 60) return { unit: 'hours', n: Math.floor(minutes / 60) }
  return { unit: 'days', n: Math.floor(minutes / (24 * 60)) }
}

/** Numbers of one year begin alike: in a list the end is enough. */
export const shortNumber = (number: string): string => number.replace(/^([A-Z]+)-\d{4}-0*(\d{3,})$/, '$1-$2')
