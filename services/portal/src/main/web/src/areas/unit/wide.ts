import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether there is room for a list and a ticket beside each other. */
export function useWide(): Ref<boolean> {
  const query = window.matchMedia('(min-width: 1000px)')
  const wide = ref(query.matches)
  const follow = (event: MediaQueryListEvent): void => void (wide.value = event.matches)
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))
  return wide
}
