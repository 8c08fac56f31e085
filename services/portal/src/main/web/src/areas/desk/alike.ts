import { api, unwrap, type Schemas } from '@/api/client'

export type Candidate = Schemas['CandidateDocument']
export type Way = Candidate['merge']['possible'][number]

export const similarTo = (id: string) => ({
  queryKey: ['ticket', id, 'similar'],
  staleTime: 30_000,
  queryFn: async () =>
    (await unwrap(
      api.GET('/api/v1/similar', { params: { query: { ticket: id } } as never }),
    )) as Schemas['CandidatesDocument'],
})
export const mergedInto = (id: string) => ({
  queryKey: ['ticket', id, 'merged'],
  staleTime: 30_000,
  queryFn: async () =>
    (await unwrap(
      api.GET('/api/v1/similar/merged', { params: { query: { ticket: id } } as never }),
    )) as Schemas['MergedListDocument'],
})
