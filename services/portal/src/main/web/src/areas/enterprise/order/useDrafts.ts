import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useMe } from '@/session/me'
import { draftsOf, useDraftWords } from './keeping'

/** The drafts of whoever is signed in, as they change here and in other tabs. */
export function useDrafts() {
  const { me } = useMe()
  const client = useQueryClient()
  const query = useQuery({
    queryKey: computed(() => ['drafts', me.value?.account]),
    enabled: computed(() => me.value !== undefined),
    // They lie on the device.
    networkMode: 'always',
    staleTime: 0,
    queryFn: () => draftsOf(me.value!.account),
  })
  useDraftWords(({ said }) => {
    if (said === 'changed' || said === 'filed' || said === 'gone')
      void client.invalidateQueries({ queryKey: ['drafts'] })
  })
  return computed(() => query.data.value ?? [])
}
