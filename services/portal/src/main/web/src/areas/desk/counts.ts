import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, unwrap, type Schemas } from '@/api/client'
import { useLive } from '@/live/stream'
import { useMe } from '@/session/me'
import { askOf, SECTIONS } from './filters'
import { fetchPage } from './queue'

/**
 * How many are in each part of the desk. Counted by the server, a little after something happened, and not more often
 * than every few seconds, however much happens.
 */
export function useCounts() {
  const { may } = useMe()
  const query = useQuery({
    queryKey: ['desk', 'counts'],
    staleTime: 5_000,
    refetchInterval: 60_000,
    queryFn: async () => {
      const counted: Record<string, string> = {}
      await Promise.all(
        SECTIONS.filter((section) => section.id !== 'all').map(async (section) => {
          counted[section.id] = (await fetchPage(askOf(section, {}), { limit: '1', count: 'true' })).total ?? ''
        }),
      )
      if (may('GET /api/v1/common-problems/proposals')) {
        const proposals = (await unwrap(api.GET('/api/v1/common-problems/proposals'))) as Schemas['ProposalDocument'][]
        counted.alike = String(proposals.length)
      }
      return counted
    },
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  useLive(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      void query.refetch()
    }, 3_000)
  })
  return computed((): Record<string, string> =>
    Object.fromEntries(Object.entries(query.data.value ?? {}).filter(([, n]) => n !== '0')),
  )
}
