import { describe, expect, it } from 'vitest'
import { formOf, looksLikeType, standingOf, type Webhook } from './hooks'

const NOW = '2026-11-22T08:00:00Z'
const webhook = (more: Partial<Webhook> = {}): Webhook => ({
  id: '0195',
  version: 1,
  owner: '省平台对接组',
  url: 'https://receiver.example/zhuqi',
  types: ['*'],
  active: true,
  waiting: 0,
  secrets: [],
  createdAt: NOW,
  createdBy: 'qt-admin',
  changedAt: NOW,
  changedBy: 'qt-admin',
  ...more,
})

describe('a webhook', () => {
  it('is sent back as a whole, without what only the server says', () => {
    expect(Object.keys(formOf(webhook({ description: '…' }))).sort()).toEqual(
      ['active', 'description', 'enterprise', 'owner', 'types', 'unit', 'url'].sort(),
    )
  })

  it('stands in one word; what was paused by itself is red', () => {
    const word = (more: Partial<Webhook>) => Object.values(standingOf(webhook(more), NOW)).join(' ')
    expect(word({})).toBe('ok on-time')
    expect(word({ restsUntil: '2026-11-22T08:00:05Z' })).toBe('resting soon')
    expect(word({ restsUntil: '2026-11-22T07:00:00Z' })).toBe('ok on-time')
    expect(word({ failingSince: NOW, restsUntil: '2026-11-22T09:00:00Z' })).toBe('failing overdue')
    expect(word({ active: false, paused: { reason: 'BY_HAND', since: NOW } })).toBe('paused paused')
    expect(word({ active: false, paused: { reason: 'GONE', since: NOW } })).toBe('paused overdue')
  })

  it('asks for types, or for beginnings of them', () => {
    expect(['*', 'zhuqi.ticket.*', 'zhuqi.ticket.call-claimed.v1'].filter(looksLikeType)).toHaveLength(3)
    expect(['', 'zhuqi.ticket.an*', '诉求', 'zhuqi..x', 'Zhuqi.x'].filter(looksLikeType)).toEqual([])
  })
})
