import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, unwrap, type Schemas } from '@/api/client'
import { queryClient, shared, untilAnswered } from '@/api/queries'
import { signedIn, signedInAs } from './session'

export type Me = Schemas['Me']
export type Role = Me['role']

const KEPT = 'zhuqi.me'

/** As it was the last time: without a network one is still who one was, and with one the page need not wait for it. */
function kept(): Me | undefined {
  try {
    const last = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Me | null
    return last && last.account === signedInAs() ? last : undefined
  } catch {
    return undefined
  }
}

const options = {
  queryKey: ['me'],
  queryFn: async (): Promise<Me> => {
    const me = (await unwrap(api.GET('/api/v1/me'))) as Me
    localStorage.setItem(KEPT, JSON.stringify(me))
    return me
  },
  initialData: kept,
  initialDataUpdatedAt: 0,
  staleTime: 5 * 60_000,
}

/** Who is signed in, and what the server lets them do. For route guards; pages use {@link useMe}. */
export const loadMe = (): Promise<Me> => queryClient.ensureQueryData(options)

export const useMe = shared(() => {
  const query = useQuery({ ...options, enabled: signedIn, refetchInterval: untilAnswered }, queryClient)
  const me = computed(() => query.data.value)
  return {
    me,
    /** Whether there is a door, such as `GET /api/v1/meetings`: asked of the server, never worked out from the role. */
    may: (door: string): boolean => opens(me.value, door),
  }
})

export function opens(me: Me | undefined, door: string): boolean {
  return me?.may.doors.some((open) => `${open.method} ${open.path}` === door) ?? false
}
