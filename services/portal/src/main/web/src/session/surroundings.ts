import { OfflineError } from '@/api/problem'

/** What the server says of itself before anybody is signed in. */
export interface Surroundings {
  issuer: string
  clientId: string
  /** Whether `#token=…` in an address signs in (a laptop only). */
  signInLinks: boolean
}

declare global {
  interface Window {
    /** The answer that the script beside the page asked for; taken once. */
    zhuqiSurroundings?: Promise<Response>
  }
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
  const answer = await (window.zhuqiSurroundings ?? fetch('/app/surroundings.json')).catch((e: unknown) => {
    delete window.zhuqiSurroundings
    throw new OfflineError(String(e))
  })
  delete window.zhuqiSurroundings
  if (!answer.ok) throw new Error(`surroundings: ${answer.status}`)
  return (await answer.json()) as Surroundings
}
