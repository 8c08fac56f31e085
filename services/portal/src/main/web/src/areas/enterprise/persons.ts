import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, unwrap } from '@/api/client'

/** Names of persons by id, as far as one may know them: officials whole, all others with stars. */
export function usePersons(ids: () => string[]): (id: string) => string {
  const wanted = computed(() => [...new Set(ids())].sort().slice(0, 200))
  const query = useQuery({
    queryKey: computed(() => ['names', 'persons', wanted.value]),
    enabled: computed(() => wanted.value.length > 0),
    staleTime: 10 * 60_000,
    placeholderData: (before: Map<string, string> | undefined) => before,
    queryFn: async () => {
      const cards = await unwrap(
        api.GET('/api/v1/directory/persons', { params: { query: { ids: wanted.value.join(',') } } }),
      )
      return new Map(cards.map((card) => [card.id, card.name]))
    },
  })
  return (id) => query.data.value?.get(id) ?? id
}
