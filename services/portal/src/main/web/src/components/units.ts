import { useQuery } from '@tanstack/vue-query'
import { api, unwrap, type Schemas } from '@/api/client'
import { useMe } from '@/session/me'

/** The units of the district, whole: few enough to be asked for once. */
export function useUnits() {
  return useQuery({
    queryKey: ['directory', 'units', 'whole'],
    staleTime: 10 * 60_000,
    queryFn: async () => {
      const all: Schemas['UnitDocument'][] = []
      let cursor: string | undefined
      do {
        const page = (await unwrap(
          api.GET('/api/v1/directory/units', { params: { query: { limit: '200', cursor } as never } }),
        )) as Schemas['PageUnitDocument']
        all.push(...page.items)
        cursor = page.next
      } while (cursor)
      return all
    },
  })
}

/** What each unit has in hand, by its id; nothing for whom the server does not tell it. */
export function useLoads() {
  const { may, me } = useMe()
  return useQuery({
    queryKey: ['routing', 'loads'],
    staleTime: 60_000,
    enabled: () => Boolean(me.value) && may('GET /api/v1/routing/loads'),
    queryFn: async () => {
      const loads = (await unwrap(api.GET('/api/v1/routing/loads'))) as Schemas['LoadDocument'][]
      return Object.fromEntries(loads.map((load) => [load.unit, load]))
    },
  })
}
