import { del, get, set } from 'idb-keyval'
import type { Values } from './commands'

/**
 * What was typed and not sent yet, on this device: survives a reload and the end of a session. Kept apart by account, so
 * that nobody finds the words of another who uses the same browser.
 */
const KEEP_MS = 30 * 24 * 3600_000
interface Draft {
  at: number
  values: Values
}
const keyOf = (account: string, ticket: string, command: string): string => `draft:${account}:${ticket}:${command}`

export async function draftOf(account: string, ticket: string, command: string): Promise<Values | undefined> {
  try {
    const draft = await get<Draft>(keyOf(account, ticket, command))
    return draft && Date.now() - draft.at < KEEP_MS ? draft.values : undefined
  } catch {
    return undefined // A browser that keeps nothing: typing goes on without.
  }
}
export async function keepDraft(account: string, ticket: string, command: string, values: Values): Promise<void> {
  try {
    await set(keyOf(account, ticket, command), { at: Date.now(), values: JSON.parse(JSON.stringify(values)) } as Draft)
  } catch {
    // As above.
  }
}
export async function dropDraft(account: string, ticket: string, command: string): Promise<void> {
  try {
    await del(keyOf(account, ticket, command))
  } catch {
    // As above.
  }
}
