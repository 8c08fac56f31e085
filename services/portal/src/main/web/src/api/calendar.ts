import { useQuery } from '@tanstack/vue-query'
import { momentOf } from '@/i18n/times'
import { api, unwrap, type Schemas } from './client'

type Calendar = Pick<Schemas['CalendarDocument'], 'zone' | 'hours' | 'ownDays'>

/** When the business of a day ends, as `2026-12-01T17:30:00+08:00`: by its own hours, else by the usual ones. */
export function closingOf(day: string, calendar: Calendar | undefined): string {
  const own = calendar?.ownDays.find((one) => one.date === day)?.hours
  const hours = own?.length ? own : (calendar?.hours ?? [])
  const last = hours
    .map(({ to }) => to)
    .sort()
    .at(-1)
  return momentOf(day, last ?? '23:59', calendar?.zone)
}

/** The district's working calendar. */
export const useCalendar = (wanted: () => boolean = () => true) =>
  useQuery({
    enabled: wanted,
    queryKey: ['calendar', 'settings'],
    staleTime: 60 * 60_000,
    queryFn: () => unwrap(api.GET('/api/v1/calendar')),
  })
