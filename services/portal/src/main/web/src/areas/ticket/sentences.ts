import type { Entry, KeptFile } from './model'

/** What sentences are made with: the words of the language, and names. */
export interface Wording {
  t: (key: string, put?: Record<string, unknown>) => string
  has: (key: string) => boolean
  unit: (id: string | undefined) => string
  /** Empty if the reader may not know. */
  person: (id: string | undefined) => string
  /** A day (`2026-11-22`) or an instant, in words. */
  when: (at: string) => string
  chinese: boolean
}
export interface Told {
  sentence: string
  /** What was written, the most important first. */
  texts: { label?: string; text: string }[]
  files: KeptFile[]
  /** Another ticket that it is about. */
  ticket?: string
  /** The official answer, set apart. */
  official: boolean
  /** Said to the other side: part of the conversation. */
  talk: boolean
}

const TALK = [
  'progress-recorded',
  'information-provided',
  'suspended',
  'disputed',
  'answered',
  'answer-relayed',
  'accepted',
  'confirmed',
  'appealed',
  'declined',
]

/** Who did it, as people say it: a unit by its name, everybody else by what they are. */
export function actorOf(entry: Pick<Entry, 'actor'>, w: Wording): string {
  const { role, unit } = entry.actor
  return role === 'HANDLER' && unit ? w.unit(unit) : w.t(`ticket.roles.${role}`)
}

/** The form of an event's sentence: some are told otherwise if more is known. */
function formOf(entry: Entry): string {
  const d = entry.details
  const refined: Record<string, string | undefined | false> = {
    dispatched: d.assistants?.length ? 'assisted' : undefined,
    redispatched: d.assistants?.length ? 'assisted' : undefined,
    'call-published': d.until && 'until',
    'call-claimed': d.reason && 'chosen',
    objected: d.proposedUnit && 'proposed',
    'progress-recorded': d.internal ? 'internal' : d.milestone ? 'milestone' : undefined,
    'assistant-added': d.due && 'due',
    suspended: d.until && 'until',
  }
  const more = refined[entry.event]
  return more ? `${entry.event}-${more}` : entry.event
}

export function tell(entry: Entry, w: Wording): Told {
  const d = entry.details
  const value = (kind: string, key: string | undefined): string =>
    key ? (w.has(`ticket.values.${kind}.${key}`) ? w.t(`ticket.values.${kind}.${key}`) : key) : ''
  const form = formOf(entry)
  const ground = entry.event === 'declined' ? value('declining', d.ground) : value('objection', d.ground)
  const sentence = w.has(`ticket.events.${form}`)
    ? w.t(`ticket.events.${form}`, {
        who: actorOf(entry, w),
        unit: w.unit(d.unit),
        lead: w.unit(d.lead),
        from: entry.event === 'handler-changed' ? w.person(d.from) || d.from : w.unit(d.from),
        handler: w.person(d.handler) || d.handler,
        assistants: (d.assistants ?? []).map(w.unit).join(w.t('list.and')),
        proposed: w.unit(d.proposedUnit),
        what: changed(entry, w),
        choice: value('choice', d.choice ?? 'FIRST_CLAIM'),
        until: d.until ? w.when(d.until) : '',
        due: d.due ? w.when(d.due) : '',
        ground,
        n: d.milestone,
        reason: value('suspension', d.reason),
        level: value('level', d.level),
        outcome: value('outcome', d.outcome),
        cause: value('cause', d.cause),
        satisfaction: value('satisfaction', d.satisfaction),
      })
    : // Of a later version of the system: still told, in its own words.
      w.t('ticket.happened', { who: actorOf(entry, w), what: w.chinese ? entry.zh : entry.event.replaceAll('-', ' ') })

  const texts: Told['texts'] = []
  const add = (text: string | undefined, label?: string): void => {
    if (text) texts.push({ text, label: label && w.t(`ticket.timeline.${label}`) })
  }
  if (entry.event === 'amended') {
    add(d.title)
    add(d.description)
  }
  add(d.text)
  add(d.information)
  add(d.note)
  add(d.plan, 'plan')
  d.milestones?.forEach((step, i) => texts.push({ text: `${i + 1}. ${step.title} · ${w.when(step.due)}` }))
  add(d.terms, 'terms')
  add(d.part, 'part')
  d.parts?.forEach((part) => {
    const more = [part.part, part.due && w.t('ticket.timeline.dueOn', { when: w.when(part.due) })].filter(Boolean)
    if (more.length) texts.push({ label: w.unit(part.unit), text: more.join(w.t('list.comma')) })
  })
  if (entry.event !== 'suspended') add(d.reason, 'reason')
  add(d.withoutAssistants, 'withoutAssistants')
  add(d.textForMerged, 'forMerged')
  add(d.comment)
  return {
    sentence,
    texts,
    files: [...(d.attachments ?? []), ...(d.evidence ?? [])],
    ticket: entry.event === 'merged' ? d.into : entry.event === 'unmerged' ? d.from : undefined,
    official: entry.event === 'answered' || entry.event === 'answer-relayed',
    talk: TALK.includes(entry.event) && !entry.internal && (entry.event !== 'accepted' || Boolean(d.note)),
  }
}

function changed(entry: Entry, w: Wording): string {
  const d = entry.details
  const parts = (['title', 'description', 'item', 'answers'] as const).filter((key) => d[key] !== undefined)
  const all = [...parts, ...(d.attachments?.length ? (['attachments'] as const) : [])]
  return all.map((key) => w.t(`ticket.amended.${key}`)).join(w.t('list.and'))
}

/** Entries by their day, in the order given. */
export function byDay<T extends { occurredAt: string }>(
  entries: T[],
  keyOf: (at: string) => string,
): { day: string; entries: T[] }[] {
  const days: { day: string; entries: T[] }[] = []
  for (const entry of entries) {
    const key = keyOf(entry.occurredAt)
    const last = days.at(-1)
    if (last?.day === key) last.entries.push(entry)
    else days.push({ day: key, entries: [entry] })
  }
  return days
}

/** Everybody whose name a timeline needs. */
export const personsOf = (entries: Entry[]): string[] =>
  entries.flatMap((entry) => [
    entry.actor.account,
    ...(entry.details.handler ? [entry.details.handler] : []),
    ...(entry.event === 'handler-changed' && entry.details.from ? [entry.details.from] : []),
  ])
