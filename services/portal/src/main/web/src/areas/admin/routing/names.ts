import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Schemas } from '@/api/client'
import { useNames } from '@/api/names'
import { get } from '../call'
import type { Condition } from './rules'

/** What the ids in rules are called. */
export function useRuleNames() {
  const { t } = useI18n()
  const names = useNames()
  const menu = useQuery({
    queryKey: ['admin', 'menu', 'all'],
    staleTime: 60_000,
    queryFn: () => get<Schemas['Menu']>('/api/v1/catalogue'),
  })
  const items = computed(() => menu.data.value?.items ?? [])
  const categories = computed(() => [...new Set(items.value.map((one) => one.category))])
  const name = (key: Condition | 'unit' | 'assistants', id: string): string => {
    switch (key) {
      case 'unit':
      case 'assistants':
        return names.unit(id)
      case 'chains':
        return names.chain(id)
      case 'places':
        return names.place(id)
      case 'items':
        return items.value.find((one) => one.item === id)?.name ?? id
      case 'sizes':
        return t(`admin.value.${id}`)
      default:
        return id
    }
  }
  return { name, names, items, categories }
}
