import type { Entry, Ticket } from './model'

export const STEPS = ['order', 'dispatch', 'accept', 'handle', 'confirm'] as const
export type StepKey = (typeof STEPS)[number]

export interface Step {
  key: StepKey
  is: 'done' | 'current' | 'open'
  /** Unit, account or enterprise; how it is named is the page's matter. */
  who?: { unit?: string; account?: string; enterprise?: string; desk?: boolean }
  at?: string
}
/** A way back: from a step to an earlier one. */
export interface Loop {
  kind: 'bounced' | 'moved' | 'back' | 'bouncing' | 'round' | 'reopened'
  from: number
  to: number
  n: number
  unit?: string
}
export interface Track {
  steps: Step[]
  loops: Loop[]
  /** What stands in the way or ended it, where the steps alone do not say so. */
  aside?: 'merged' | 'withdrawn' | 'declined' | 'suspended' | 'call'
}

const REACHED: Record<Ticket['state'], number> = {
  NEW: 0,
  SUBMITTED: 1,
  OPEN_CALL: 1,
  DISPATCHED: 2,
  OBJECTED: 2,
  IN_PROGRESS: 3,
  SUSPENDED: 3,
  ANSWERED: 4,
  CLOSED: 5,
  MERGED: -1,
  DECLINED: -1,
  WITHDRAWN: -1,
}
const ENDED: Partial<Record<Ticket['state'], Track['aside']>> = {
  MERGED: 'merged',
  DECLINED: 'declined',
  WITHDRAWN: 'withdrawn',
  SUSPENDED: 'suspended',
  OPEN_CALL: 'call',
}

/** 点单 → 派单 → 接单 → 办理 → 确认, as far as a ticket has come, and the loops it took. */
export function trackOf(ticket: Ticket, timeline: Entry[] = []): Track {
  const last = (...events: string[]): Entry | undefined => timeline.findLast((entry) => events.includes(entry.event))
  const dispatch = last('dispatched', 'redispatched', 'call-claimed')
  const accept = last('accepted', 'call-claimed')
  const stopped = REACHED[ticket.state] < 0
  const times = [ticket.submittedAt, ticket.dispatchedAt, ticket.acceptedAt, ticket.answeredAt, ticket.closedAt]
  // What was stopped had come as far as its dates tell; dates of a round before do not count for one that goes on.
  const reached = stopped
    ? Math.max(1, times.findLastIndex((at, i) => i < 4 && Boolean(at)) + 1)
    : REACHED[ticket.state]
  const who: Step['who'][] = [
    { enterprise: ticket.enterprise },
    dispatch ? { account: dispatch.actor.account, desk: true } : { desk: true },
    { unit: ticket.lead, account: accept?.details.handler ?? ticket.handler },
    { unit: ticket.lead },
    { enterprise: ticket.enterprise },
  ]
  const steps = STEPS.map((key, i): Step => {
    const is = i < reached ? 'done' : i === reached && !stopped ? 'current' : 'open'
    const at = i === 1 ? (dispatch?.occurredAt ?? times[i]) : times[i]
    const named = who[i]
    const known = is === 'done' || (is === 'current' && (named?.unit || named?.enterprise))
    return { key, is, who: known ? named : undefined, at: is === 'done' ? at : undefined }
  })
  const loops: Loop[] = []
  if (ticket.state === 'OBJECTED')
    loops.push({ kind: 'bouncing', from: 2, to: 1, n: ticket.bounces, unit: ticket.lead })
  else if (ticket.bounces > 0 && !timeline.length) loops.push({ kind: 'back', from: 2, to: 1, n: ticket.bounces })
  // What came back because a unit was right not to take it, and what the desk itself moved, are two things.
  for (const [kind, event] of [
    ['bounced', 'objection-upheld'],
    ['moved', 'redispatched'],
  ] as const) {
    const n = timeline.filter((entry) => entry.event === event).length
    if (n > 0) loops.push({ kind, from: 2, to: 1, n })
  }
  if (ticket.round > 1) {
    const back = last('disputed', 'reopened')
    const reopened = back?.event === 'reopened'
    loops.push({ kind: reopened ? 'reopened' : 'round', from: 4, to: reopened ? 2 : 3, n: ticket.round })
  }
  return { steps, loops, aside: ENDED[ticket.state] }
}
