import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { i18n, locale, type Locale } from '@/i18n'
import './words'
import type { Entry } from './model'
import { byDay, tell, type Wording } from './sentences'

const folder = `${process.cwd()}/../../../../../contracts/src/main/resources/org/zhuqi/contracts/examples/event`
const examples = readdirSync(folder).map((file) => {
  const { event, ...envelope } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
  return { ...envelope, event: file.replace('.v1.json', ''), details: event, zh: '', internal: false } as Entry
})
const t = i18n.global.t as (key: string, put: Record<string, unknown>) => string
const te = i18n.global.te as (key: string, language: string) => boolean
const wording = (language: Locale): Wording => {
  locale.value = language
  return {
    t: (key, put) => t(key, put ?? {}),
    has: (key) => te(key, language),
    unit: (id) => (id ? `<${id}>` : ''),
    person: (id) => (id ? `(${id})` : ''),
    when: (at) => at.slice(0, 10),
    chinese: language === 'zh',
  }
}

describe('sentences', () => {
  for (const language of ['zh', 'en'] as const)
    it(`tells every example of the contract whole, ${language}`, () => {
      const w = wording(language)
      for (const entry of examples) {
        const { sentence } = tell(entry, w)
        // Nothing is left of the template, nothing put in is missing, and no code of the system shows.
        expect(sentence, entry.event).not.toMatch(/[{}]|undefined|ticket\.|null/)
        expect(sentence.replace(/<[^>]*>|\([^)]*\)/g, ''), entry.event).not.toMatch(/[A-Z]{3}|_/)
        expect(sentence, entry.event).not.toMatch(/[：（，,(:]\s*$|[：:]\s*[，,]/)
      }
    })
  it('names who dispatched to whom, with whom', () => {
    const entry = examples.find((one) => one.event === 'dispatched')!
    const told = tell({ ...entry, details: { lead: 'a', assistants: ['b', 'c'] } }, wording('zh'))
    expect(told.sentence).toBe('派单员派给<a>主办，<b>、<c>协办')
  })
  it('tells what it does not know in the words of the server', () => {
    const entry = { ...examples[0]!, event: 'blessed', zh: '已祝福', actor: { account: 'x', role: 'SYSTEM' as const } }
    expect(tell(entry, wording('zh')).sentence).toBe('系统：已祝福')
  })
  it('keeps internal notes out of the conversation', () => {
    const entry = examples.find((one) => one.event === 'progress-recorded')!
    const internal = { ...entry, internal: true, details: { ...entry.details, internal: true } }
    expect(tell(internal, wording('zh')).talk).toBe(false)
    expect(tell({ ...entry, details: { note: 'x', internal: false } }, wording('zh')).talk).toBe(true)
  })
  it('shows every text that an answer has', () => {
    const entry = examples.find((one) => one.event === 'answered')!
    const told = tell(entry, wording('zh'))
    expect(told.texts.map((one) => one.text)).toEqual([entry.details.text, entry.details.reason])
    expect(told.files).toEqual(entry.details.evidence)
    expect(told.official).toBe(true)
  })
  it('groups neighbours of one day', () => {
    const days = byDay([{ occurredAt: 'a1' }, { occurredAt: 'a2' }, { occurredAt: 'b1' }], (at) => at[0]!)
    expect(days.map((one) => [one.day, one.entries.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ])
  })
})
