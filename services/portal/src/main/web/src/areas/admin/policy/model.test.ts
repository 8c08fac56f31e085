import { describe, expect, it } from 'vitest'
import { copyOf, limitOf, lineOf, nameAndVersion, places, read, span, step } from './model'

const tiered = `# by difficulty
policy: 135-tiered
version: 1
effective-from: 2000-01-01
name: {zh: “135”分级时限, en: 135 by difficulty}
stages:
  - stage: accept
    name: 接单联系
    starts: first-dispatch
    ends: accepted
    within: 1 working day
    warnings: {at: 50%, level: reminder}
  - stage: answer
    name: {zh: 办结答复, en: Answer}
    starts: first-dispatch
    ends: [answered]
    within:
      - 3 working days
      - {time: 1 working day, difficulties: [simple]}
      - {time: 5 working days, difficulties: complex}
      - {time: 10 natural days, items: [qt-yd]}
      - {time: 4 working hours, urgencies: [urgent]}
extensions: {stage: answer, times: 2, longest: 10 working days}
auto-close: {after: 5 working days}
`

describe('a policy as people read it', () => {
  it('takes one or several alike, and knows what is left out', () => {
    const policy = read(tiered)!
    expect(policy.stages.map((one) => [one.name.en, one.ends, one.within.length, one.warnings.length])).toEqual([
      ['接单联系', ['accepted'], 1, 1],
      ['Answer', ['answered'], 5, 0],
    ])
    expect(policy.extensions?.approvedBy).toEqual(['coordinator', 'supervisor'])
    expect(policy.suspensions).toBeUndefined()
    expect(policy.autoClose).toBe('5 working days')
  })

  it('is JSON as well, and nothing while it is half typed', () => {
    expect(read('{"policy": "x", "version": 2, "name": "x", "stages": []}')?.version).toBe(2)
    expect(read('policy: [x')).toBeNull()
    expect(read('only words')).toBeNull()
  })

  it('gives the most specific time', () => {
    const answer = read(tiered)!.stages[1]!
    expect(limitOf(answer, 'qt-yg', undefined)).toBe('3 working days')
    expect(limitOf(answer, 'qt-yg', 'COMPLEX')).toBe('5 working days')
    expect(limitOf(answer, 'qt-yd', 'SIMPLE')).toBe('10 natural days')
  })
})

describe('its words', () => {
  it('are spans and steps', () => {
    expect(span('24 Natural Hours')).toEqual({ n: 24, working: false, unit: 'hour' })
    expect(span('5 days')).toBeNull()
    expect(step('80%')).toEqual({ kind: 'share', percent: 80 })
    expect(step('1 working day after')).toEqual({ kind: 'after', span: '1 working day' })
    expect(step('soon')).toBeNull()
  })

  it('name a version', () => {
    expect(nameAndVersion('135-staged@12')).toEqual({ name: '135-staged', n: 12 })
  })
})

describe('what is written', () => {
  it('is copied for a district with its comments in between', () => {
    const copy = copyOf(tiered, { name: 'sy-135', version: 1, district: 'SY', from: '2027-01-01' })
    expect(read(copy)).toMatchObject({ policy: 'sy-135', district: 'SY', effectiveFrom: '2027-01-01' })
    expect(copy.split('\n').slice(0, 3)).toEqual(['policy: sy-135', 'version: 1', 'district: SY'])
    expect(read(copyOf(copy, { name: 'sy-135', version: 2, district: 'SY', from: '2027-02-01' }))?.version).toBe(2)
  })

  it('is found by its line', () => {
    expect(places(tiered)).toMatchObject({ policy: 2, stages: 6, 'stage answer': 13 })
    expect(lineOf('the body line 5, stages.within: …')).toBe(5)
    expect(lineOf('nothing')).toBeUndefined()
  })
})
