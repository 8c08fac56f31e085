import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Definition } from './figures'

/** The registry of figures: asked for once, for it changes only with the version of the system. */
export function useDefinitions() {
  const query = useQuery({
    queryKey: ['metrics', 'definitions'],
    staleTime: Infinity,
    queryFn: () => unwrap(api.GET('/api/v1/metrics/definitions')) as Promise<Definition[]>,
  })
  const byKey = computed(() => new Map((query.data.value ?? []).map((one) => [one.key, one])))
  return {
    query,
    definitions: computed(() => query.data.value ?? []),
    definition: (key: string) => byKey.value.get(key),
  }
}
