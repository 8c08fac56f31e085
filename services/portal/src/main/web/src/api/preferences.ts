import { useMutation, useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useMe } from '@/session/me'
import { request } from './client'
import { problemOf } from './problem'
import { queryClient } from './queries'

/**
 * Something small that belongs to an account, on whatever device: any JSON up to 16 kB. Where the server keeps none, this
 * browser does.
 */
export function usePreference<T>(key: string, otherwise: T) {
  const { me, may } = useMe()
  const path = `/api/v1/me/preferences/${key}`
  const local = computed(() => `zhuqi.preference.${me.value?.account}.${key}`)
  const atServer = (): boolean => may('GET /api/v1/me/preferences/{key}')
  const query = useQuery({
    queryKey: ['preference', key],
    enabled: computed(() => Boolean(me.value)),
    staleTime: 5 * 60_000,
    queryFn: async (): Promise<T> => {
      if (!atServer()) {
        const text = localStorage.getItem(local.value)
        return text ? (JSON.parse(text) as T) : otherwise
      }
      const answer = await request(new Request(path))
      if (answer.status === 204 || answer.status === 404) return otherwise
      if (!answer.ok) throw await problemOf(answer)
      return (await answer.json()) as T
    },
  })
  const save = useMutation({
    mutationFn: async (value: T) => {
      if (!atServer()) {
        localStorage.setItem(local.value, JSON.stringify(value))
        return value
      }
      const answer = await request(
        new Request(path, {
          method: 'PUT',
          body: JSON.stringify(value),
          headers: { 'Content-Type': 'application/json' },
        }),
      )
      if (!answer.ok) throw await problemOf(answer)
      return value
    },
    onSuccess: (value) => queryClient.setQueryData(['preference', key], value),
  })
  return { value: computed(() => (query.data.value ?? otherwise) as T), save: save.mutateAsync, saving: save.isPending }
}
