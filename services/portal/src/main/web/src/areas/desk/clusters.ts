import { useQuery } from '@tanstack/vue-query'
import { api, answered, request, unwrap, type Schemas } from '@/api/client'
import { problemOf } from '@/api/problem'
import { queryClient } from '@/api/queries'

export type Proposal = Schemas['ProposalDocument']
export type Common = Schemas['DeskDocument']

export const useProposals = () =>
  useQuery({
    queryKey: ['tickets', 'proposals'],
    staleTime: 30_000,
    queryFn: async () => (await unwrap(api.GET('/api/v1/common-problems/proposals'))) as Proposal[],
  })

export const useCommon = (open: () => boolean) =>
  useQuery({
    queryKey: ['tickets', 'common-problems'],
    staleTime: 15_000,
    enabled: open,
    queryFn: async () =>
      (await unwrap(
        api.GET('/api/v1/common-problems', { params: { query: { limit: '200' } } as never }),
      )) as unknown as {
        items: Common[]
      },
  })

export async function commonProblem(id: string): Promise<{ data: Common; etag: string | null }> {
  const { data, etag } = await answered(api.GET('/api/v1/common-problems/{id}', { params: { path: { id } } as never }))
  return { data: data as Common, etag }
}

/** Changes to common problems: all of them are seen by the lists at once. */
export async function tell(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
  etag?: string | null,
): Promise<unknown> {
  const answer = await request(
    new Request(`/api/v1/common-problems${path}`, {
      method,
      body: body ? JSON.stringify(body) : undefined,
      headers: {
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...(etag ? { 'If-Match': etag } : {}),
      },
    }),
  )
  if (!answer.ok) throw await problemOf(answer)
  void queryClient.invalidateQueries({ queryKey: ['tickets'] })
  void queryClient.invalidateQueries({ queryKey: ['common-problem'] })
  void queryClient.invalidateQueries({ queryKey: ['desk', 'counts'] })
  return answer.status === 204 ? undefined : await answer.json().catch(() => undefined)
}
