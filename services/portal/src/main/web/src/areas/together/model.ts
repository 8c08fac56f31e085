import type { Schemas } from '@/api/client'
import { ProblemError } from '@/api/problem'

export type Meeting = Schemas['MeetingDocument']
export type Problem = Schemas['HardProblemDocument']
export type Round = Schemas['RoundDocument']
export type MeetingKind = Meeting['kind']
export type Result = NonNullable<Schemas['ResultForm']['result']>

/** How a chip is coloured; '' is plain grey. */
export type Tone = '' | 'on-time' | 'soon' | 'overdue' | 'paused' | 'accent'

export const kinds: MeetingKind[] = ['COMMON', 'INDIVIDUAL', 'ESCALATED']
export const results: Result[] = ['SOLVED', 'PROGRESS', 'STUCK', 'POSTPONED']
export const levels = ['DISTRICT_OFFICE', 'DISTRICT_LEADER', 'CITY'] as const
export const grounds = [
  'DUPLICATE',
  'LISTED_BY_MISTAKE',
  'WITHDRAWN_BY_ENTERPRISE',
  'BEYOND_THE_DISTRICT',
  'OTHER',
] as const

/** What the services measure texts by. */
export const most = {
  title: 120,
  place: 200,
  minutes: 10_000,
  text: 2_000,
  longText: 5_000,
  reason: 500,
  agenda: 100,
  decisions: 50,
} as const

export const meetingTone: Record<Meeting['status'], Tone> = { PLANNED: 'accent', HELD: 'on-time', CANCELLED: '' }
export const problemTone: Record<Problem['status'], Tone> = {
  LISTED: 'soon',
  IN_REVIEW: 'accent',
  WRITTEN_OFF: 'on-time',
  REMOVED: '',
}
export const resultTone: Record<Result, Tone> = {
  SOLVED: 'on-time',
  PROGRESS: 'accent',
  STUCK: 'overdue',
  POSTPONED: 'soon',
}

/**
 * A decision as its row shows it: done, overdue, due today or soon, or merely open. Days are the district's, `2026-11-22`.
 */
