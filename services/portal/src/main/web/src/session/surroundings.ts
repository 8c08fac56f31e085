/** What the server says of itself before anybody is signed in. */
export interface Surroundings {
  issuer: string
  clientId: string
  /** Whether `#token=…` in an address signs in (a laptop only). */
  signInLinks: boolean
}

let known: Promise<Surroundings> | undefined

export function surroundings(): Promise<Surroundings> {
  known ??= fetch('/app/surroundings.json').then((answer) => {
    if (!answer.ok) {
      known = undefined
      throw new Error(`surroundings: ${answer.status}`)
    }
    return answer.json() as Promise<Surroundings>
  })
  return known
}
