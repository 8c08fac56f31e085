/**
 * What a page asks for first was asked for by the script beside it (`vite.ahead.ts`), while the page's own scripts were
 * still on their way: each such answer is taken once, by whoever asks for the same as the same person.
 */
export interface Early {
  /** As `Authorization` and `Accept-Language` were. */
  authorization: string
  language: string
  /** By the page's clock, ms. */
  at: number
  answer: Promise<Response>
}

declare global {
  interface Window {
    zhuqiEarly?: Record<string, Early>
  }
}

// From now on whoever needs something asks: the script beside the page comes too late, if it has not come yet.
window.zhuqiEarly ??= {}

/** Later than that it is asked anew: a page shows what is, not what was. */
const LONGEST_MS = 10_000

/** The answer that is under way; undefined if this was not asked for, or not as this person. It fails as `fetch` does. */
export function early(request: Request): Promise<Response> | undefined {
  if (request.method !== 'GET') return undefined
  const { pathname, search } = new URL(request.url)
  const found = window.zhuqiEarly?.[pathname + search]
  if (!found) return undefined
  delete window.zhuqiEarly![pathname + search]
  return found.authorization === request.headers.get('Authorization') &&
    found.language === request.headers.get('Accept-Language') &&
    !request.headers.has('Zhuqi-District') &&
    performance.now() - found.at < LONGEST_MS
    ? found.answer
    : undefined
}
