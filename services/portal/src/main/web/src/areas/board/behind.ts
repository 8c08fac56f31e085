import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useNames } from '@/api/names'
import { say } from '@/i18n'
import { useDefinitions, useOtherNames } from './definitions'
import { useFigures, useItems } from './questions'
import type { See } from './see'
import type { Ask, View } from './view'

/** What a list behind a number is called, what is asked for it, and how many it must have. */
export function useSeen(see: ComputedRef<See | null>, view: View) {
  const { t } = useI18n()
  const { definition } = useDefinitions()
  const names = useNames()
  const { item } = useItems()
  const other = useOtherNames(() => see.value?.key)
  const isFigure = computed(() => Boolean(see.value) && !see.value!.key.includes(':'))
  const narrowed = computed<Ask>(() => ({ ...view.ask.value, ...see.value?.only }))
  const ask = computed<Ask>(() => (isFigure.value ? { ...narrowed.value, part: see.value?.part } : narrowed.value))
  const count = useFigures(
    () => ({ ...narrowed.value, figure: see.value?.key }),
    () => isFigure.value,
  )
  const figure = computed(() => count.data.value?.figures.find((one) => one.key === see.value?.key))
  const total = computed(() => {
    if (!isFigure.value || !figure.value || count.isPlaceholderData.value) return undefined
    const { numerator, denominator = 0 } = figure.value
    return see.value?.part === 'REST'
      ? denominator - numerator
      : see.value?.part === 'DENOMINATOR'
        ? denominator
        : numerator
  })
  const way = (only: See['only']): string => {
    const end = only.target ? names.unit(only.target) : t(`board.flow.ended.${only.ended ?? 'OPEN'}`)
    return only.source ? `${names.unit(only.source)} → ${end}` : end
  }
  const title = computed(() => {
    if (!see.value) return ''
    if (see.value.key === 'flow:ways') return way(see.value.only)
    if (!isFigure.value) return say(other.value?.name) || t('board.behind.title')
    const name = say(definition(see.value.key)?.name) || see.value.key
    return see.value.part === 'REST'
      ? t('board.behind.titleRest', { name })
      : see.value.part === 'DENOMINATOR'
        ? t('board.behind.titleBase', { name })
        : name
  })
  const word = (name: string, values: string): string => {
    const each = values.split(',')
    return each.length > 3
      ? t('board.behind.several', { what: t(`board.by.${name}`), n: each.length })
      : each.map((value) => wordOfOne(name, value)).join(t('board.comma'))
  }
  const wordOfOne = (name: string, value: string): string =>
    value === 'none'
      ? t('board.withoutOne', { what: t(`board.by.${name}`) })
      : name === 'unit'
        ? names.unit(value)
        : name === 'chain'
          ? names.chain(value)
          : name === 'place'
            ? names.place(value)
            : name === 'item'
              ? item(value)
              : value
  /** To what it is narrowed, beyond the period of the page. */
  const narrowing = computed(() => {
    const only: Record<string, string | undefined> = { ...view.only.value, ...see.value?.only }
    const words = Object.entries(only)
      .filter(
        (entry): entry is [string, string] =>
          ['unit', 'item', 'chain', 'place', 'officer', 'enterprise', 'size'].includes(entry[0]) && Boolean(entry[1]),
      )
      .map(([name, value]) => word(name, value))
    return words
  })
  const period = computed(() => ({
    from: see.value?.only.from ?? view.period.value.from,
    to: see.value?.only.to ?? view.period.value.to,
  }))
  const sentence = computed(() => say(figure.value?.sentence ?? other.value?.sentence))
  return { ask, total, title, narrowing, period, figure, sentence }
}
