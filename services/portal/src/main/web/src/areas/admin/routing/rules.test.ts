import { describe, expect, it } from 'vitest'
import { conditionsOf, freshRule, meant } from './rules'

describe('routing rules', () => {
  const rule = {
    ...freshRule([]),
    unit: 'sy-rsj',
    when: { ...freshRule([]).when, keywords: ['招工'], sizes: ['SMALL' as const] },
  }

  it('say only the conditions that they have', () => {
    expect(conditionsOf(rule)).toEqual([
      { key: 'sizes', values: ['SMALL'] },
      { key: 'keywords', values: ['招工'] },
    ])
  })

  it('are found by what people call things', () => {
    const name = (key: string, id: string) => (key === 'unit' ? '人社局' : id)
    expect(meant(rule, '人社', name)).toBe(true)
    expect(meant(rule, '招工', name)).toBe(true)
    expect(meant(rule, '税务', name)).toBe(false)
  })

  it('begin with an id that none has', () => {
    expect(freshRule([{ ...rule, id: 'rule-2' }]).id).toBe('rule-3')
  })
})
