import { onScopeDispose } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { useLive } from '@/live/stream'

/** Runs at most once in `ms`, the first time soon and what came between once more at the end. */
export function atMost(ms: number, run: () => void): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = -Infinity
  return {
    ask: () => {
      if (timer) return
      timer = setTimeout(
        () => {
          timer = undefined
          last = Date.now()
          run()
        },
        Math.max(1_000, last + ms - Date.now()),
      )
    },
    stop: () => clearTimeout(timer),
  }
}

/**
 * Asks for the figures anew when something happened, but at most once in a quarter of a minute: numbers change quietly.
 * What `still` says not to change, such as a cut-off in the past, stays as it is.
 */
export function useQuietFigures(still: () => boolean = () => false, ms = 15_000): void {
  const queries = useQueryClient()
  const { ask, stop } = atMost(ms, () => {
    void queries.invalidateQueries({
      predicate: ({ queryKey }) =>
        (queryKey[0] === 'metrics' && queryKey[1] !== 'definitions' && queryKey[1] !== 'behind') ||
        queryKey[0] === 'overdue-now',
    })
  })
  useLive(() => {
    if (!still()) ask()
  })
  onScopeDispose(stop)
}
