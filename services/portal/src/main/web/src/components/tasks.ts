import { computed, onScopeDispose, ref, watch, type ComputedRef } from 'vue'

/**
 * The next task, after what the browser has to do meanwhile: a finger's touch, a frame. What is much work on a slow
 * phone is done in several tasks, so that the page answers between them.
 */
export const nextTask = (): Promise<void> => new Promise((go) => setTimeout(go))

/**
 * The first `step` of a list at once, the others step by step in tasks of their own, once. What is there from the start is
 * shown at once, since somebody comes back to their place in it, and so is what comes when the first are all there.
 */
export function useInSteps<T>(all: () => readonly T[], step = 2): ComputedRef<readonly T[]> {
  const upTo = ref(all().length ? Infinity : step)
  let later: ReturnType<typeof setTimeout> | undefined
  watch(
    [() => all().length, upTo],
    ([length, shown]) => {
      clearTimeout(later)
      if (length > shown) later = setTimeout(() => (upTo.value += step))
      else if (length) upTo.value = Infinity
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(later))
  return computed(() => all().slice(0, upTo.value))
}

/** False until a task after `ready` came true, for what stands below something that comes first; true if it is from the start. */
export function useAfter(ready: () => boolean): ComputedRef<boolean> {
  const after = ref(ready())
  let later: ReturnType<typeof setTimeout> | undefined
  watch(
    ready,
    (is) => {
      clearTimeout(later)
      if (is) later = setTimeout(() => (after.value = true))
    },
    { immediate: true, flush: 'post' },
  )
  onScopeDispose(() => clearTimeout(later))
  return computed(() => after.value)
}
