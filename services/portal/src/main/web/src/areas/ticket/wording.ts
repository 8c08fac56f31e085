import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useNames, useUnitName } from '@/api/names'
import { i18n, locale } from '@/i18n'
import { clock, day, dayKey, dayWithYear } from '@/i18n/times'
import type { usePersons } from './queries'
import type { Ticket } from './model'
import type { Wording } from './sentences'
import type { Loop, Track } from './steps'
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

/** What is said of the five steps beside their names: the ways back, and what stands in the way. */
export function useTrackWords() {
  const { t } = useI18n()
  const unit = useUnitName()
  return {
    loop: (loop: Loop): string => t(`ticket.track.${loop.kind}`, { n: loop.n, unit: unit(loop.unit) }),
    /** Empty where nothing does. */
    aside: (ticket: Ticket, { aside }: Track): string =>
      aside
        ? t(`ticket.track.${aside}`, {
            why: ticket.suspendedFor ? t(`ticket.values.suspension.${ticket.suspendedFor}`) : '',
          })
        : '',
  }
}
