import { QueryClient } from '@tanstack/vue-query'
import { OfflineError, ProblemError } from './problem'

/** One for all pages. What is shown is asked for anew when one comes back to it; refusals are not asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failed, e) => failed < 2 && (e instanceof OfflineError || (e instanceof ProblemError && e.status >= 500)),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/**
 * Versions that tickets are known to have, by id and by number: what is asked for after one's own command waits until it
 * shows (`atLeast`), so that nobody sees their own doing undone for a moment.
 */
const known = new Map<string, number>()
export const versionKnown = (ticket: string): string | undefined => known.get(ticket)?.toString()
export function knowVersion(version: number, ...names: (string | undefined)[]): void {
  for (const name of names) if (name && (known.get(name) ?? 0) < version) known.set(name, version)
}
