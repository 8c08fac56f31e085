import { newKey } from '@/api/commands'
import { answersOf, isFilled, type Answer, type Content, type Item } from './form'

/** A file as it was chosen; its bytes lie beside the draft until it is sent. */
export interface DraftFile {
  local: string
  name: string
  size: number
  type: string
  /** The field of the form to which it belongs. */
  field?: string
  /** What the server calls it, and since when: what nobody names is thrown away after two days. */
  uploaded?: { id: string; at: number }
  /** Why the server does not take it. */
  refused?: string
}

export interface Draft {
  id: string
  /** The same for every attempt at sending it, so that it is filed once. */
  key: string
  /** Whose it is: nobody else on this device sees it. */
  account: string
  enterprise: string
  enterpriseName: string
  item: Item
  content: Content
  files: DraftFile[]
  changedAt: number
  /** Since when it wants to be sent; with `body`, exactly this may have arrived already. */
  sending?: { since: number; body?: Submission }
}

/** What is left of a draft that was filed: an address or a second tab that still names it is led to the ticket. */
export interface Filed {
  id: string
  account: string
  filed: { ticket: string; number?: string; at: number }
}
export type Kept = Draft | Filed
export const isFiled = (kept: Kept | undefined): kept is Filed => kept !== undefined && 'filed' in kept

export interface Submission {
  item: string
  enterprise: string
  title: string
  description: string
  urgency: 'NORMAL' | 'URGENT'
  contact?: string
  answers?: Answer[]
  attachments?: { id: string }[]
}

/** Files are kept for 48 hours until something names them; to be on the safe side they are uploaded anew before. */
const KEPT_MS = 40 * 3_600_000

export function newDraft(of: {
  account: string
  enterprise: string
  enterpriseName: string
  item: Item
  now?: number
}): Draft {
  return {
    id: newKey(),
    key: newKey(),
    account: of.account,
    enterprise: of.enterprise,
    enterpriseName: of.enterpriseName,
    item: of.item,
    content: { title: '', titled: false, description: '', urgency: 'NORMAL', contact: '', answers: {} },
    files: [],
    changedAt: of.now ?? Date.now(),
  }
}

/** Nothing that anybody would miss. */
export const isEmpty = (draft: Draft): boolean =>
  !draft.content.description.trim() &&
  !(draft.content.titled && draft.content.title.trim()) &&
  draft.files.length === 0 &&
  !Object.values(draft.content.answers).some(isFilled)

export const needsUpload = (file: DraftFile, now = Date.now()): boolean =>
  !file.uploaded || now - file.uploaded.at > KEPT_MS

export function submissionOf(draft: Draft): Submission {
  const { content, files } = draft
  const answers = answersOf(
    draft.item,
    content,
    (field) => files.find((file) => file.field === field && file.uploaded)?.uploaded?.id,
  )
  const attachments = files.flatMap((file) => (file.uploaded ? [{ id: file.uploaded.id }] : []))
  return {
    item: draft.item.item,
    enterprise: draft.enterprise,
    title: content.title.trim(),
    description: content.description.trim(),
    urgency: content.urgency,
    ...(content.contact ? { contact: content.contact } : {}),
    ...(answers.length ? { answers } : {}),
    ...(attachments.length ? { attachments } : {}),
  }
}

/**
 * What another tab wrote is taken over; a form that wants to be sent, or was, is not changed any more by one that does
 * not know it yet.
 */
export function withContent(kept: Kept | undefined, written: Draft): Kept {
  if (!kept) return written
  if (isFiled(kept) || kept.sending) return kept
  return { ...written, key: kept.key, files: mergedFiles(kept.files, written.files) }
}

/** Which files there are says who writes; how far each is uploaded, whoever knows more. */
function mergedFiles(kept: DraftFile[], written: DraftFile[]): DraftFile[] {
  return written.map((file) => {
    const other = kept.find((one) => one.local === file.local)
    return !file.uploaded && other?.uploaded ? { ...file, uploaded: other.uploaded } : file
  })
}
