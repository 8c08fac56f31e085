import { useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef } from 'vue'
import { api, unwrap } from './client'
import { queryClient, shared, untilAnswered } from './queries'

/** Names of what tickets name by id. Units, chains and places are few and asked for once; enterprises are asked for by page. */
function named(kind: 'units' | 'chains' | 'places') {
  return useQuery(
    {
      queryKey: ['names', kind],
      staleTime: 10 * 60_000,
      refetchInterval: untilAnswered,
      queryFn: async () => {
        const all: Record<string, string> = {}
        let cursor: string | undefined
        do {
          const page = (await unwrap(
            api.GET(`/api/v1/directory/${kind}` as '/api/v1/directory/units', {
              params: { query: { limit: 200, cursor } as never },
            }),
          )) as { items: { id: string; name: string }[]; next?: string }
          page.items.forEach((one) => (all[one.id] = one.name))
          cursor = page.next
        } while (cursor)
        return all
      },
    },
    queryClient,
  )
}

export interface Names {
  unit(id: string | undefined | null): string
  chain(id: string | undefined | null): string
  place(id: string | undefined | null): string
  units: ComputedRef<{ id: string; name: string }[]>
  chains: ComputedRef<{ id: string; name: string }[]>
  places: ComputedRef<{ id: string; name: string }[]>
  /** Until all of them are there. */
  pending: ComputedRef<boolean>
}

type Named = ReturnType<typeof named>
const look =
  (query: Named) =>
  (id: string | undefined | null): string =>
    id ? (query.data.value?.[id] ?? id) : ''
const list = (query: Named) =>
  computed(() => Object.entries(query.data.value ?? {}).map(([id, name]) => ({ id, name })))

const units = shared(() => named('units'))
/** The names of units alone, for lists that name nothing else. */
export const useUnitName = shared(() => look(units()))

export const useNames = shared((): Names => {
  const [chains, places] = [named('chains'), named('places')]
  return {
    unit: useUnitName(),
    chain: look(chains),
    place: look(places),
    units: list(units()),
    chains: list(chains),
    places: list(places),
    pending: computed(() => units().isPending.value || chains.isPending.value || places.isPending.value),
  }
})

/** An enterprise's name; its id until it has come. Known names are kept for the visit. */
export function useEnterpriseName(id: () => string | undefined) {
  const query = useQuery({
    queryKey: computed(() => ['names', 'enterprise', id()]),
    enabled: computed(() => Boolean(id())),
    staleTime: 30 * 60_000,
    queryFn: async () =>
      (await unwrap(api.GET('/api/v1/directory/enterprises/{id}', { params: { path: { id: id()! } } as never }))) as {
        name: string
      },
  })
  return computed(() => query.data.value?.name ?? id() ?? '')
}
