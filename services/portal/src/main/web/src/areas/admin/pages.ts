import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { get, type Query } from './call'

interface Paged<T> {
  items: T[]
  next?: string | number
}

/** A list that comes page by page; `after` is what the address calls its cursor. */
export function usePages<T>(
  key: () => unknown[],
  path: () => string,
  query: () => Query,
  options: { after?: string; limit?: number | null; enabled?: () => boolean } = {},
) {
  const found = useInfiniteQuery({
    queryKey: computed(() => [...key(), query()]),
    enabled: computed(() => options.enabled?.() ?? true),
    queryFn: ({ pageParam }) =>
      get<Paged<T>>(path(), {
        ...query(),
        limit: options.limit === null ? undefined : (options.limit ?? 50),
        [options.after ?? 'cursor']: pageParam,
      }),
    initialPageParam: undefined as string | number | undefined,
    getNextPageParam: (last: Paged<T>) => last.next ?? undefined,
  })
  return {
    ...found,
    items: computed<T[]>(() => found.data.value?.pages.flatMap((page) => page.items) ?? []),
  }
}
