import { describe, expect, it } from 'vitest'
import { blankItem, byCategory, freshKey, moved, sentItem, type Field, type Item } from './items'

const field = (key: string, more: Partial<Field> = {}): Field => ({
  key,
  label: key,
  kind: 'TEXT',
  required: false,
  choices: [],
  ...more,
})

describe('the menu', () => {
  it('is grouped in its own order', () => {
    const items = [
      { item: 'a', category: '用地' },
      { item: 'b', category: '用工' },
      { item: 'c', category: '用地' },
    ] as Item[]
    expect(byCategory(items).map((group) => [group.category, group.items.length])).toEqual([
      ['用地', 2],
      ['用工', 1],
    ])
  })

  it('begins a new item after the last one', () => {
    expect(blankItem('SY', { position: 200, category: '融资', kind: 'SERVICE' } as Item)).toMatchObject({
      position: 210,
      category: '融资',
      kind: 'SERVICE',
    })
  })
})

describe('a form', () => {
  it('gives each field a key of its own', () => {
    expect(freshKey([field('field2')])).toBe('field3')
  })

  it('sends what the kind of field has, and nothing that is blank', () => {
    const form = {
      ...blankItem('SY', undefined),
      name: '转贷',
      nameEn: '',
      evidence: [{ zh: '', en: 'x' }],
      fields: [
        field('a', { kind: 'DATE', min: 1, choices: [{ value: 'x', label: 'x' }] }),
        field('b', { kind: 'NUMBER', max: 0, unit: '万元', help: '' }),
      ],
    }
    const sent = sentItem(form)
    expect('nameEn' in sent).toBe(false)
    expect(sent.evidence).toEqual([])
    expect(sent.fields).toEqual([field('a', { kind: 'DATE' }), field('b', { kind: 'NUMBER', max: 0, unit: '万元' })])
  })

  it('moves its fields within their list', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  })
})
