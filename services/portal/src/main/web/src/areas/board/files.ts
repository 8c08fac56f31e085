import { request } from '@/api/client'
import { problemOf } from '@/api/problem'
import type { Ask } from './view'

const nameIn = (disposition: string | null): string | undefined => {
  const told = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')
  return told ? decodeURIComponent(told[1]!) : undefined
}

/** Fetches a file with the session's token and hands it to the browser under the name that the server gives it. */
export async function fetchFile(path: string, otherwise: string): Promise<void> {
  const answer = await request(new Request(path))
  if (!answer.ok) throw await problemOf(answer)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = nameIn(answer.headers.get('Content-Disposition')) ?? otherwise
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export const addressOf = (path: string, ask: Ask): string => {
  const query = new URLSearchParams(Object.entries(ask).filter((entry): entry is [string, string] => Boolean(entry[1])))
  return query.size ? `${path}?${query}` : path
}
