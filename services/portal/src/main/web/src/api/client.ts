import createClient, { type FetchResponse } from 'openapi-fetch'
import { locale } from '@/i18n'
import { accessToken } from '@/session/session'
import { early } from './early'
import { OfflineError, ProblemError, problemOf } from './problem'
import type { components, paths } from './schema'

export type Schemas = components['schemas']

/** The district that an account of all districts looks at; null: its own. */
let district: string | null = sessionStorage.getItem('zhuqi.district')
export function lookAt(id: string | null): void {
  district = id
  if (id) sessionStorage.setItem('zhuqi.district', id)
  else sessionStorage.removeItem('zhuqi.district')
}
export const lookedAt = (): string | null => district

/**
 * `fetch` with the token and language of whoever is signed in. A token that is refused is renewed once; a session that
 * has ended waits for its owner, so that nothing typed is lost. Throws {@link OfflineError} if nothing came back.
 */
export async function request(input: Request): Promise<Response> {
  let refused: string | undefined
  for (;;) {
    const attempt = input.clone()
    const token = await goodToken(refused)
    if (token) attempt.headers.set('Authorization', `Bearer ${token}`)
    attempt.headers.set('Accept-Language', locale.value)
    if (district) attempt.headers.set('Zhuqi-District', district)
    let answer: Response
    try {
      answer = await (early(attempt) ?? fetch(attempt))
    } catch (e) {
      if (e instanceof DOMException && e.name === 'AbortError') throw e
      throw new OfflineError(String(e))
    }
    if (answer.status !== 401 || !token || refused) return answer
    refused = token
  }
}

/** Renewing a token needs the network, too. */
async function goodToken(refused: string | undefined): Promise<string | null> {
  try {
    return await accessToken(refused)
  } catch (e) {
    throw e instanceof TypeError ? new OfflineError(String(e)) : e
  }
}

/** Typed by the OpenAPI document: `unwrap(api.GET('/api/v1/tickets', { params: { query: { limit: 50 } } }))`. */
export const api = createClient<paths>({ baseUrl: '', fetch: request })

export interface Answered<T> {
  data: T
  /** The version in the ETag, for If-Match; null if there was none. */
  etag: string | null
  response: Response
}

/** The body and the ETag of what succeeded. Throws {@link ProblemError} for everything else. */
export async function answered<T extends Record<string | number, unknown>, O, M extends `${string}/${string}`>(
  asked: Promise<FetchResponse<T, O, M>>,
): Promise<Answered<NonNullable<FetchResponse<T, O, M>['data']>>> {
  const { data, error, response } = await asked
  if (!response.ok) {
    const body = error as unknown
    throw body && typeof body === 'object' && 'status' in body
      ? new ProblemError(body as ProblemError['problem'], response.status)
      : await problemOf(response.bodyUsed ? new Response(null, { status: response.status }) : response)
  }
  return { data: data as NonNullable<typeof data>, etag: response.headers.get('ETag'), response }
}

/** Only the body of what succeeded. */
export async function unwrap<T extends Record<string | number, unknown>, O, M extends `${string}/${string}`>(
  asked: Promise<FetchResponse<T, O, M>>,
): Promise<NonNullable<FetchResponse<T, O, M>['data']>> {
  return (await answered(asked)).data
}
