import type { Schemas } from '@/api/client'

export type Webhook = Schemas['WebhookDocument']
export type Delivery = Schemas['WebhookDelivery']

/** The form of a webhook as it stands, to be sent back as a whole. */
export const formOf = (one: Webhook): Schemas['WebhookForm'] => ({
  owner: one.owner,
  url: one.url,
  types: one.types,
  unit: one.unit,
  enterprise: one.enterprise,
  active: one.active,
  description: one.description,
})

/** How it goes, in one word with its colour. */
export function standingOf(
  one: Webhook,
  now = new Date().toISOString(),
): { word: 'paused' | 'failing' | 'resting' | 'ok'; style: string } {
  if (!one.active)
    return { word: 'paused', style: one.paused && one.paused.reason !== 'BY_HAND' ? 'overdue' : 'paused' }
  if (one.failingSince) return { word: 'failing', style: 'overdue' }
  if (one.restsUntil && one.restsUntil > now) return { word: 'resting', style: 'soon' }
  return { word: 'ok', style: 'on-time' }
}

/** Beginnings of names that stand for many. */
export const KINDS = {
  all: '*',
  ticket: 'zhuqi.ticket.*',
  clock: 'zhuqi.clock.*',
  dispatch: 'zhuqi.dispatch.*',
} as const

/** Whether it has the form of a type or of a beginning; whether there is one is the server's to say. */
export const looksLikeType = (text: string): boolean => /^([a-z0-9-]+\.)*(\*|[a-z0-9-]+)$/.test(text)
