import { onScopeDispose, ref, shallowReactive } from 'vue'
import type { IconName } from '@/design/icons'
import type { Said } from '@/i18n'

export const commandBarOpen = ref(false)

/** Something that can be done on the page that is open, offered in the command bar. */
export interface BarAction {
  word: Said
  icon?: IconName
  /** Further words by which it is found. */
  also?: string
  /** Shown beside it, such as `d`. */
  keys?: string
  run: () => void
}
export const barActions = shallowReactive<(() => BarAction[])[]>([])

/** Offers actions for as long as the component lives; a function, so that they follow what is shown. */
export function useBarActions(actions: () => BarAction[]): void {
  barActions.push(actions)
  onScopeDispose(() => {
    const at = barActions.indexOf(actions)
    if (at >= 0) barActions.splice(at, 1)
  })
}

/** A ticket's number as people type it: `QT-2026-000013`, `qt2026 13`, `2026-13`. Null if it is none. */
export function numberOf(typed: string, district: string): string | null {
  const found = /^\s*(?:([a-z]{2,6})[\s-]*)?(20\d\d)[\s-]*0*(\d{1,6})\s*$/i.exec(typed)
  if (!found) return null
  // All digits without a mark between them: the last six are the number, as it is printed.
  return `${(found[1] ?? district).toUpperCase()}-${found[2]}-${found[3]!.padStart(6, '0')}`
}

/** Whether every word occurs somewhere, in any order. */
export const matches = (text: string, typed: string): boolean => {
  const low = text.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => low.includes(word))
}
