import { api, unwrap, type Schemas } from '@/api/client'

/** A problem that many enterprises have, as all of the district may read it. */
export type CommonProblem = Schemas['PublicDocument']

export const publishedProblems = {
  queryKey: ['common-problems', 'published'],
  queryFn: async (): Promise<CommonProblem[]> => {
    const page = await unwrap(
      api.GET('/api/v1/common-problems', { params: { query: { published: 'true', open: 'true', limit: '100' } } }),
    )
    return page.items as unknown as CommonProblem[]
  },
}
