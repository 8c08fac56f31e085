import { describe, expect, it } from 'vitest'
import { answersOf, faultsOf, fieldOf, numberOf, titleFrom, type Content, type Field, type Item } from './form'

const field = (given: Partial<Field>): Field => ({
  key: 'k',
  kind: 'TEXT',
  label: '名称',
  required: false,
  choices: [],
  ...given,
})
const item = (...fields: Field[]) => ({ fields }) as Item
const content = (given: Partial<Content>): Content => ({
  title: '题',
  titled: true,
  description: '述',
  urgency: 'NORMAL',
  contact: '',
  answers: {},
  ...given,
})
const none = () => 0

describe('what the server would refuse', () => {
  it('lets through what fits', () => {
    const form = item(field({ required: true, max: 3 }), field({ key: 'n', kind: 'NUMBER', min: 1, max: 10 }))
    expect(faultsOf(form, content({ answers: { k: '一二三', n: '１０' } }), none, 'zh')).toEqual({})
  })
  it('names what is missing', () => {
    const form = item(field({ required: true }), field({ key: 'f', kind: 'FILE', required: true, label: '合同' }))
    const faults = faultsOf(form, content({ title: '　', answers: { k: ' ' } }), none, 'zh')
    expect(Object.keys(faults)).toEqual(['title', 'k', 'f'])
    expect(faults.f).toEqual({ word: 'fill', named: { label: '合同' } })
    expect(faultsOf(form, content({ answers: { k: 'x' } }), () => 1, 'zh')).toEqual({})
  })
  it('counts characters as people do, not halves of them', () => {
    const form = item(field({ max: 2 }))
    expect(faultsOf(form, content({ answers: { k: '𠮷𠮷' } }), none, 'zh')).toEqual({})
    expect(faultsOf(form, content({ answers: { k: '𠮷𠮷𠮷' } }), none, 'zh').k?.word).toBe('most.characters')
  })
  it('keeps numbers within their bounds', () => {
    const form = item(field({ kind: 'NUMBER', min: 1, max: 9, unit: '万元' }))
    const word = (n: string) => faultsOf(form, content({ answers: { k: n } }), none, 'zh').k?.word
    expect([word('0'), word('9.5'), word('多'), word('1.1234567'), word('9')]).toEqual([
      'least.number',
      'most.number',
      'number',
      'number',
      undefined,
    ])
  })
  it('counts choices', () => {
    const form = item(field({ kind: 'CHOICES', required: true, max: 1 }))
    expect(faultsOf(form, content({ answers: { k: [] } }), none, 'zh').k?.word).toBe('fill')
    expect(faultsOf(form, content({ answers: { k: ['a', 'b'] } }), none, 'zh').k?.word).toBe('most.ones')
  })
})

describe('what is sent', () => {
  it('leaves out what is empty and keeps the order of the form', () => {
    const form = item(
      field({ key: 'b', kind: 'NUMBER' }),
      field({ key: 'a', kind: 'CHOICES' }),
      field({ key: 'c' }),
      field({ key: 'f', kind: 'FILE' }),
    )
    expect(answersOf(form, content({ answers: { a: ['x'], b: '1,200', c: '  ' } }), () => 'file-1')).toEqual([
      { field: 'b', value: '1200' },
      { field: 'a', values: ['x'] },
      { field: 'f', value: 'file-1' },
    ])
  })
  it('finds the field that the server speaks of', () => {
    const answers = [{ field: 'x' }, { field: 'y' }]
    expect(fieldOf('/answers/1/value', answers)).toBe('y')
    expect(fieldOf('/title', answers)).toBe('title')
    expect(fieldOf('/answers', answers)).toBeUndefined()
  })
})

describe('numbers as people type them', () => {
  it('reads full width, thousands and bare points', () => {
    expect([numberOf('１，２００．５'), numberOf('.5'), numberOf('12.'), numberOf('-3')]).toEqual([
      '1200.5',
      '0.5',
      '12',
      '-3',
    ])
  })
})

describe('the title that is suggested', () => {
  it('takes the first sentence without the greeting', () => {
    expect(titleFrom('您好，变压器容量不够。请尽快增容。', '用电')).toBe('变压器容量不够')
  })
  it('is short, and breaks where one takes breath', () => {
    const long = titleFrom(`我司位于临江高新园区的二期厂房已经竣工，${'不动产权证迟迟无法办理'.repeat(5)}`, '用地')
    expect(long).toBe('我司位于临江高新园区的二期厂房已经竣工…')
    expect([...titleFrom('很'.repeat(99), '用地')]).toHaveLength(41)
  })
  it('is nothing before anything is written', () => expect(titleFrom(' ', '用电')).toBe(''))
})
