import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, unwrap, type Schemas } from '@/api/client'
import { locale } from '@/i18n'
import type { Ask } from './view'

// Figures are kept while the next ones come, so that nothing jumps; what is asked anew cuts off what is still under way.
// All keys begin with 'metrics'.

const clean = (ask: Ask): Record<string, string> =>
  Object.fromEntries(Object.entries(ask).filter((entry): entry is [string, string] => Boolean(entry[1])))

/** Many figures in one question. */
export function useFigures(ask: MaybeRefOrGetter<Ask>, enabled: MaybeRefOrGetter<boolean> = true) {
  return useQuery({
    queryKey: computed(() => ['metrics', 'figures', clean(toValue(ask))]),
    enabled: computed(() => toValue(enabled)),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/metrics', { params: { query: clean(toValue(ask)) as never }, signal })) as Promise<
        Schemas['Figures']
      >,
  })
}

export function useSeries(
  key: MaybeRefOrGetter<string>,
  ask: MaybeRefOrGetter<Ask>,
  enabled: MaybeRefOrGetter<boolean> = true,
) {
  return useQuery({
    queryKey: computed(() => ['metrics', 'series', toValue(key), clean(toValue(ask))]),
    enabled: computed(() => toValue(enabled)),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/metrics/{key}/series', {
          params: { path: { key: toValue(key) }, query: clean(toValue(ask)) as never },
          signal,
        }),
      ) as Promise<Schemas['FigureSeries']>,
  })
}

export function useRanking(
  key: MaybeRefOrGetter<string>,
  ask: MaybeRefOrGetter<Ask>,
  enabled: MaybeRefOrGetter<boolean> = true,
) {
  return useQuery({
    queryKey: computed(() => ['metrics', 'ranking', toValue(key), clean(toValue(ask))]),
    enabled: computed(() => toValue(enabled)),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/metrics/{key}/ranking', {
          params: { path: { key: toValue(key) }, query: clean(toValue(ask)) as never },
          signal,
        }),
      ) as Promise<Schemas['FigureRanking']>,
  })
}

export function useTimes(key: MaybeRefOrGetter<string>, ask: MaybeRefOrGetter<Ask>) {
  return useQuery({
    queryKey: computed(() => ['metrics', 'times', toValue(key), clean(toValue(ask))]),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/metrics/times/{key}', {
          params: { path: { key: toValue(key) }, query: clean(toValue(ask)) as never },
          signal,
        }),
      ) as Promise<Schemas['Times']>,
  })
}

/** Which way tickets went, from unit to unit. */
export function useFlow(ask: MaybeRefOrGetter<Ask>) {
  return useQuery({
    queryKey: computed(() => ['metrics', 'flow', clean(toValue(ask))]),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/metrics/flow', { params: { query: clean(toValue(ask)) as never }, signal })) as Promise<
        Schemas['Flow']
      >,
  })
}

/** One behind a number, whatever it is a number of. */
export interface Behind {
  kind: string
  id: string
  ticketId?: string
  number?: string
  title?: string
  tickets: string[]
  part?: string
  enterprise?: string
  item?: string
  unit?: string
  receivedAt?: string
  happenedAt?: string
  facts: string[]
  /** Of times and some signals. */
  seconds?: number
}
interface Page {
  items: Behind[]
  next?: string
}
async function pageBehind(key: string, query: Record<string, string>, signal: AbortSignal): Promise<Page> {
  const [of, inner] = key.includes(':') ? (key.split(':') as [string, string]) : ['figures', key]
  const init = { params: { path: { key: inner }, query: query as never }, signal }
  if (of === 'times') {
    const page = await unwrap(api.GET('/api/v1/metrics/times/{key}/tickets', init))
    return {
      next: page.next,
      items: page.items.map((one) => ({
        ...one.by,
        kind: 'ticket',
        id: one.ticketId,
        ticketId: one.ticketId,
        number: one.number,
        part: one.part,
        tickets: [],
        facts: [],
        receivedAt: one.receivedAt,
        happenedAt: one.endedAt,
        seconds: one.seconds,
      })),
    }
  }
  if (of === 'flow') {
    const page = await unwrap(api.GET('/api/v1/metrics/flow/tickets', { params: { query: query as never }, signal }))
    return {
      next: page.next,
      items: page.items.map((one) => ({
        ...one,
        kind: 'ticket',
        ticketId: one.id,
        tickets: [],
        facts: [],
        happenedAt: one.wentAt,
      })),
    }
  }
  if (of === 'signals') {
    const page = await unwrap(api.GET('/api/v1/metrics/signals/{key}/tickets', init))
    return {
      next: page.next,
      items: page.items.map((one) => ({
        ...one,
        kind: 'ticket',
        id: one.ticketId,
        tickets: [],
        seconds: one.measured,
      })),
    }
  }
  const page = await unwrap(api.GET('/api/v1/metrics/{key}/tickets', init))
  return { next: page.next, items: page.items.map((one) => ({ ...one.by, ...one })) }
}

/** Those behind a number, page by page: exactly as many as the number says. */
export function useBehind(
  key: MaybeRefOrGetter<string>,
  ask: MaybeRefOrGetter<Ask>,
  enabled: MaybeRefOrGetter<boolean> = true,
) {
  return useInfiniteQuery({
    queryKey: computed(() => ['metrics', 'behind', toValue(key), clean(toValue(ask))]),
    enabled: computed(() => toValue(enabled)),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      pageBehind(
        toValue(key),
        { ...clean(toValue(ask)), limit: '50', ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      ),
    getNextPageParam: (page: Page) => page.next,
  })
}

/** The menu's names by item, in the reader's language; short ones for heads of columns. */
export function useItems() {
  const query = useQuery({
    queryKey: ['names', 'items'],
    staleTime: 10 * 60_000,
    queryFn: async () => (await unwrap(api.GET('/api/v1/catalogue'))).items,
  })
  const byId = computed(() => new Map((query.data.value ?? []).map((one) => [one.item, one])))
  return {
    items: computed(() => query.data.value ?? []),
    pending: query.isPending,
    item: (id: string | undefined): string => {
      const found = id ? byId.value.get(id) : undefined
      return (locale.value === 'en' ? (found?.nameEn ?? found?.name) : found?.name) ?? id ?? ''
    },
    /** The category where it has one item only, else the item's own name. */
    short: (id: string | undefined): string => {
      const found = id ? byId.value.get(id) : undefined
      if (!found) return id ?? ''
      if (locale.value === 'en') return found.nameEn ?? found.name
      const alone = (query.data.value ?? []).filter((one) => one.category === found.category).length === 1
      return alone ? found.category : found.name
    },
  }
}

/** How long a working day is, of the calendar; null as long as nobody said so. */
export function useWorkingDay() {
  const query = useQuery({
    queryKey: ['metrics', 'working-day'],
    staleTime: Infinity,
    queryFn: async () => {
      const page = await unwrap(api.GET('/api/v1/tickets', { params: { query: { limit: '1' } as never } }))
      return page.items[0]?.time.workingDaySeconds ?? null
    },
  })
  return computed(() => query.data.value ?? null)
}
