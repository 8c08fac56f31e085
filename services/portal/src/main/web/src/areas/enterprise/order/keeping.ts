import { createStore, del, delMany, entries, get, set, update } from 'idb-keyval'
import { onScopeDispose, ref, type Ref } from 'vue'
import { isFiled, withContent, type Draft, type Filed, type Kept } from './draft'

// Drafts stay on the device, so that neither a lost network nor a closed tab loses a word. Files lie beside them: a
// letter typed does not write ten megabytes.
const drafts = createStore('zhuqi-drafts', 'drafts')
const files = createStore('zhuqi-draft-files', 'files')
/** Filed ones are remembered for a week, for addresses that still name them. */
const FILED_MS = 7 * 24 * 3_600_000

/** What one tab tells the others about a draft. */
export interface Word {
  draft: string
  from: string
  said: 'open' | 'open-too' | 'left' | 'changed' | 'filed' | 'gone'
}
const self = crypto.randomUUID()
const channel = new BroadcastChannel('zhuqi.drafts')
const hearers = new Set<(word: Word) => void>()
channel.onmessage = (message: MessageEvent<Word>) => hearers.forEach((hear) => hear(message.data))

function tell(draft: string, said: Word['said']): void {
  const word: Word = { draft, from: self, said }
  channel.postMessage(word)
  if (said === 'changed' || said === 'filed' || said === 'gone') hearers.forEach((hear) => hear(word))
}

/** Hears what happens to drafts, here and in other tabs, for as long as the component lives. */
export function useDraftWords(hear: (word: Word, here: boolean) => void): void {
  const hearing = (word: Word): void => hear(word, word.from === self)
  hearers.add(hearing)
  onScopeDispose(() => hearers.delete(hearing))
}

/** Whether another tab has the same draft open. */
export function useElsewhere(draft: () => string | undefined): Ref<boolean> {
  const others = new Set<string>()
  const elsewhere = ref(false)
  useDraftWords((word, here) => {
    if (here || word.draft !== draft()) return
    if (word.said === 'open') tell(word.draft, 'open-too')
    if (word.said === 'left') others.delete(word.from)
    else others.add(word.from)
    elsewhere.value = others.size > 0
  })
  const leave = (): void => {
    const id = draft()
    if (id) tell(id, 'left')
  }
  window.addEventListener('pagehide', leave)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', leave)
    leave()
  })
  return elsewhere
}
export const sayOpen = (draft: string): void => tell(draft, 'open')

// A page that is being closed has no time for the database: what was typed last goes where it is written at once.
const LAST = 'zhuqi.draft.'
const lastWords = (id: string): string => LAST + id
export function keepAtOnce(draft: Draft): void {
  try {
    localStorage.setItem(lastWords(draft.id), JSON.stringify(draft))
  } catch {
    // No room: the database has all but the last quarter of a second.
  }
}

export async function readDraft(id: string): Promise<Kept | undefined> {
  const kept = await get<Kept>(id, drafts)
  const text = localStorage.getItem(lastWords(id))
  if (!text) return kept
  localStorage.removeItem(lastWords(id))
  const last = JSON.parse(text) as Draft
  if (kept && (isFiled(kept) || kept.changedAt >= last.changedAt)) return kept
  await keepDraft(last)
  return get<Kept>(id, drafts)
}

/** Keeps what is written. A draft that is being sent, or was, stays as it is. */
export async function keepDraft(draft: Draft): Promise<void> {
  // Without what watches it: the database takes plain objects only.
  const plain = JSON.parse(JSON.stringify(draft)) as Draft
  await update<Kept>(draft.id, (kept) => withContent(kept, plain), drafts)
  tell(draft.id, 'changed')
}

/** Changes how far the sending is; nothing if it was filed or thrown away meanwhile. */
export async function changeDraft(id: string, change: (draft: Draft) => Draft): Promise<Draft | undefined> {
  let changed: Draft | undefined
  const kept = await get<Kept>(id, drafts)
  if (!kept || isFiled(kept)) return undefined
  await update<Kept>(
    id,
    (now) => {
      if (!now || isFiled(now)) return now ?? kept
      changed = change(now)
      return changed
    },
    drafts,
  )
  tell(id, 'changed')
  return changed
}

export async function removeDraft(draft: Draft): Promise<void> {
  await del(draft.id, drafts)
  localStorage.removeItem(lastWords(draft.id))
  await delMany(
    draft.files.map((file) => file.local),
    files,
  )
  tell(draft.id, 'gone')
}

/** It is filed: of the draft only the way to the ticket stays. */
export async function keepFiled(draft: Draft, filed: Filed['filed']): Promise<void> {
  await set(draft.id, { id: draft.id, account: draft.account, filed } satisfies Filed, drafts)
  localStorage.removeItem(lastWords(draft.id))
  await delMany(
    draft.files.map((file) => file.local),
    files,
  )
  tell(draft.id, 'filed')
}

/** The drafts of an account, the one worked on last first. */
export async function draftsOf(account: string): Promise<Draft[]> {
  const unread = Object.keys(localStorage).filter((key) => key.startsWith(LAST))
  for (const key of unread) await readDraft(key.slice(LAST.length))
  const all = await entries<string, Kept>(drafts)
  const old = all.filter(([, kept]) => isFiled(kept) && Date.now() - kept.filed.at > FILED_MS).map(([id]) => id)
  if (old.length) await delMany(old, drafts)
  return all
    .map(([, kept]) => kept)
    .filter((kept): kept is Draft => !isFiled(kept) && kept.account === account)
    .sort((a, b) => b.changedAt - a.changedAt)
}

export const keepFile = (local: string, file: Blob): Promise<void> => set(local, file, files)
export const readFile = (local: string): Promise<Blob | undefined> => get<Blob>(local, files)
export const removeFile = (local: string): Promise<void> => del(local, files)
