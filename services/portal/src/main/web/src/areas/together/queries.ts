import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { answered, api, unwrap } from '@/api/client'
import { queryClient } from '@/api/queries'

/** Pages of a list, one after the other; what was shown stays until the next filter's answer is there. */
export function usePages<T>(
  key: () => readonly unknown[],
  fetch: (cursor?: string) => Promise<{ items: T[]; next?: string }>,
) {
  const query = useInfiniteQuery({
    queryKey: computed(key),
    queryFn: ({ pageParam }) => fetch(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
  return { ...query, items: computed(() => (query.data.value?.pages ?? []).flatMap((page) => page.items)) }
}

export const useMeeting = (id: () => string | undefined) =>
  useQuery({
    queryKey: computed(() => ['meetings', 'one', id()]),
    enabled: computed(() => Boolean(id())),
    // What was decided is put on the tickets' record by itself, a moment later; where that is refused it is not awaited.
    refetchInterval: (asked) =>
      asked.state.dataUpdateCount < 8 && asked.state.data?.data.decisions.some((one) => one.progress === 'ASKED')
        ? 3_000
        : false,
    queryFn: () => answered(api.GET('/api/v1/meetings/{id}', { params: { path: { id: id()! } } })),
  })

export const useProblem = (id: () => string) =>
  useQuery({
    queryKey: computed(() => ['hard-problems', 'one', id()]),
    queryFn: () => answered(api.GET('/api/v1/hard-problems/{id}', { params: { path: { id: id() } } })),
  })

export const useRounds = (enabled: () => boolean = () => true) =>
  useQuery({
    queryKey: ['hard-problems', 'rounds'],
    enabled: computed(enabled),
    queryFn: () => unwrap(api.GET('/api/v1/hard-problems/rounds')),
  })

export const useRound = (number: () => string) =>
  useQuery({
    queryKey: computed(() => ['hard-problems', 'rounds', number()]),
    queryFn: () =>
      answered(api.GET('/api/v1/hard-problems/rounds/{number}', { params: { path: { number: number() } } })),
  })

export const refresh = (what: 'meetings' | 'hard-problems' | 'visits' | 'listings'): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: [what] })

/** Who is behind ids; an id whose owner one may not know stays what it is. */
export function usePersons(ids: () => (string | undefined)[]): {
  person: (id: string | undefined) => string
  known: ComputedRef<Record<string, string>>
} {
  const asked = computed(() => [...new Set(ids().filter((id): id is string => Boolean(id)))].sort())
  const query = useQuery({
    queryKey: computed(() => ['names', 'persons', ...asked.value]),
    enabled: computed(() => asked.value.length > 0),
    staleTime: 10 * 60_000,
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const all: Record<string, string> = {}
      for (let i = 0; i < asked.value.length; i += 200)
        for (const card of await unwrap(
          api.GET('/api/v1/directory/persons', { params: { query: { ids: asked.value.slice(i, i + 200).join(',') } } }),
        ))
          if (card.name) all[card.id] = card.name
      return all
    },
  })
  const known = computed(() => query.data.value ?? {})
  return { known, person: (id) => (id ? (known.value[id] ?? id) : '') }
}

/** A filter that lives in the address, so that links and the back button work. */
export function useFilter(name: string, fallback = '') {
  const route = useRoute()
  const router = useRouter()
  return computed<string>({
    get() {
      const value = route.query[name]
      return typeof value === 'string' ? value : fallback
    },
    set(value) {
      void router.replace({ query: { ...route.query, [name]: value && value !== fallback ? value : undefined } })
    },
  })
}

/** Takes all filters out of the address at once. */
export function useClear(): () => void {
  const router = useRouter()
  return () => void router.replace({ query: {} })
}
