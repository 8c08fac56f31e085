/** A refusal or failure as the services tell it (RFC 9457): `detail` is a sentence in the reader's language. */
export interface ProblemDocument {
  type: string
  title?: string
  status: number
  detail?: string
  /** By field of a form. */
  errors?: { field?: string; pointer?: string; detail: string }[]
  /** Of a stale command (412): the events since. */
  changedSince?: unknown[]
  currentVersion?: number
  [more: string]: unknown
}

export class ProblemError extends Error {
  constructor(
    readonly problem: ProblemDocument,
    readonly status: number = problem.status,
  ) {
    super(problem.detail ?? problem.title ?? String(problem.status))
  }

  /** Such as `stale` of `urn:zhuqi:problem:stale`. */
  get kind(): string {
    return this.problem.type.split(':').at(-1) ?? ''
  }
}

/** The network failed: nothing came back. */
export class OfflineError extends Error {}

export async function problemOf(answer: Response): Promise<ProblemError> {
  const type = answer.headers.get('Content-Type') ?? ''
  if (type.includes('json')) {
    const body = (await answer.json().catch(() => null)) as ProblemDocument | null
    if (body && typeof body === 'object')
      return new ProblemError({ ...body, type: body.type ?? 'about:blank' }, answer.status)
  }
  return new ProblemError({ type: 'about:blank', status: answer.status, title: answer.statusText })
}
