import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, unwrap, type Schemas } from '@/api/client'
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

/** Names of times and signals, for what is behind them. */
export function useOtherNames(key: () => string | undefined) {
  const of = (kind: string): boolean => Boolean(key()?.startsWith(`${kind}:`))
  const times = useQuery({
    queryKey: ['metrics', 'definitions', 'times'],
    staleTime: Infinity,
    enabled: computed(() => of('times')),
    queryFn: () => unwrap(api.GET('/api/v1/metrics/times')) as Promise<Schemas['TimeDefinition'][]>,
  })
  const signal = useQuery({
    queryKey: computed(() => ['metrics', 'definitions', key()]),
    staleTime: Infinity,
    enabled: computed(() => of('signals')),
    queryFn: async () =>
      (await unwrap(api.GET('/api/v1/metrics/signals', { params: { query: { signal: key()!.slice(8) } as never } })))
        .signals[0],
  })
  return computed(() =>
    of('times')
      ? times.data.value?.find((one) => one.key === key()?.slice(6))
      : of('signals')
        ? signal.data.value
        : undefined,
  )
}
