import { computed } from 'vue'
import { usePreference } from '@/api/preferences'
import type { SavedFilters } from './filters'

/** Filters kept under a name, with the account. What others wrote under the same key is not trusted to have the form. */
export function useSavedFilters() {
  const kept = usePreference<SavedFilters[]>('desk-filters', [])
  const saved = computed(() =>
    Array.isArray(kept.value.value)
      ? kept.value.value.filter((one) => typeof one?.name === 'string' && typeof one.filters === 'object')
      : [],
  )
  return {
    saved,
    add: (one: SavedFilters) => kept.save([...saved.value.filter((other) => other.name !== one.name), one].slice(-30)),
    remove: (name: string) => kept.save(saved.value.filter((other) => other.name !== name)),
  }
}
