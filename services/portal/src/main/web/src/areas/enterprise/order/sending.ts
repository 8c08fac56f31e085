import { reactive } from 'vue'
import { newKey, submit, type Outcome } from '@/api/commands'
import { OfflineError, ProblemError } from '@/api/problem'
import { toast } from '@/components/toasts'
import { i18n } from '@/i18n'
import '@/areas/enterprise/words'
import { loadMe } from '@/session/me'
import { isFiled, needsUpload, submissionOf, type Draft, type DraftFile } from './draft'
import { changeDraft, draftsOf, keepFiled, readDraft, readFile } from './keeping'
import { upload } from './upload'

/** How far each file is that is being uploaded now, by its local id: 0 to 1. */
export const progress = reactive<Record<string, number>>({})

/** Set while something waits to be sent, so that the pages look after it from their start. */
export const WAITING = 'zhuqi.waiting-to-be-sent'

export type Result =
  | { kind: 'filed'; ticket: string; number?: string }
  /** Thrown away meanwhile. */
  | { kind: 'gone' }

/** Uploads what is not uploaded yet. What the server does not take is marked, and thrown. */
export async function uploadFiles(id: string): Promise<void> {
  await navigator.locks.request(`zhuqi.draft-files.${id}`, async () => {
    const draft = await readDraft(id)
    if (!draft || isFiled(draft)) return
    for (const file of draft.files) {
      if (!needsUpload(file) || file.refused) continue
      const bytes = await readFile(file.local)
      if (!bytes) continue
      progress[file.local] = 0
      try {
        const kept = await upload(bytes, file.name, (part) => (progress[file.local] = part))
        await changeFile(id, file.local, { uploaded: { id: kept.id, at: Date.now() } })
      } catch (e) {
        if (e instanceof ProblemError && e.status < 500 && e.status !== 429)
          await changeFile(id, file.local, { refused: e.message })
        throw e
      } finally {
        delete progress[file.local]
      }
    }
  })
}

const changeFile = (id: string, local: string, change: Partial<DraftFile>): Promise<unknown> =>
  changeDraft(id, (draft) => ({
    ...draft,
    files: draft.files.map((file) => (file.local === local ? { ...file, ...change } : file)),
  }))

/**
 * Sends a draft, wherever it was left: files first, then the form, always the same under the same key. What was
 * refused for good can be changed again; what may have arrived stays as it is and is sent again later.
 */
export async function sendDraft(id: string, received?: () => void): Promise<Result> {
  return await navigator.locks.request(`zhuqi.draft.${id}`, async (): Promise<Result> => {
    let draft = await readDraft(id)
    if (!draft) return { kind: 'gone' }
    if (isFiled(draft)) return { kind: 'filed', ...draft.filed }
    localStorage.setItem(WAITING, 'yes')
    try {
      draft = await changeDraft(id, (now) => ({ ...now, sending: now.sending ?? { since: Date.now() } }))
      if (draft && !draft.sending?.body) {
        await uploadFiles(id)
        draft = await changeDraft(id, (now) => ({
          ...now,
          sending: { since: now.sending?.since ?? Date.now(), body: submissionOf(now) },
        }))
      }
      if (!draft) return { kind: 'gone' }
      return await file(draft, received)
    } catch (e) {
      if (!mayArriveLater(e)) await release(id, e)
      throw e
    }
  })
}

async function file(draft: Draft, received?: () => void): Promise<Result> {
  let outcome: Pick<Outcome, 'ticketId' | 'number'>
  try {
    outcome = await submit(draft.sending!.body, { key: draft.key, received })
  } catch (e) {
    // It was filed by an attempt of which we never heard.
    const known = e instanceof ProblemError && e.kind === 'id-reused' ? e.problem : undefined
    if (typeof known?.number !== 'string' || typeof known.ticketId !== 'string') throw e
    outcome = { ticketId: known.ticketId, number: known.number }
  }
  await keepFiled(draft, { ticket: outcome.ticketId, number: outcome.number, at: Date.now() })
  return { kind: 'filed', ticket: outcome.ticketId, number: outcome.number }
}

/** Nothing came back, or the server could not just now: the same again later. */
export const mayArriveLater = (e: unknown): boolean =>
  e instanceof OfflineError ||
  (e instanceof ProblemError && (e.status === 503 || e.status === 502 || e.status === 504 || e.status === 429))

async function release(id: string, e: unknown): Promise<void> {
  // A refusal that the engine has written down belongs to its key; what is changed after it is another attempt.
  const written = e instanceof ProblemError && typeof e.problem.commandId === 'string' && e.status < 500
  const lost = e instanceof ProblemError && e.kind === 'unknown-attachment'
  await changeDraft(id, ({ sending: _, ...draft }) => ({
    ...draft,
    key: written ? newKey() : draft.key,
    files: lost ? draft.files.map(({ uploaded: __, ...file }) => file) : draft.files,
  }))
}

/** Does not send it after all. False if it may have arrived already. */
export async function stopSending(id: string): Promise<boolean> {
  const draft = await changeDraft(id, (now) => {
    if (now.sending?.body) return now
    const { sending: _, ...rest } = now
    return rest
  })
  return draft !== undefined && !draft.sending
}

let watching = false
/** Sends what waits to be sent: now, whenever the network comes back, and every half minute. */
export function watchOutbox(): void {
  if (watching) return
  watching = true
  const round = (): void => void sendWaiting().catch(() => undefined)
  window.addEventListener('online', round)
  setInterval(() => localStorage.getItem(WAITING) && round(), 30_000)
  // The mark is set before anything is sent; should it have been lost, what waits is found a little later.
  if (localStorage.getItem(WAITING)) round()
  else setTimeout(round, 3_000)
}

export async function sendWaiting(): Promise<void> {
  if (!navigator.onLine) return
  const { account } = await loadMe()
  const waiting = (await draftsOf(account)).filter((draft) => draft.sending)
  for (const draft of waiting) {
    // Being sent here or in another tab already: that one says what came of it.
    const busy = (await navigator.locks.query()).held?.some((lock) => lock.name === `zhuqi.draft.${draft.id}`)
    if (busy) continue
    const result = await sendDraft(draft.id).catch((e: unknown) => {
      if (!mayArriveLater(e))
        toast(i18n.global.t('enterprise.order.notSent', { title: draft.content.title }), { bad: true })
      return null
    })
    if (result?.kind === 'filed') toast(i18n.global.t('enterprise.order.sentByItself', { number: result.number ?? '' }))
  }
  if (!(await draftsOf(account)).some((draft) => draft.sending)) localStorage.removeItem(WAITING)
}
