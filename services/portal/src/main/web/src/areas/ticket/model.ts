import type { Schemas } from '@/api/client'
import type { Role } from '@/session/me'

export type Ticket = Schemas['TicketDocument']
export type State = Ticket['state']
export type Time = Schemas['TimeDocument']
export type Sentence = Schemas['Sentence']

export interface KeptFile {
  id: string
  name: string
  mediaType: string
  size: number
}
export interface FormAnswer {
  field: string
  value?: string
  values?: string[]
}
export interface PlanStep {
  title: string
  due: string
}
export interface Actor {
  account: string
  role: Role
  unit?: string
  enterprise?: string
}

/** What events say, all of them together: each has its own few (contracts, schema/event). */
export interface Details {
  title?: string
  description?: string
  item?: string
  itemVersion?: number
  enterprise?: string
  contact?: string
  answers?: FormAnswer[]
  attachments?: KeptFile[]
  evidence?: KeptFile[]
  unit?: string
  proposedUnit?: string
  handler?: string
  from?: string
  into?: string
  lead?: string
  assistants?: string[]
  parts?: { unit: string; part?: string; due?: string }[]
  part?: string
  due?: string
  difficulty?: string
  note?: string
  reason?: string
  ground?: string
  outcome?: string
  text?: string
  textForMerged?: string
  withoutAssistants?: string
  internal?: boolean
  milestone?: number
  milestones?: PlanStep[]
  plan?: string
  terms?: string
  choice?: string
  until?: string
  cause?: string
  comment?: string
  satisfaction?: string
  level?: string
  information?: string
  round?: number
}

/** An entry of the timeline. Written out here: the OpenAPI document has one name for several things called entry. */
export interface Entry {
  sequence: number
  event: string
  zh: string
  occurredAt: string
  recordedAt: string
  actor: Actor
  state: State
  round: number
  internal: boolean
  imported: boolean
  inferred: boolean
  details: Details
}
export interface Timeline {
  id: string
  number: string
  version: number
  items: Entry[]
}

export interface SheetLine {
  from: string
  to: string
  holder: string
  holderZh: string
  unit?: string
  state: State
  stateZh: string
  runs: boolean
  overdue: boolean
  cause?: string
  reason?: string
  seconds: number
}
export interface Sheet {
  workingTime: boolean
  from: string
  until: string
  lines: SheetLine[]
  countedSeconds: number
  stoodStillSeconds: number
  totalSeconds: number
  allowedSeconds?: number
  overdueSeconds: number
}
export type ClockEntry = Schemas['ClockReading'] & {
  stageEn: string
  within: string
  namedDue?: string
  counting: string
  standing?: Time['standing']
  remainingSeconds?: number
  sheet?: Sheet
}
export interface Clocks {
  ticket: string
  number: string
  version: number
  policy: string
  policyName: Sentence
  calendar: string
  zone: string
  workingDaySeconds: number
  at: string
  clocks: ClockEntry[]
  extensions: {
    requestedAt: string
    askedFor: string
    decidedAt?: string
    grantedUntil?: string
    effectiveUntil?: string
    objection?: Sentence
  }[]
}
