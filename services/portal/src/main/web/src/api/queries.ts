import { onlineManager, QueryClient } from '@tanstack/vue-query'
import { effectScope } from 'vue'
import { OfflineError, ProblemError } from './problem'

// It takes for granted that there is a network; a page that was kept opens without one, too.
onlineManager.setOnline(navigator.onLine)

/** One for all pages. What is shown is asked for anew when one comes back to it; refusals are not asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // What the server said is shown and never changed: watching every part of thousands of rows would be for nothing.
      shallow: true,
      staleTime: 10_000,
      retry: (failed, e) =>
        failed < 2 && (e instanceof OfflineError ? navigator.onLine : e instanceof ProblemError && e.status >= 500),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

const MAY_PASS_MS = 30_000
/**
 * For `refetchInterval` of what stays for as long as the pages are open: asked again as long as nothing came back, which
 * otherwise whoever comes next would do.
 */
export const untilAnswered = ({ state: { error } }: { state: { error: unknown } }): number | false =>
  error instanceof OfflineError || (error instanceof ProblemError && error.status >= 500) ? MAY_PASS_MS : false

/** Made by whoever needs it first and kept for all: what every row of every list reads is followed once, not by each. */
export function shared<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= effectScope(true).run(make)!)
}

/** All that is shown of a ticket is asked for anew, whether it was asked for by id or by number. */
export function refreshTicket(id: string, number?: string): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [kind, key] }) =>
      kind === 'ticket' && (key === id || (number !== undefined && key === number)),
  })
}
