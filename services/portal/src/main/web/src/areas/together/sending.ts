import { onScopeDispose, ref, shallowRef, type Ref } from 'vue'
import { newKey } from '@/api/commands'
import { OfflineError, ProblemError } from '@/api/problem'

export interface Sending {
  busy: Ref<boolean>
  error: Ref<unknown>
  run: () => Promise<void>
  reset: () => void
}

/**
 * One opened form. It is sent under one key however often the button is pressed; a refusal ends that attempt, what may or
 * may not have arrived (offline, 5xx) is sent again under the same key. After a 412 `stale` fetches what is there now, so
 * that the next press is decided on it.
 */
export function useSending<T>(
  send: (key: string) => Promise<T>,
  done: (answer: T) => void,
  stale?: () => Promise<unknown>,
): Sending {
  const busy = ref(false)
  const error = shallowRef<unknown>()
  let key = newKey()
  let gone = false
  onScopeDispose(() => (gone = true))
  return {
    busy,
    error,
    reset() {
      key = newKey()
      error.value = undefined
    },
    async run() {
      if (busy.value) return
      busy.value = true
      error.value = undefined
      try {
        const answer = await send(key)
        key = newKey()
        if (!gone) done(answer)
      } catch (e) {
        error.value = e
        if (e instanceof ProblemError && e.status < 500) key = newKey()
        if (e instanceof ProblemError && e.status === 412) await stale?.()
        if (!(e instanceof ProblemError || e instanceof OfflineError)) console.error(e)
      } finally {
        busy.value = false
      }
    },
  }
}
