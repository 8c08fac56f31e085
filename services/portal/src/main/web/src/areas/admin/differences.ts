/** One place at which two versions of a document differ; `path` such as `['fields', 'amount', 'label']`. */
export interface Difference {
  path: string[]
  before?: unknown
  after?: unknown
}

type Part = Record<string, unknown>
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value)
const empty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
/** Of every document, and said beside it. */
const BESIDE = new Set(['version', 'changedAt', 'changedBy'])

/** By what the parts of a list are told apart: moved is not changed. */
function nameOf(part: unknown, at: number): string {
  if (isPart(part))
    for (const key of ['key', 'id', 'value', 'stage', 'date', 'item'])
      if (typeof part[key] === 'string') return part[key] as string
  return String(at + 1)
}

/** What is not the same in two versions, in the order of the newer one. */
export function differences(before: unknown, after: unknown, path: string[] = []): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after) || (empty(before) && empty(after))) return []
  if (isPart(before) && isPart(after))
    return [...new Set([...Object.keys(after), ...Object.keys(before)])]
      .filter((key) => path.length > 0 || !BESIDE.has(key))
      .flatMap((key) => differences(before[key], after[key], [...path, key]))
  if (Array.isArray(before) && Array.isArray(after) && [...before, ...after].every(isPart)) {
    const old = new Map(before.map((part, at) => [nameOf(part, at), part]))
    const now = new Map(after.map((part, at) => [nameOf(part, at), part]))
    const names = [...new Set([...now.keys(), ...old.keys()])]
    const found = names.flatMap((name) => differences(old.get(name), now.get(name), [...path, name]))
    return found.length > 0 ? found : [{ path: [...path, 'order'], before: [...old.keys()], after: [...now.keys()] }]
  }
  return [{ path, before, after }]
}
