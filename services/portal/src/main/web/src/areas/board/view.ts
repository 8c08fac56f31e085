import { computed, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { lookAt, lookedAt } from '@/api/client'
import { queryClient } from '@/api/queries'
import { locale } from '@/i18n'
import { useMe } from '@/session/me'
import { isDay, isWhole, periodName, periodOf, presets, today, type Period, type Preset } from './period'
import { readSee, writeSee, type See } from './see'

export const dimensions = ['unit', 'chain', 'place', 'item', 'officer', 'enterprise', 'size'] as const
export type Dimension = (typeof dimensions)[number]
export type Compare = 'previous' | 'year' | 'none'

/** Parameters of the figures' requests, as they go over the wire. */
export type Ask = Record<string, string | undefined>

/**
 * What the board looks at: period, cut-off, comparison, filters. All of it stands in the address: it can be sent, kept and
 * gone back from.
 */
export interface View {
  preset: ComputedRef<Preset>
  period: ComputedRef<Period>
  at: ComputedRef<string | undefined>
  compare: ComputedRef<Compare>
  district: ComputedRef<string | undefined>
  only: ComputedRef<Partial<Record<Dimension, string>>>
  /** Period, cut-off and filters for a request; without the comparison. */
  ask: ComputedRef<Ask>
  see: ComputedRef<See | null>
  set: (changes: Record<string, string | undefined>) => void
  open: (see: See) => void
  close: () => void
  /** The same view for the address of another page. */
  carried: ComputedRef<LocationQueryRaw>
}

const refreshLists = (): void =>
  void queryClient.resetQueries({ predicate: ({ queryKey }) => !['me', 'metrics'].includes(String(queryKey[0])) })

export function useView(): View {
  const route = useRoute()
  const router = useRouter()
  const one = (name: string): string | undefined => {
    const value = route.query[name]
    return typeof value === 'string' && value ? value : undefined
  }
  const preset = computed<Preset>(() => {
    const asked = one('period')
    if (presets.includes(asked as Preset) && asked !== 'custom') return asked as Preset
    return isDay(one('from')) && isDay(one('to')) ? 'custom' : 'this-year'
  })
  const period = computed<Period>(() => {
    if (preset.value !== 'custom') return periodOf(preset.value, today())
    const [from, to] = [one('from')!, one('to')!]
    return from <= to ? { from, to } : { from: to, to: from }
  })
  const at = computed(() => (isDay(one('at')) ? one('at') : undefined))
  const compare = computed<Compare>(() => {
    const asked = one('compare')
    if (asked === 'previous' || asked === 'year' || asked === 'none') return asked
    return preset.value === 'this-year' ? 'year' : 'previous'
  })
  const district = computed(() => one('district') ?? lookedAt() ?? undefined)
  // Who was sent an address of another district: names and lists come from there, too.
  const { me } = useMe()
  watch(
    () => me.value?.districts.find((each) => each.id === one('district'))?.id,
    (theirs) => {
      if (!theirs || theirs === (lookedAt() ?? me.value?.district.id)) return
      lookAt(theirs)
      refreshLists()
    },
    { immediate: true },
  )
  const only = computed(() => {
    const chosen: Partial<Record<Dimension, string>> = {}
    for (const dimension of dimensions) {
      const value = one(dimension)
      if (value) chosen[dimension] = value
    }
    return chosen
  })
  const ask = computed<Ask>(() => ({
    from: period.value.from,
    to: period.value.to,
    at: at.value,
    district: district.value,
    ...only.value,
  }))
  const see = computed(() => readSee(route.query.see))
  const set = (changes: Record<string, string | undefined>): void => {
    const query: LocationQueryRaw = { ...route.query }
    for (const [name, value] of Object.entries(changes)) {
      if (value) query[name] = value
      else delete query[name]
    }
    if (!('district' in changes)) {
      void router.replace({ query })
      return
    }
    // Names and lists are asked for in the district that is looked at; the figures name theirs themselves.
    const to = changes.district
    lookAt(to && to !== 'all' ? to : null)
    for (const dimension of dimensions) delete query[dimension]
    void router.replace({ query }).then(refreshLists)
  }
  const carried = computed<LocationQueryRaw>(() => {
    const query = { ...route.query }
    delete query.see
    return query
  })
  return {
    preset,
    period,
    at,
    compare,
    district,
    only,
    ask,
    see,
    set,
    open: (what) => void router.push({ query: { ...route.query, see: writeSee(what) } }),
    close: () => void (readSee(route.query.see) && router.replace({ query: carried.value })),
    carried,
  }
}

/** With what something is compared, shortly: a month or a year by its name, else in words. */
export function comparedWords(
  compared: Period | undefined,
  compare: Compare,
  t: (key: string, values?: Record<string, unknown>) => string,
): string | undefined {
  if (!compared) return undefined
  if (isWhole(compared) && compared.from.slice(0, 4) === compared.to.slice(0, 4))
    return t('board.comparedWith', { period: periodName(compared, locale.value) })
  return t(compare === 'year' ? 'board.comparedYear' : 'board.comparedBefore')
}
