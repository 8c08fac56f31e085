import { say, type Said } from '@/i18n'
import { queryClient, refreshTicket } from './queries'
import { hearVersion, madeVersion } from './versions'
import { request } from './client'
import { ProblemError, problemOf } from './problem'

/** What became of a command: `number` and `version` once it is decided. */
export interface Outcome {
  ticketId: string
  commandId: string
  number?: string
  state?: string
  version?: number
}

/** One attempt of one person at one thing: sent again it is the same, however often the button was pressed. */
export const newKey = (): string => crypto.randomUUID()

const POLLS_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000]

/**
 * Sends a command and waits for the engine's word. `received` is called if it is stored but not decided yet; the promise
 * goes on until it is. Throws {@link ProblemError} for a refusal and {@link OfflineError} if nothing came back: send the
 * same key again.
 */
export async function send(
  path: string,
  body: unknown,
  options: { key: string; version?: number; received?: () => void; leaving?: boolean },
): Promise<Outcome> {
  const answer = await request(
    new Request(path, {
      method: 'POST',
      // Outlives the page that is being closed.
      keepalive: options.leaving ?? false,
      body: JSON.stringify(body),
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': options.key,
        ...(options.version === undefined ? {} : { 'If-Match': `"${options.version}"` }),
      },
    }),
  )
  if (!answer.ok) throw await problemOf(answer)
  let outcome = (await answer.json()) as Outcome
  if (answer.status === 202) {
    options.received?.()
    outcome = await decided(answer.headers.get('Location') ?? `/api/v1/commands/${outcome.commandId}`)
  }
  madeVersion(outcome.ticketId, outcome.version)
  hearVersion({ id: outcome.ticketId, number: outcome.number }, outcome.version)
  void queryClient.invalidateQueries({ queryKey: ['tickets'] })
  refreshTicket(outcome.ticketId, outcome.number)
  return outcome
}

/** Asks until it is decided: until then there is nothing (404). A refusal is told in the reader's language, as at once. */
async function decided(location: string): Promise<Outcome> {
  for (let i = 0; ; i++) {
    await new Promise((resume) => setTimeout(resume, POLLS_MS[Math.min(i, POLLS_MS.length - 1)]))
    const answer = await request(new Request(location))
    if (answer.status === 404) continue
    if (!answer.ok) throw await problemOf(answer)
    const decision = (await answer.json()) as Decision
    if (decision.verdict === 'ACCEPTED') return decision
    throw new ProblemError({
      type: `urn:zhuqi:problem:${(decision.refusal?.code ?? 'dead-letter').toLowerCase().replaceAll('_', '-')}`,
      status: decision.verdict === 'REFUSED' ? 422 : 500,
      detail: say(decision.refusal?.sentence),
      commandId: decision.commandId,
      ticketId: decision.ticketId,
      number: decision.number,
    })
  }
}

interface Decision extends Outcome {
  verdict: 'ACCEPTED' | 'REFUSED' | 'FAILED'
  refusal?: { code: string; sentence: Said }
}

export const submit = (body: unknown, options: { key: string; received?: () => void }): Promise<Outcome> =>
  send('/api/v1/tickets', body, options)

export const command = (
  ticket: string,
  name: string,
  body: unknown,
  options: { key: string; version?: number; received?: () => void; leaving?: boolean },
): Promise<Outcome> => send(`/api/v1/tickets/${ticket}/${name}`, body, options)
