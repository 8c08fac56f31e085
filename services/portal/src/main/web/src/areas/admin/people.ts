import { reactive } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Schemas } from '@/api/client'
import { get } from './call'

const known = reactive<Record<string, Schemas['Card'] | null>>({})
let waiting: Set<string> | undefined

/** Those named in one go of rendering are asked for together. */
function want(id: string): void {
  if (id in known) return
  known[id] = null
  if (!waiting) {
    const together = (waiting = new Set())
    setTimeout(() => {
      waiting = undefined
      const ids = [...together]
      for (let i = 0; i < ids.length; i += 50)
        get<Schemas['Card'][]>('/api/v1/directory/persons', { ids: ids.slice(i, i + 50).join(',') }).then(
          (cards) => cards.forEach((card) => (known[card.id] = card)),
          () => undefined, // The id stands for them.
        )
    })
  }
  waiting.add(id)
}

/** Who is behind an id, as far as one may know; the id until it has come, or if one may not. */
export function usePeople() {
  const { t } = useI18n()
  return (id: string | undefined | null): string => {
    if (!id) return ''
    if (id === 'system') return t('admin.system')
    want(id)
    const card = known[id]
    if (!card) return id
    return card.belongsTo && !card.enterprises.length && !card.name.includes(card.belongsTo)
      ? `${card.name} (${card.belongsTo})`
      : card.name
  }
}
