import { useInfiniteQuery, type InfiniteData } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { api, unwrap, type Schemas } from '@/api/client'
import { queryClient } from '@/api/queries'
import { atLeast, hearVersion } from '@/api/versions'
import { useLive } from '@/live/stream'
import { askOf, keeps, slidIn, type Ask, type Filters, type Section, type Ticket } from './filters'

type Page = Schemas['TicketPage']
type Pages = InfiniteData<Page, string | undefined>

const PAGE = '100'
const MANY_EVENTS = 20

export async function fetchTicket(id: string, seen?: number): Promise<Ticket> {
  hearVersion({ id }, seen)
  return (await unwrap(
    api.GET('/api/v1/tickets/{idOrNumber}', {
      params: { path: { idOrNumber: id }, query: { atLeast: atLeast(id) } },
    }),
  )) as Ticket
}

export async function fetchPage(ask: Ask, more: { cursor?: string; limit?: string; count?: 'true' }): Promise<Page> {
  return (await unwrap(api.GET('/api/v1/tickets', { params: { query: { ...ask, ...more } as never } }))) as Page
}

/** Writes a ticket as it is now into every list that shows it, without asking for the lists again. */
export function patch(now: Ticket): void {
  queryClient.setQueriesData<Pages>({ queryKey: ['desk', 'queue'] }, (pages) => {
    if (!pages?.pages.some((page) => page.items.some((one) => one.id === now.id && one.version <= now.version)))
      return pages
    return {
      ...pages,
      pages: pages.pages.map((page) =>
        page.items.some((one) => one.id === now.id)
          ? { ...page, items: page.items.map((one) => (one.id === now.id ? now : one)) }
          : page,
      ),
    }
  })
}

/** Long lists that were left are begun anew at their head, and not asked for page by page again. */
export function trimmed(): void {
  queryClient.setQueriesData<Pages>({ queryKey: ['desk', 'queue'] }, (pages) =>
    pages && pages.pages.length > 5
      ? { pages: pages.pages.slice(0, 5), pageParams: pages.pageParams.slice(0, 5) }
      : pages,
  )
  void queryClient.invalidateQueries({ queryKey: ['desk', 'queue'], refetchType: 'active' })
}

/**
 * The rows of a part of the desk. They are loaded page by page and afterwards kept up to date one by one, as events
 * tell of them: a list of ten thousand is never asked for again because of one ticket. What newly belongs to the list
 * waits in `fresh` until it is wanted; the selected row stays, even if it has moved on.
 */
export function useQueue(section: Ref<Section>, filters: Ref<Filters>, selected: Ref<string | undefined>) {
  const ask = computed(() => askOf(section.value, filters.value))
  const query = useInfiniteQuery({
    queryKey: computed(() => ['desk', 'queue', ask.value]),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => fetchPage(ask.value, { cursor: pageParam, limit: PAGE }),
    getNextPageParam: (page: Page) => page.next,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const fresh = ref<Ticket[]>([])
  const shown = ref<Ticket[]>([])
  watch(ask, () => {
    fresh.value = []
    shown.value = []
  })
  const loaded = computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? [])
  const rows = computed(() =>
    slidIn(loaded.value, shown.value, ask.value.sort).filter(
      (one) => one.id === selected.value || keeps(one, section.value, filters.value),
    ),
  )
  const unfinished = computed(() => Boolean(query.hasNextPage.value))
  function more(): void {
    if (query.hasNextPage.value && !query.isFetchingNextPage.value) void query.fetchNextPage()
  }

  const waiting = new Map<string, number | undefined>()
  let timer: ReturnType<typeof setTimeout> | undefined
  useLive((live) => {
    if (!live.data.ticket) return
    waiting.set(live.data.ticket, live.data.version ?? waiting.get(live.data.ticket))
    timer ??= setTimeout(hear, 400)
  })
  onScopeDispose(() => clearTimeout(timer))
  async function hear(): Promise<void> {
    timer = undefined
    const heard = [...waiting]
    waiting.clear()
    if (heard.length > MANY_EVENTS) {
      // A flood, such as an import: the head of the list says enough.
      const head = await fetchPage(ask.value, { limit: '200' }).catch(() => undefined)
      head?.items.forEach(take)
      const known = new Set(head?.items.map((one) => one.id))
      const stale = heard.filter(([id]) => !known.has(id) && rows.value.some((row) => row.id === id)).slice(0, 60)
      for (const [id] of stale) await fetchTicket(id).then(take, () => undefined)
      return
    }
    await Promise.all(heard.map(([id, version]) => fetchTicket(id, version).then(take, () => undefined)))
  }
  function take(now: Ticket): void {
    patch(now)
    const among = (list: Ticket[]): boolean => list.some((one) => one.id === now.id)
    if (among(shown.value)) shown.value = shown.value.map((one) => (one.id === now.id ? now : one))
    else if (!among(loaded.value) && keeps(now, section.value, filters.value) && !filters.value.q) {
      fresh.value = [...fresh.value.filter((one) => one.id !== now.id), now]
      if (!rows.value.length) show()
      return
    }
    fresh.value = fresh.value.filter((one) => one.id !== now.id)
  }
  function show(): void {
    shown.value = [...shown.value, ...fresh.value]
    fresh.value = []
  }
  return { query, rows, fresh, show, unfinished, more, take, ask }
}
