import { useQueries, useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef } from 'vue'
import { useCalendar } from '@/api/calendar'
import { api, unwrap } from '@/api/client'
import { ProblemError } from '@/api/problem'
import { plusDays } from '@/areas/together/model'
import { kindOf, monthOf, workingDaysToAsk, type DayKind } from './calendar'

/** An open clock, as the list of what is due has it; other lists have entries of the same name in the document. */
export interface Due {
  ticket: string
  number: string
  clock: string
  stage: string
  stageZh: string
  scope: 'TICKET' | 'UNIT' | 'ASSISTANT'
  due: string
  standing: 'ON_TIME' | 'SOON' | 'OVERDUE' | 'PAUSED' | 'UNKNOWN'
}

const MOST = 1_000

/** What is due in a span: of the tickets that the unit leads, and of its parts in others'. */
export function useDue(unit: () => string | undefined, own: () => boolean, span: () => { from: string; to: string }) {
  return useQuery({
    // With the tickets, so that what happens to one asks for it anew.
    queryKey: computed(() => ['tickets', 'due', unit(), span()]),
    enabled: computed(() => Boolean(unit())),
    queryFn: async ({ signal }) => {
      const found: Due[] = []
      let truncated = false
      for (const scope of ['TICKET', 'ASSISTANT']) {
        let cursor: string | undefined
        do {
          const page = (await unwrap(
            api.GET('/api/v1/due', {
              params: {
                query: {
                  scope,
                  unit: own() ? undefined : unit(),
                  from: `${span().from}T00:00:00+08:00`,
                  to: `${plusDays(span().to, 1)}T00:00:00+08:00`,
                  limit: '200',
                  cursor,
                },
              },
              signal,
            }),
          )) as unknown as { items: Due[]; next?: string }
          found.push(...page.items)
          cursor = page.next
        } while (cursor && found.length < MOST)
        truncated ||= Boolean(cursor)
      }
      return { found: found.sort((a, b) => a.due.localeCompare(b.due)), truncated }
    },
  })
}

/** What the days are by the district's working calendar, month by month. */
export function useDays(days: () => string[]): {
  kind: (day: string) => DayKind
  name: (day: string) => string | undefined
  unknownYears: ComputedRef<number[]>
} {
  const calendar = useCalendar()
  const known = (year: number): boolean =>
    calendar.data.value?.base === 'PLAIN_WEEKDAYS' ||
    (calendar.data.value?.years.some((one) => one.year === year) ?? false)
  const years = computed(() => [...new Set(days().map((day) => Number(day.slice(0, 4))))])
  const months = computed(() =>
    calendar.data.value ? [...new Set(days().map(monthOf))].filter((month) => known(Number(month.slice(0, 4)))) : [],
  )
  const asked = useQueries({
    queries: computed(() =>
      months.value.map((month) => ({
        queryKey: ['calendar', 'month', month, calendar.data.value?.version],
        staleTime: 60 * 60_000,
        retry: false,
        queryFn: async () => {
          const most = workingDaysToAsk(month, known)
          // A district may close on a day of its own: then the month has fewer than its weekdays.
          for (let count = most; ; count--) {
            try {
              const answer = await unwrap(
                api.GET('/api/v1/calendar/working-days', {
                  params: { query: { from: plusDays(`${month}-01`, -1), days: String(count) } },
                }),
              )
              const own = answer.days.filter((day) => day.date.startsWith(month))
              return {
                working: new Set(own.map((day) => day.date)),
                names: new Map(own.flatMap((day) => (day.name ? [[day.date, day.name] as const] : []))),
              }
            } catch (e) {
              if (!(e instanceof ProblemError) || e.status !== 422 || count <= most - 5) throw e
            }
          }
        },
      })),
    ),
  })
  const of = (day: string) => asked.value[months.value.indexOf(monthOf(day))]?.data
  return {
    kind: (day) => kindOf(day, of(day)?.working),
    name: (day) => of(day)?.names.get(day),
    unknownYears: computed(() => (calendar.data.value ? years.value.filter((year) => !known(year)) : [])),
  }
}
