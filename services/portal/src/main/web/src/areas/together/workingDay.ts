import { useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, unwrap } from '@/api/client'
import { ProblemError } from '@/api/problem'
import { plusDays } from './model'

/** A word of caution about a time outside of the working calendar; null where there is none. Forbidden it is not. */
export function useWorkingDay(
  date: () => string,
  time: () => { from: string; to: string },
): ComputedRef<string | null> {
  const { t } = useI18n()
  const query = useQuery({
    queryKey: computed(() => ['calendar', 'next', date()]),
    enabled: computed(() => /^20\d\d-\d\d-\d\d$/.test(date())),
    staleTime: 60 * 60_000,
    retry: false,
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/calendar/working-days', { params: { query: { from: plusDays(date(), -1), days: '1' } } }),
      ),
  })
  return computed(() => {
    const error = query.error.value
    if (error) {
      const year = error instanceof ProblemError ? error.problem.year : undefined
      return year ? t('together.meeting.unknownYear', { year }) : null
    }
    const next = query.data.value?.days[0]
    if (!next || !date()) return null
    if (next.date !== date()) return t('together.meeting.restDay')
    const { from, to } = time()
    const said = []
    const weekday = new Date(`${next.date}T00:00:00Z`).getUTCDay()
    if (weekday === 0 || weekday === 6)
      said.push(next.name ? t('together.meeting.makeUp', { name: next.name }) : t('together.meeting.makeUpPlain'))
    if (from && to && !within(next.hours, from, to))
      said.push(
        t('together.meeting.outside', { hours: next.hours.map((one) => `${one.from}–${one.to}`).join(t('list.and')) }),
      )
    return said.join(' ') || null
  })
}

/** Whether a span lies in the business hours; a break between two of them does not matter to a meeting. */
export const within = (hours: { from: string; to: string }[], from: string, to: string): boolean =>
  hours.length > 0 && from >= hours[0]!.from && to <= hours[hours.length - 1]!.to
