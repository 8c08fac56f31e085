import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { Schemas } from '@/api/client'
import { get } from '../call'

export type Summary = Schemas['Summary']
export interface Published {
  policy: Summary
  text: string
}

export const usePolicies = () =>
  useQuery({ queryKey: ['admin', 'policies'], queryFn: () => get<Summary[]>('/api/v1/policies') })

export const usePolicy = (version: () => string | undefined) =>
  useQuery({
    queryKey: computed(() => ['admin', 'policy', version()]),
    enabled: computed(() => Boolean(version())),
    staleTime: Infinity, // A version that was published never changes.
    queryFn: () => get<Published>(`/api/v1/policies/${encodeURIComponent(version()!)}`),
  })
