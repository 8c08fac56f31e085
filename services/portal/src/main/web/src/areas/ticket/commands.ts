import type { IconName } from '@/design/icons'
import type { Ticket } from './model'

export type Kind =
  | 'line'
  | 'long'
  | 'unit'
  | 'assistants'
  | 'choice'
  | 'day'
  | 'closing'
  | 'check'
  | 'files'
  | 'person'
  | 'ticket'
  | 'steps'
  | 'milestone'
  | 'item'
  | 'form'
  | 'claim'

/** A field of a command's form. `key` is the field of the command's schema that it fills. */
export interface FieldOf {
  key: string
  kind: Kind
  required?: boolean
  max?: number
  /** Of a choice: what can be chosen, with the words `ticket.values.{words}`. */
  values?: readonly string[]
  words?: string
  /** Asked for only then. */
  when?: (ticket: Ticket, values: Values) => boolean
  requiredWhen?: (ticket: Ticket, values: Values) => boolean
  /** Behind "more". */
  rare?: boolean
}
export type Values = Record<string, unknown>

export interface CommandForm {
  icon: IconName
  fields: FieldOf[]
  /** Hard to undo: asked for once more, in red. */
  danger?: boolean
}

const reason = (required: boolean): FieldOf => ({ key: 'reason', kind: 'long', required, max: 2000 })
const note = (required = false): FieldOf => ({ key: 'note', kind: 'long', required, max: 2000 })
const files = (key = 'attachments'): FieldOf => ({ key, kind: 'files', max: 20 })
const DIFFICULTY = ['SIMPLE', 'GENERAL', 'COMPLEX'] as const
const open = (ticket: Ticket): boolean => ticket.parts.some((part) => !part.signedOffAt)
const saysWhy = (_: Ticket, values: Values): boolean => values.outcome === 'PARTLY' || values.outcome === 'UNSOLVED'

