import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, unwrap, type Schemas } from '@/api/client'
import { locale } from '@/i18n'

/** The items of the menu by id, in the reader's language. */
export function useItems() {
  const query = useQuery({
    queryKey: ['names', 'menu', 'all'],
    staleTime: 10 * 60_000,
    queryFn: async () => (await unwrap(api.GET('/api/v1/catalogue'))) as Schemas['Menu'],
  })
  const items = computed(() =>
    (query.data.value?.items ?? []).map((one) => ({
      id: one.item,
      name: locale.value === 'en' ? (one.nameEn ?? one.name) : one.name,
      active: one.active,
    })),
  )
  const byId = computed(() => new Map(items.value.map((one) => [one.id, one.name])))
  return { items, name: (id: string): string => byId.value.get(id) ?? id }
}
