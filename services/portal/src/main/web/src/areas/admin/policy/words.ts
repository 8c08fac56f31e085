import { i18n } from '@/i18n'
import { span, step } from './model'

const t = i18n.global.t as (key: string, named?: Record<string, unknown>) => string

/** "5 个工作日" of `5 working days`; what is no span stays as it was written. */
export function spanWord(said: string | undefined): string {
  if (!said) return ''
  const found = span(said)
  return found ? t(`admin.policy.span.${found.working ? 'working' : 'natural'}.${found.unit}`, { n: found.n }) : said
}

export function stepWord(at: string): string {
  const found = step(at)
  if (!found) return at
  if (found.kind === 'share') return t('admin.policy.step.share', { n: found.percent })
  if (found.kind === 'due') return t('admin.policy.step.due')
  return t(`admin.policy.step.${found.kind}`, { span: spanWord(found.span) })
}
