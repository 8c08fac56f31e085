import { useQuery } from '@tanstack/vue-query'
import { computed, watch, type MaybeRefOrGetter, toValue } from 'vue'
import { api, answered, unwrap, type Schemas } from '@/api/client'
import { queryClient, versionKnown } from '@/api/queries'
import type { Clocks, Ticket, Timeline } from './model'

/**
 * A ticket by id or number. Live events name tickets by id: one that was asked for by number hears them under the id too.
 */
export function useTicket(id: MaybeRefOrGetter<string>) {
  const query = useQuery({
    queryKey: computed(() => ['ticket', toValue(id)]),
    queryFn: async () =>
      (await unwrap(
        api.GET('/api/v1/tickets/{idOrNumber}', {
          params: { path: { idOrNumber: toValue(id) }, query: { atLeast: versionKnown(toValue(id)) } },
        }),
      )) as Ticket,
  })
  return query
}

export function useTimeline(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['ticket', toValue(id), 'timeline']),
    enabled: computed(() => Boolean(toValue(id))),
    queryFn: async () =>
      (await unwrap(
        api.GET('/api/v1/tickets/{idOrNumber}/timeline', {
          params: { path: { idOrNumber: toValue(id)! }, query: { atLeast: versionKnown(toValue(id)!) } },
        }),
      )) as unknown as Timeline,
  })
}

export function useClocks(id: MaybeRefOrGetter<string | undefined>, enabled: MaybeRefOrGetter<boolean> = true) {
  return useQuery({
    queryKey: computed(() => ['ticket', toValue(id), 'clocks']),
    enabled: computed(() => Boolean(toValue(id)) && toValue(enabled)),
    queryFn: async () =>
      (await unwrap(
        api.GET('/api/v1/tickets/{idOrNumber}/clocks', { params: { path: { idOrNumber: toValue(id)! } } }),
      )) as unknown as Clocks,
  })
}

/** The newest version of a ticket, past the cache: to go on after somebody else was quicker. */
export async function ticketNow(id: string): Promise<{ ticket: Ticket; etag: string | null }> {
  const { data, etag } = await answered(
    api.GET('/api/v1/tickets/{idOrNumber}', { params: { path: { idOrNumber: id } } }),
  )
  queryClient.setQueryData(['ticket', id], data)
  return { ticket: data as Ticket, etag }
}

export type Card = Schemas['Card']

/** Who is behind ids, as far as one may know; asked for together, kept for the visit. */
export function usePersons(ids: MaybeRefOrGetter<string[]>) {
  const wanted = computed(() => [...new Set(toValue(ids))].filter((id) => id && id !== 'system').sort())
  const query = useQuery({
    queryKey: computed(() => ['names', 'persons', wanted.value.join(',')]),
    enabled: computed(() => wanted.value.length > 0),
    staleTime: 10 * 60_000,
    queryFn: async () => {
      const found: Record<string, Card> = {}
      for (let i = 0; i < wanted.value.length; i += 200) {
        const part = (await unwrap(
          api.GET('/api/v1/directory/persons', {
            params: { query: { ids: wanted.value.slice(i, i + 200).join(',') } },
          }),
        )) as Card[]
        part.forEach((card) => (found[card.id] = card))
      }
      return found
    },
  })
  const known: Record<string, Card> = {}
  watch(query.data, (data) => Object.assign(known, data), { immediate: true })
  return {
    card: (id: string | undefined): Card | undefined => (id ? (query.data.value?.[id] ?? known[id]) : undefined),
    /** Empty where one may not know: stars name nobody. */
    name: (id: string | undefined): string => {
      const card = id ? (query.data.value?.[id] ?? known[id]) : undefined
      return card && !card.name.includes('*') ? card.name : ''
    },
  }
}

export type Item = Schemas['CatalogueDocument']

/** An item of the menu as it was when it was ordered; without a version, as it is. */
export function useItem(item: MaybeRefOrGetter<string | undefined>, version?: MaybeRefOrGetter<number | undefined>) {
  return useQuery({
    queryKey: computed(() => ['names', 'item', toValue(item), toValue(version) ?? null]),
    enabled: computed(() => Boolean(toValue(item))),
    staleTime: 10 * 60_000,
    queryFn: async () => {
      const at = toValue(version)
      return at
        ? ((await unwrap(
            api.GET('/api/v1/catalogue/{item}/versions/{version}', {
              params: { path: { item: toValue(item)!, version: String(at) } },
            }),
          )) as Item)
        : ((await unwrap(api.GET('/api/v1/catalogue/{item}', { params: { path: { item: toValue(item)! } } }))) as Item)
    },
  })
}

/** The whole menu, for choosing another item. */
export function useMenu(enabled: MaybeRefOrGetter<boolean> = true) {
  return useQuery({
    queryKey: ['names', 'menu'],
    enabled: computed(() => toValue(enabled)),
    staleTime: 10 * 60_000,
    queryFn: async () =>
      (await unwrap(api.GET('/api/v1/catalogue', { params: { query: { active: 'true' } } }))) as Schemas['Menu'],
  })
}
