import { OfflineError } from '@/api/problem'

/** What the server says of itself before anybody is signed in. */
export interface Surroundings {
  issuer: string
  clientId: string
  /** Whether `#token=…` in an address signs in (a laptop only). */
  signInLinks: boolean
}

let known: Promise<Surroundings> | undefined

export function surroundings(): Promise<Surroundings> {
  known ??= ask().catch((e: unknown) => {
    known = undefined
    throw e
  })
  return known
}

async function ask(): Promise<Surroundings> {
  const answer = await fetch('/app/surroundings.json').catch((e: unknown) => {
    throw new OfflineError(String(e))
  })
  if (!answer.ok) throw new Error(`surroundings: ${answer.status}`)
  return (await answer.json()) as Surroundings
}
