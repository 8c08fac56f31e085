import { isMap, isSeq, LineCounter, parseDocument, type Node } from 'yaml'

/** A timeliness policy as it is read, for showing it to people. What is wrong with it says the server. */
export interface Policy {
  policy: string
  version: number
  district?: string
  effectiveFrom?: string
  name: Name
  stages: Stage[]
  suspensions?: { stopFor: string[]; cap?: string }
  extensions?: { stage: string; times: number; longest: string; approvedBy: string[] }
  objections?: { within?: string; stopTheUnit: boolean; stopTheTicket: boolean }
  autoClose?: string
}
export interface Name {
  zh: string
  en: string
}
export interface Stage {
  stage: string
  name: Name
  forWhom: 'lead' | 'assistant'
  starts: string
  ends: string[]
  within: Allowance[]
  warnings: { at: string; level: string }[]
}
export interface Allowance {
  time: string
  items: string[]
  difficulties: string[]
  urgencies: string[]
}

type Part = Record<string, unknown>
const part = (value: unknown): Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Part) : {}
const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
const words = (value: unknown): string[] => list(value).map(String)
const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value))
const optional = (value: unknown): string | undefined => text(value) || undefined

function nameOf(value: unknown): Name {
  if (typeof value === 'string') return { zh: value, en: value }
  const { zh, en } = part(value)
  return { zh: text(zh), en: text(en) || text(zh) }
}

function allowance(value: unknown): Allowance {
  if (typeof value === 'string') return { time: value, items: [], difficulties: [], urgencies: [] }
  const one = part(value)
  return {
    time: text(one.time),
    items: words(one.items),
    difficulties: words(one.difficulties),
    urgencies: words(one.urgencies),
  }
}

function stage(value: unknown): Stage {
  const one = part(value)
  return {
    stage: text(one.stage),
    name: nameOf(one.name),
    forWhom: one.for === 'assistant' ? 'assistant' : 'lead',
    starts: text(one.starts),
    ends: words(one.ends),
    within: list(one.within).map(allowance),
    warnings: list(one.warnings)
      .map(part)
      .map((warning) => ({ at: text(warning.at), level: text(warning.level) })),
  }
}

/** YAML or JSON. Null as long as it is not even that, such as while one types. */
export function read(body: string): Policy | null {
  const document = parseDocument(body)
  if (document.errors.length) return null
  const all = document.toJS() as unknown
  if (typeof all !== 'object' || all === null || Array.isArray(all)) return null
  const root = all as Part
  const [suspensions, extensions, objections, closing] = ['suspensions', 'extensions', 'objections', 'auto-close'].map(
    (key) => (root[key] === undefined ? undefined : part(root[key])),
  )
  return {
    policy: text(root.policy),
    version: Number(root.version) || 0,
    district: optional(root.district),
    effectiveFrom: optional(root['effective-from']),
    name: nameOf(root.name),
    stages: list(root.stages).map(stage),
    suspensions: suspensions && { stopFor: words(suspensions['stop-for']), cap: optional(suspensions.cap) },
    extensions: extensions && {
      stage: text(extensions.stage),
      times: Number(extensions.times) || 0,
      longest: text(extensions.longest),
      approvedBy:
        extensions['approved-by'] === undefined ? ['coordinator', 'supervisor'] : words(extensions['approved-by']),
    },
    objections: objections && {
      within: optional(objections.within),
      stopTheUnit: objections['stop-the-unit'] !== false,
      stopTheTicket: objections['stop-the-ticket'] === true,
    },
    autoClose: closing && optional(closing.after),
  }
}

export interface Span {
  n: number
  working: boolean
  unit: 'minute' | 'hour' | 'day'
}
/** `5 working days`, `24 natural hours`; null if it is none. */
export function span(said: string): Span | null {
  const found = /^\s*(\d+)\s+(working|natural)\s+(minute|hour|day)s?\s*$/i.exec(said)
  if (!found) return null
  return {
    n: Number(found[1]),
    working: found[2]!.toLowerCase() === 'working',
    unit: found[3]!.toLowerCase() as Span['unit'],
  }
}

export type Step = { kind: 'share'; percent: number } | { kind: 'due' } | { kind: 'before' | 'after'; span: string }
/** When a warning is given: `80%`, `due`, `24 natural hours before`. */
export function step(at: string): Step | null {
  const share = /^(\d+)\s?%$/.exec(at)
  if (share) return { kind: 'share', percent: Number(share[1]) }
  if (at === 'due') return { kind: 'due' }
  const beside = /^(.*\S)\s+(before|after)$/.exec(at)
  return beside ? { kind: beside[2] as 'before' | 'after', span: beside[1]! } : null
}

/** How much time a stage gives a ticket of this item and difficulty that is not urgent: the most specific wins. */
export function limitOf(of: Stage, item: string, difficulty: string | undefined): string | undefined {
  const fits = of.within.filter(
    (one) =>
      (!one.items.length || one.items.includes(item)) &&
      (!one.difficulties.length || one.difficulties.includes((difficulty ?? 'general').toLowerCase())) &&
      (!one.urgencies.length || one.urgencies.includes('normal')),
  )
  const weight = (one: Allowance): number =>
    (one.items.length ? 4 : 0) + (one.difficulties.length ? 2 : 0) + (one.urgencies.length ? 1 : 0)
  return fits.toSorted((a, b) => weight(b) - weight(a))[0]?.time
}

/** The newest version of each name that anybody could ask for, and the first version to come after it. */
export const nameAndVersion = (version: string): { name: string; n: number } => {
  const at = version.lastIndexOf('@')
  return { name: version.slice(0, at), n: Number(version.slice(at + 1)) }
}

/** A published one, made ready to be changed: the next version of the district's own, or a copy of a common one. */
export function copyOf(body: string, to: { name: string; version: number; district: string; from: string }): string {
  const document = parseDocument(body)
  document.set('policy', to.name)
  document.set('version', to.version)
  document.set('effective-from', to.from)
  if (isMap(document.contents)) {
    const first = document.contents.items[0]?.key as Node | undefined
    if (first) first.commentBefore = null
    document.delete('district')
    const at = document.contents.items.findIndex((pair) => String(pair.key) === 'version')
    document.contents.items.splice(at + 1, 0, document.createPair('district', to.district) as never)
  }
  // What the comment at its head says is about the original.
  document.commentBefore = null
  return document.toString({ lineWidth: 110 })
}

/** Lines of the top parts and of each stage, so that what is read can be found in what is written. */
export function places(body: string): Record<string, number> {
  const lines = new LineCounter()
  const document = parseDocument(body, { lineCounter: lines })
  const found: Record<string, number> = {}
  if (!isMap(document.contents)) return found
  for (const pair of document.contents.items) {
    const key = pair.key as Node
    if (key.range) found[String(pair.key)] = lines.linePos(key.range[0]).line
    if (String(pair.key) === 'stages' && isSeq(pair.value))
      for (const one of pair.value.items)
        if (isMap(one) && one.range) found[`stage ${String(one.get('stage'))}`] = lines.linePos(one.range[0]).line
  }
  return found
}

/** The line that a fault names: "the body line 5, stages.within: …". */
export const lineOf = (fault: string): number | undefined => Number(/line (\d+)/.exec(fault)?.[1]) || undefined
