import { describe, expect, it } from 'vitest'
import { policyOf, spanOf, stagesOf } from './expectation'

const text = `# why
policy: x
version: 1
stages:
  - stage: accept
    name: {zh: 接单联系, en: Accept and contact}
    starts: first-dispatch
    ends: [accepted]
    within: 1 working day   # soon
    warnings:
      - {at: 50%, level: reminder}

  - stage: answer
    name: {zh: 办结答复, en: Answer}
    starts: first-dispatch
    ends: [answered]        # an answer
    within:
      - 3 working days
      - {time: 1 working day, difficulties: [simple]}
      - {time: 4 working hours, urgencies: [urgent]}
      - {time: 10 natural days, items: [qt-yd]}
    warnings:
      - {at: due, level: red}

  - stage: assist
    for: assistant
    within: 2 working days

suspensions:
  cap: 20 working days
`

describe('what a policy promises whoever orders', () => {
  const within = (of: Partial<{ item: string; difficulty: string; urgency: string }>) =>
    stagesOf(text, { item: 'qt-dl', urgency: 'normal', ...of }).map((stage) => stage.within)
  it('reads the stages in order, without the times of assistants', () => {
    expect(stagesOf(text, { item: 'qt-dl', urgency: 'normal' })).toEqual([
      { stage: 'accept', zh: '接单联系', en: 'Accept and contact', starts: 'first-dispatch', within: '1 working day' },
      { stage: 'answer', zh: '办结答复', en: 'Answer', starts: 'first-dispatch', within: '3 working days' },
    ])
  })
  it('takes the time that fits most closely', () => {
    expect(within({ difficulty: 'SIMPLE' })[1]).toBe('1 working day')
    expect(within({ urgency: 'URGENT' })[1]).toBe('4 working hours')
    expect(within({ item: 'qt-yd', urgency: 'URGENT' })[1]).toBe('10 natural days')
  })
  it('promises nothing that it does not understand', () => {
    expect(stagesOf('policy: x', { item: 'a', urgency: 'normal' })).toEqual([])
    expect(stagesOf('a: b\nstages:\n  - stage: s\n    within: soon\n', { item: 'a', urgency: 'normal' })).toEqual([])
  })
  it('says a span as number and unit', () => expect(spanOf('5 working days')).toEqual({ n: 5, unit: 'working.day' }))
})

describe('which policy will hold', () => {
  const day = (n: number) => new Date(n * 86_400_000).toISOString()
  const policies = [
    { version: 'later@1', effectiveFrom: day(20) },
    { version: 'staged@1', effectiveFrom: day(1) },
    { version: 'tiered@1' },
    { version: 'tiered@2' },
  ]
  const now = 10 * 86_400_000
  it('is the one that the item names, in its newest version', () =>
    expect(policyOf(policies, 'tiered', now)).toBe('tiered@2'))
  it('else the one in force', () => expect(policyOf(policies, undefined, now)).toBe('staged@1'))
  it('is the district’s own where it has one', () =>
    expect(policyOf([{ version: 'own@1', effectiveFrom: day(2), district: 'QT' }, ...policies], undefined, now)).toBe(
      'own@1',
    ))
})