export type DecisionStanding = 'done' | 'overdue' | 'soon' | 'open'
export function decisionStanding(decision: { done?: unknown; due?: string }, today: string): DecisionStanding {
  if (decision.done) return 'done'
  if (!decision.due) return 'open'
  if (decision.due < today) return 'overdue'
  return daysBetween(today, decision.due) <= 2 ? 'soon' : 'open'
}
export const standingTone: Record<DecisionStanding, Tone> = {
  done: '',
  overdue: 'overdue',
  soon: 'soon',
  open: 'on-time',
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** The day so many days on, as a plain date. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

export interface MeetingDraft {
  kind: MeetingKind
  title: string
  place: string
  /** `2026-11-22`, and `09:00` of the district's clock. */
  date: string
  from: string
  to: string
  chair: string
  agenda: string[]
  commonProblem: string
  units: string[]
  accounts: string[]
  enterprises: string[]
}
export const newMeeting = (): MeetingDraft => ({
  kind: 'INDIVIDUAL',
  title: '',
  place: '',
  date: '',
  from: '09:30',
  to: '10:30',
  chair: '',
  agenda: [],
  commonProblem: '',
  units: [],
  accounts: [],
  enterprises: [],
})

/** All districts of the list live by one clock; it has no summer time. */
export const instant = (date: string, time: string): string => `${date}T${time}:00+08:00`

/** What stands against a draft, by field: a key of the words. The service says the same; this spares the way. */
export function meetingFaults(draft: MeetingDraft): Record<string, string> {
  const faults: Record<string, string> = {}
  if (!draft.title.trim()) faults.title = 'missing'
  if (!draft.date) faults.date = 'missing'
  if (!draft.from || !draft.to) faults.from = 'missing'
  else if (draft.to <= draft.from) faults.from = 'endsBeforeItBegins'
  const tickets = draft.agenda.length
  if (draft.kind === 'COMMON' && (tickets === 0 || (tickets === 1 && !draft.commonProblem))) faults.agenda = 'several'
  if (draft.kind === 'INDIVIDUAL' && tickets !== 1) faults.agenda = 'exactlyOne'
  if (draft.kind === 'ESCALATED') {
    if (tickets === 0) faults.agenda = 'atLeastOne'
    if (!draft.chair) faults.chair = 'chairNeeded'
  }
  return faults
}

export const meetingForm = (draft: MeetingDraft): Schemas['MeetingForm'] => ({
  kind: draft.kind,
  title: draft.title.trim(),
  place: draft.place.trim() || undefined,
  startsAt: instant(draft.date, draft.from),
  endsAt: instant(draft.date, draft.to),
  chair: draft.chair || undefined,
  agenda: draft.agenda,
  commonProblem: draft.kind === 'COMMON' && draft.commonProblem ? draft.commonProblem : undefined,
  units: draft.units,
  accounts: draft.accounts,
  enterprises: draft.enterprises,
})

export interface DecisionDraft {
  number?: number
  text: string
  unit: string
  due: string
  ticket: string
  publicText: string
}
export const newDecision = (): DecisionDraft => ({ text: '', unit: '', due: '', ticket: '', publicText: '' })

export const decisionForm = (draft: DecisionDraft): Schemas['DecisionForm'] => ({
  number: draft.number,
  text: draft.text.trim(),
  unit: draft.unit,
  due: draft.due || undefined,
  ticket: draft.ticket || undefined,
  // Without a ticket nobody outside could read it.
  publicText: (draft.ticket && draft.publicText.trim()) || undefined,
})

/** Sentences of a refusal for one field, `/decisions/0/text`; what names a part of a list counts for the list. */
export function faultAt(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const found = (error.problem.errors ?? []).filter(
    (one) => one.pointer === pointer || one.pointer?.startsWith(`${pointer}/`),
  )
  return found.length ? [...new Set(found.map((one) => one.detail))].join(' ') : undefined
}

/** What is coming and what is over; the coming ones the next first. */
export function byTime(meetings: Meeting[], now: number): { upcoming: Meeting[]; past: Meeting[] } {
  const coming = (one: Meeting): boolean => one.status === 'PLANNED' && Date.parse(one.endsAt) >= now
  return {
    upcoming: meetings.filter(coming).sort((a, b) => a.startsAt.localeCompare(b.startsAt)),
    past: meetings.filter((one) => !coming(one)),
  }
}

/** What one round found, counted. */
export function tally(problems: Problem[], round: number): Record<Result, number> {
  const counts: Record<Result, number> = { SOLVED: 0, PROGRESS: 0, STUCK: 0, POSTPONED: 0 }
  for (const problem of problems) {
    const result = resultIn(problem, round)?.result
    if (result) counts[result]++
  }
  return counts
}
export const resultIn = (problem: Problem, round: number) => problem.reviews.find((one) => one.round === round)

/** What somebody has to press for next: overdue first, then stuck the longest, then by target, then the oldest. */
export function byUrgency(a: Problem, b: Problem): number {
  return (
    Number(b.overdue) - Number(a.overdue) ||
    b.stuckFor - a.stuckFor ||
    (a.targetOn ?? '9999').localeCompare(b.targetOn ?? '9999') ||
    a.listedAt.localeCompare(b.listedAt)
  )
}

/** Tickets of a problem that forbid writing it off unless it is said why: live, and not answered as (partly) solved. */
const over = new Set(['CLOSED', 'MERGED', 'DECLINED', 'WITHDRAWN'])
export const stillOpen = <T extends { state?: string; outcome?: string }>(tickets: T[]): T[] =>
  tickets.filter((one) => !over.has(one.state ?? '') && one.outcome !== 'SOLVED' && one.outcome !== 'PARTLY')

/** Which fields somebody else changed between what was seen and what is there now; lists are compared whole. */
export function changedFields<T extends object, K extends keyof T>(seen: T, now: T, fields: readonly K[]): K[] {
  return fields.filter((field) => JSON.stringify(seen[field] ?? null) !== JSON.stringify(now[field] ?? null))
}

/** Rounds without any movement, of what is still on the list; of what left it nobody asks any more. */
export const stuckRounds = (problem: Problem): number =>
  problem.status === 'LISTED' || problem.status === 'IN_REVIEW' ? problem.stuckFor : 0
