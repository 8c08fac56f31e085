import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, unwrap, type Schemas } from '@/api/client'
import { locale } from '@/i18n'

/** States in the words of the lifecycle, as the services say them. */
export function useStates() {
  const query = useQuery({
    queryKey: ['lifecycle'],
    staleTime: Infinity,
    queryFn: async () => (await unwrap(api.GET('/api/v1/lifecycle'))) as Schemas['Lifecycle'],
  })
  const words = computed(
    () =>
      new Map(
        (query.data.value?.states ?? []).map((one) => [one.state as string, locale.value === 'en' ? one.en : one.zh]),
      ),
  )
  return { word: (state: string): string => words.value.get(state) ?? '' }
}
