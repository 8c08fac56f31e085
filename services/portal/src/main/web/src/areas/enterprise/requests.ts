import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, unwrap } from '@/api/client'
import { STATES, waitsForEnterprise, type View } from './views'

interface Filter {
  enterprise?: string
}

/** What the enterprise itself has to do: few, so all of them. */
export function useWaiting(filter: MaybeRefOrGetter<Filter> = {}) {
  return useQuery({
    queryKey: computed(() => ['tickets', 'waiting', toValue(filter)]),
    queryFn: async () => {
      const { items } = await unwrap(
        api.GET('/api/v1/tickets', {
          params: { query: { state: STATES.waiting, ...enterprise(filter), sort: 'updated', limit: '200' } },
        }),
      )
      return items.filter(waitsForEnterprise)
    },
  })
}

/** Page by page; the pages that were seen are still there when one comes back. */
export function useRequests(
  view: MaybeRefOrGetter<View>,
  words: MaybeRefOrGetter<string> = '',
  filter: MaybeRefOrGetter<Filter> = {},
  limit = 20,
) {
  return useInfiniteQuery({
    queryKey: computed(() => ['tickets', 'requests', toValue(view), toValue(words), toValue(filter), limit]),
    initialPageParam: undefined as string | undefined,
    enabled: computed(() => toValue(view) !== 'waiting'),
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/v1/tickets', {
          params: {
            query: {
              ...(STATES[toValue(view)].length ? { state: STATES[toValue(view)] } : {}),
              ...(toValue(words) ? { q: toValue(words) } : {}),
              ...enterprise(filter),
              limit: String(limit),
              cursor: pageParam,
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
  })
}

/** How many there are; asked for when `enabled`, so that what is read first need not wait for numbers. */
export function useCount(view: View, filter: MaybeRefOrGetter<Filter> = {}, enabled: MaybeRefOrGetter<boolean> = true) {
  return useQuery({
    queryKey: computed(() => ['tickets', 'count', view, toValue(filter)]),
    enabled: computed(() => toValue(enabled)),
    queryFn: async () =>
      (
        await unwrap(
          api.GET('/api/v1/tickets', {
            params: {
              query: {
                ...(STATES[view].length ? { state: STATES[view] } : {}),
                ...enterprise(filter),
                limit: '1',
                count: 'true',
              },
            },
          }),
        )
      ).total,
  })
}

const enterprise = (filter: MaybeRefOrGetter<Filter>): { enterprise?: string[] } => {
  const { enterprise: id } = toValue(filter)
  return id ? { enterprise: [id] } : {}
}
