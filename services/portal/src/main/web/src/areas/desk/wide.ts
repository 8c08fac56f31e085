import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether the window is at least so wide. */
export function useWide(px: number): Ref<boolean> {
  const media = window.matchMedia(`(min-width: ${px}px)`)
  const wide = ref(media.matches)
  const set = (): void => void (wide.value = media.matches)
  media.addEventListener('change', set)
  onScopeDispose(() => media.removeEventListener('change', set))
  return wide
}
