import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useNames } from '@/api/names'
import { i18n, locale } from '@/i18n'
import { clock, day, dayKey, dayWithYear } from '@/i18n/times'
import type { usePersons } from './queries'
import type { Wording } from './sentences'
import '@/areas/ticket/words'

/** A day or an instant in words. */
export function whenWords(at: string): string {
  const today = dayKey(new Date().toISOString())
  const named = /^\d{4}-\d\d-\d\d$/.test(at) ? at : dayKey(at)
  const short = named.slice(0, 4) === today.slice(0, 4) ? day : dayWithYear
  if (named === today && named !== at) return `${i18n.global.t('time.today')} ${clock(at)}`
  return /^\d{4}-\d\d-\d\d$/.test(at) ? short(`${at}T12:00:00+08:00`) : `${short(at)} ${clock(at)}`
}

/** What sentences of the timeline are made with, in the reader's language. */
export function useWording(persons: ReturnType<typeof usePersons>): ComputedRef<Wording> {
  const { t, te } = useI18n()
  const names = useNames()
  return computed(() => ({
    t: (key, put) => t(key, put ?? {}),
    has: (key) => te(key) || te(key, 'zh'),
    unit: (id) => names.unit(id),
    person: (id) => persons.name(id),
    when: whenWords,
    chinese: locale.value === 'zh',
  }))
}
