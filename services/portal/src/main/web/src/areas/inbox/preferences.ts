import type { Schemas } from '@/api/client'

export type Preferences = Schemas['NotificationPreferences']
export type Occasion = Schemas['NotificationOccasion']

/** What is chosen, with nothing left open: what was never chosen is on. */
export interface Chosen {
  language: 'zh' | 'en'
  mail: boolean
  sms: boolean
  own: boolean
  from: string
  to: string
  /** Occasions that are not told. */
  muted: string[]
}

export const chosenOf = (kept: Preferences): Chosen => ({
  language: kept.language ?? 'zh',
  mail: kept.mail ?? true,
  sms: kept.sms ?? true,
  own: Boolean(kept.quietHours),
  from: kept.quietHours?.from ?? '22:00',
  to: kept.quietHours?.to ?? '07:30',
  muted: [...(kept.muted ?? [])].sort(),
})

export const preferencesOf = (chosen: Chosen): Preferences => ({
  language: chosen.language,
  mail: chosen.mail,
  sms: chosen.sms,
  ...(chosen.own ? { quietHours: { from: chosen.from, to: chosen.to } } : {}),
  muted: [...chosen.muted].sort(),
})

const GROUPS = ['ticket', 'clock', 'meeting', 'digest'] as const
export type Group = (typeof GROUPS)[number]

/** By what they are about, in the order of the server. */
export const grouped = (occasions: readonly Occasion[]): { group: Group; told: Occasion[] }[] =>
  GROUPS.map((group) => ({ group, told: occasions.filter((one) => one.occasion.split('.')[0] === group) })).filter(
    (one) => one.told.length > 0,
  )
