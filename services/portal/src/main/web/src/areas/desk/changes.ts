import { ProblemError } from '@/api/problem'
import { i18n } from '@/i18n'

interface Change {
  by?: string
  event?: string
  unit?: string
}

/** Only what is used of it: the whole type of all messages is too deep for the compiler. */
interface Words {
  t: (key: string, put?: Record<string, unknown>) => string
  te: (key: string) => boolean
}

/** What others did meanwhile, of a refusal because of it, as one sentence; empty if it does not say. */
export function changedSince(error: unknown, unitName: (id: string) => string): string {
  if (!(error instanceof ProblemError) || !Array.isArray(error.problem.changedSince)) return ''
  const { t, te } = i18n.global as unknown as Words
  const told = (error.problem.changedSince as Change[]).map((change) => {
    const who = change.unit
      ? unitName(change.unit)
      : change.by && te(`ticket.roles.${change.by}`)
        ? t(`ticket.roles.${change.by}`)
        : ''
    const what = change.event && te(`desk.happened.${change.event}`) ? t(`desk.happened.${change.event}`) : ''
    return what ? t('desk.happenedBy', { who, what }) : ''
  })
  const known = told.filter(Boolean)
  return known.length ? t('desk.changedSince', { what: known.join(t('desk.then')) }) : ''
}
