/** A ticket's log as the ticket service tells it: each entry's hash is made of its content and the hash before. */
export interface Chain {
  ticket: string
  number: string
  version: number
  sound: boolean
  entries: Link[]
}
export interface Link {
  sequence: number
  type: string
  recordedAt: string
  hash: string
  previousHash: string
  sound: boolean
}

export type Verdict = { kind: 'sound' | 'empty' } | { kind: 'broken'; at: number } | { kind: 'gap'; at: number }

/** The whole in one verdict. The links are held against each other here once more, whatever the answer says of itself. */
export function verdictOf(chain: Chain): Verdict {
  if (!chain.entries.length) return { kind: 'empty' }
  for (const [i, link] of chain.entries.entries()) {
    const before = chain.entries[i - 1]
    if (before && link.sequence !== before.sequence + 1) return { kind: 'gap', at: before.sequence + 1 }
    if (!link.sound || (before && link.previousHash !== before.hash)) return { kind: 'broken', at: link.sequence }
  }
  if (chain.entries.at(-1)!.sequence !== chain.version) return { kind: 'gap', at: chain.version }
  return chain.sound ? { kind: 'sound' } : { kind: 'broken', at: chain.entries.at(-1)!.sequence }
}

export const shortHash = (hash: string): string => (hash.length > 20 ? `${hash.slice(0, 12)}…` : hash)
