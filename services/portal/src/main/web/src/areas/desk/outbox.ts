import { reactive } from 'vue'
import { command, newKey, type Outcome } from '@/api/commands'

/** A dispatch cannot be taken back, so it waits a little before it goes. */
export const WAIT_MS = 5_000

export interface Dispatch {
  lead: string
  assistants?: string[]
}
export interface Leaving {
  key: string
  ticket: { id: string; number: string; title: string; version: number }
  body: Dispatch
  ends: number
  state: 'waiting' | 'sending'
}
export interface Hearing {
  sent?: (one: Leaving, outcome: Outcome) => void
  failed?: (one: Leaving, error: unknown) => void
}

/** What was decided and is about to go. It outlives the page: nothing that was decided is lost by walking on. */
export const outbox = reactive<Leaving[]>([])
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const hearings = new Map<string, Hearing>()

export function dispatchSoon(ticket: Leaving['ticket'], body: Dispatch, hearing: Hearing = {}): Leaving {
  const there = outbox.find((one) => one.ticket.id === ticket.id)
  if (there) return there
  const key = newKey()
  outbox.push({
    key,
    ticket: { id: ticket.id, number: ticket.number, title: ticket.title, version: ticket.version },
    body,
    ends: Date.now() + WAIT_MS,
    state: 'waiting',
  })
  hearings.set(key, hearing)
  timers.set(
    key,
    setTimeout(() => void go(key), WAIT_MS),
  )
  return outbox.at(-1)!
}

/** Takes back what has not gone yet; the latest if none is named. */
export function takeBack(key?: string): Leaving | undefined {
  const at = outbox.findLastIndex((one) => one.state === 'waiting' && (!key || one.key === key))
  if (at < 0) return undefined
  const [one] = outbox.splice(at, 1)
  clearTimeout(timers.get(one!.key))
  timers.delete(one!.key)
  hearings.delete(one!.key)
  return one
}

async function go(key: string, leaving = false): Promise<void> {
  const one = outbox.find((waiting) => waiting.key === key)
  if (!one || one.state === 'sending') return
  clearTimeout(timers.get(key))
  timers.delete(key)
  one.state = 'sending'
  const hearing = hearings.get(key)
  try {
    const outcome = await command(one.ticket.id, 'dispatch', one.body, { key, version: one.ticket.version, leaving })
    drop(key)
    hearing?.sent?.(one, outcome)
  } catch (e) {
    drop(key)
    hearing?.failed?.(one, e)
  }
}
function drop(key: string): void {
  const at = outbox.findIndex((one) => one.key === key)
  if (at >= 0) outbox.splice(at, 1)
  hearings.delete(key)
}

/** Sends all that waits now; `leaving`: the window closes. */
export function sendNow(leaving = false): void {
  outbox.filter((one) => one.state === 'waiting').forEach((one) => void go(one.key, leaving))
}
window.addEventListener('pagehide', () => sendNow(true))
