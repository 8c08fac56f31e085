import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, unwrap, type Schemas } from '@/api/client'
import { queryClient } from '@/api/queries'
import { useMe } from '@/session/me'

export type Message = Schemas['NotificationDocument']

const UNREAD = ['inbox', 'unread']

/** How much is unread; kept up to date by the live inbox. */
export function useUnread() {
  const { may } = useMe()
  const query = useQuery({
    queryKey: UNREAD,
    enabled: computed(() => may('GET /api/v1/notifications/unread-count')),
    staleTime: 60_000,
    queryFn: async () => (await unwrap(api.GET('/api/v1/notifications/unread-count'))).unread,
  })
  return computed(() => query.data.value ?? 0)
}

/** The newest first, page by page. */
export function useInbox(onlyUnread: MaybeRefOrGetter<boolean>) {
  return useInfiniteQuery({
    queryKey: computed(() => ['inbox', 'list', toValue(onlyUnread)]),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/v1/notifications', {
          params: { query: { limit: '50', before: pageParam, ...(toValue(onlyUnread) ? { unread: 'true' } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.next,
  })
}

/** Marks one as read. It stays where it is in the list, only quieter. */
export async function read(message: Message): Promise<void> {
  if (message.readAt) return
  const { unread } = await unwrap(api.POST('/api/v1/notifications/{id}/read', { params: { path: { id: message.id } } }))
  queryClient.setQueryData(UNREAD, unread)
  void queryClient.invalidateQueries({ queryKey: ['inbox', 'list'] })
}

/** Marks all as read up to the newest that is shown: what comes meanwhile stays unread. */
export async function readAll(upTo: string): Promise<number> {
  const done = await unwrap(api.POST('/api/v1/notifications/read-all', { body: { upTo } }))
  queryClient.setQueryData(UNREAD, done.unread)
  await queryClient.invalidateQueries({ queryKey: ['inbox', 'list'] })
  return done.read
}

/** Where a message leads, if anywhere. */
export const placeOf = (message: Message): string | undefined =>
  message.ticket
    ? `/tickets/${message.number ?? message.ticket}`
    : message.meeting
      ? `/meetings/${message.meeting}`
      : undefined