/** Every command that people send, with what it asks for: as the schemas of the contract, in the order of the form. */
export const forms: Record<string, CommandForm> = {
  amend: {
    icon: 'tool',
    fields: [
      { key: 'title', kind: 'line', max: 120 },
      { key: 'description', kind: 'long', max: 5000 },
      { key: 'item', kind: 'item', rare: true },
      { key: 'answers', kind: 'form', rare: true },
      files(),
    ],
  },
  dispatch: {
    icon: 'send',
    fields: [
      { key: 'lead', kind: 'unit', required: true },
      { key: 'parts', kind: 'assistants', max: 20 },
      { key: 'difficulty', kind: 'choice', values: DIFFICULTY, words: 'difficulty' },
      note(),
    ],
  },
  publish: {
    icon: 'flag',
    fields: [
      { key: 'terms', kind: 'long', required: true, max: 5000 },
      { key: 'choice', kind: 'choice', values: ['FIRST_CLAIM', 'BEST_PLAN'], words: 'choice' },
      { key: 'until', kind: 'day' },
    ],
  },
  decline: {
    icon: 'close',
    danger: true,
    fields: [
      {
        key: 'ground',
        kind: 'choice',
        required: true,
        values: ['NOT_WITHIN_COMPETENCE', 'IN_LEGAL_PROCEEDINGS', 'INCOMPREHENSIBLE', 'INVALID', 'OTHER'],
        words: 'declining',
      },
      reason(true),
    ],
  },
  merge: { icon: 'merge', danger: true, fields: [{ key: 'into', kind: 'ticket', required: true }, reason(false)] },
  withdraw: { icon: 'back', danger: true, fields: [reason(false)] },
  claim: {
    icon: 'flag',
    fields: [
      { key: 'plan', kind: 'long', required: true, max: 5000 },
      { key: 'milestones', kind: 'steps', max: 20 },
    ],
  },
  'take-back-claim': { icon: 'back', fields: [reason(false)] },
  'choose-claim': { icon: 'check', fields: [{ key: 'unit', kind: 'claim', required: true }, reason(true)] },
  accept: { icon: 'check', fields: [note(), { key: 'handler', kind: 'person', rare: true }] },
  object: {
    icon: 'back',
    fields: [
      {
        key: 'ground',
        kind: 'choice',
        required: true,
        values: ['NOT_COMPETENT', 'OTHER_UNIT_LEADS', 'WRONG_PLACE', 'INSUFFICIENT_INFORMATION'],
        words: 'objection',
      },
      { key: 'proposedUnit', kind: 'unit', when: (_, values) => values.ground !== 'INSUFFICIENT_INFORMATION' },
      reason(true),
    ],
  },
  redispatch: {
    icon: 'send',
    fields: [
      { key: 'lead', kind: 'unit', required: true },
      { key: 'parts', kind: 'assistants', max: 20 },
      reason(true),
    ],
  },
  uphold: { icon: 'check', fields: [reason(false)] },
  overrule: { icon: 'close', fields: [reason(true)] },
  'record-progress': {
    icon: 'history',
    fields: [
      { key: 'note', kind: 'long', required: true, max: 5000 },
      {
        key: 'milestone',
        kind: 'milestone',
        when: (ticket) => ticket.milestones.some((step) => !step.reachedAt),
      },
      files(),
      { key: 'internal', kind: 'check' },
    ],
  },
  'add-assistant': {
    icon: 'people',
    fields: [
      { key: 'unit', kind: 'unit', required: true },
      { key: 'part', kind: 'long', max: 2000 },
      { key: 'due', kind: 'day' },
    ],
  },
  'sign-off': { icon: 'check', fields: [{ key: 'note', kind: 'long', required: true, max: 5000 }, files()] },
  'change-handler': { icon: 'person', fields: [{ key: 'handler', kind: 'person', required: true }, reason(false)] },
  suspend: {
    icon: 'pause',
    fields: [
      {
        key: 'reason',
        kind: 'choice',
        required: true,
        values: [
          'WAITING_FOR_ENTERPRISE',
          'WAITING_FOR_HIGHER_AUTHORITY',
          'STATUTORY_PERIOD',
          'FORCE_MAJEURE',
          'OTHER',
        ],
        words: 'suspension',
      },
      note(true),
      { key: 'until', kind: 'day' },
    ],
  },
  resume: { icon: 'refresh', fields: [note()] },
  'provide-information': {
    icon: 'upload',
    fields: [{ key: 'information', kind: 'long', required: true, max: 5000 }, files()],
  },
  'request-extension': { icon: 'clock', fields: [{ key: 'until', kind: 'closing', required: true }, reason(true)] },
  'grant-extension': { icon: 'check', fields: [{ key: 'until', kind: 'closing' }, note()] },
  'refuse-extension': { icon: 'close', fields: [reason(true)] },
  escalate: {
    icon: 'upload',
    fields: [
      {
        key: 'level',
        kind: 'choice',
        required: true,
        values: ['DISTRICT_OFFICE', 'DISTRICT_LEADER', 'CITY'],
        words: 'level',
      },
      reason(true),
    ],
  },
  'mark-hard': { icon: 'flag', fields: [reason(true)] },
  answer: {
    icon: 'check',
    fields: [
      {
        key: 'outcome',
        kind: 'choice',
        required: true,
        values: ['SOLVED', 'PARTLY', 'EXPLAINED', 'UNSOLVED'],
        words: 'outcome',
      },
      { key: 'text', kind: 'long', required: true, max: 5000 },
      { ...reason(false), when: saysWhy, requiredWhen: saysWhy },
      { key: 'withoutAssistants', kind: 'long', max: 2000, when: open, requiredWhen: open },
      files('evidence'),
      { key: 'textForMerged', kind: 'long', max: 5000, rare: true },
    ],
  },
  confirm: { icon: 'check', fields: [{ key: 'comment', kind: 'long', max: 2000 }] },
  dispute: { icon: 'warn', fields: [reason(true)] },
  close: {
    icon: 'check',
    danger: true,
    fields: [
      { key: 'cause', kind: 'choice', required: true, values: ['CALL_BACK', 'TIME_OUT'], words: 'cause' },
      note(),
    ],
  },
  rate: {
    icon: 'star',
    fields: [
      {
        key: 'satisfaction',
        kind: 'choice',
        required: true,
        values: ['SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED'],
        words: 'satisfaction',
      },
      { key: 'comment', kind: 'long', max: 2000 },
    ],
  },
  reopen: { icon: 'refresh', fields: [reason(true), { key: 'lead', kind: 'unit', rare: true }] },
  unmerge: { icon: 'merge', fields: [reason(true)] },
  appeal: { icon: 'flag', fields: [reason(true)] },
}

/** What one most likely came for, first; what ends or delays things, last. */
const ORDER = [
  'confirm',
  'dispute',
  'provide-information',
  'dispatch',
  'choose-claim',
  'accept',
  'claim',
  'answer',
  'sign-off',
  'uphold',
  'overrule',
  'grant-extension',
  'refuse-extension',
  'record-progress',
  'resume',
  'rate',
  'appeal',
  'amend',
  'object',
  'redispatch',
  'publish',
  'add-assistant',
  'request-extension',
  'suspend',
  'change-handler',
  'mark-hard',
  'escalate',
  'take-back-claim',
  'merge',
  'unmerge',
  'reopen',
  'close',
  'withdraw',
  'decline',
]
/**
 * So likely that they stand out; the others are asked for. Of two rulings none is pushed forward, and progress is
 * reported beside what one came for.
 */
const FOREMOST = [
  'confirm',
  'provide-information',
  'dispatch',
  'choose-claim',
  'accept',
  'claim',
  'answer',
  'sign-off',
  'resume',
  'rate',
]

/** A ticket's commands as a page shows them. What these pages have no form for is left out. */
export function arranged(commands: string[]): { primary?: string; beside: string[]; more: string[] } {
  const known = commands.filter((command) => command in forms)
  known.sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
  const primary = known.find((command) => FOREMOST.includes(command))
  const rest = known.filter((command) => command !== primary)
  // One left over would only hide behind a menu of its own.
  const cut = rest.length <= 4 ? rest.length : 3
  return { primary, beside: rest.slice(0, cut), more: rest.slice(cut) }
}

export const iconOf = (command: string): IconName => forms[command]?.icon ?? 'chevron'
