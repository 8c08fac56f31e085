import { api, unwrap, type Schemas } from '@/api/client'

export type Suggestion = Schemas['SuggestionDocument']

/** What the router suggests for a ticket; asked for anew when the ticket changes, as its key begins like the ticket's. */
export const suggestionsOf = (id: string) => ({
  queryKey: ['ticket', id, 'suggestions'],
  staleTime: 30_000,
  queryFn: async () =>
    (await unwrap(
      api.GET('/api/v1/routing/suggestions', { params: { query: { ticket: id } } as never }),
    )) as Schemas['Suggestions'],
})
