import { request, type Answered } from '@/api/client'
import { problemOf, ProblemError } from '@/api/problem'

export type Query = Record<string, string | number | boolean | undefined | null>
export interface Asked {
  query?: Query
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is: a file, or a policy in YAML. */
  raw?: BodyInit
  type?: string
  ifMatch?: string | null
}

/** One request to an address that is worked out, such as that of a kind of the directory; else `api` of the client. */
export async function call<T>(method: string, path: string, asked: Asked = {}): Promise<Answered<T>> {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked.query ?? {}))
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  const headers: Record<string, string> = {}
  if (asked.body !== undefined) headers['Content-Type'] = 'application/json'
  if (asked.type) headers['Content-Type'] = asked.type
  if (asked.ifMatch) headers['If-Match'] = asked.ifMatch
  const response = await request(
    new Request(query.size ? `${path}?${query}` : path, {
      method,
      headers,
      body: asked.body === undefined ? asked.raw : JSON.stringify(asked.body),
    }),
  )
  if (!response.ok) throw await problemOf(response)
  const text = await response.clone().text()
  const json = text && (response.headers.get('Content-Type') ?? '').includes('json')
  return { data: (json ? JSON.parse(text) : undefined) as T, etag: response.headers.get('ETag'), response }
}

export const get = async <T>(path: string, query?: Query): Promise<T> => (await call<T>('GET', path, { query })).data

/** What the server says of a field, by its place in the document: `faultAt(error, '/fields/0/label')`. */
export function faultAt(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  return error.problem.errors?.find((fault) => fault.pointer === pointer || `/${fault.field}` === pointer)?.detail
}

/** Gives a fetched file to the browser's downloads. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
