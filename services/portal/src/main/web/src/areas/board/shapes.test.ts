import { describe, expect, it } from 'vitest'
import { stretch } from './durations'
import { wordsWorthTelling } from './facts'
import { drawable, flowOf, stepsOf } from './flow'
import { heatOf, strengthOf } from './heat'

describe('heat of two dimensions', () => {
  const heat = heatOf(
    [
      { by: { unit: 'a', item: 'x' }, numerator: 1, denominator: 2, percent: 50 },
      { by: { unit: 'b', item: 'y' }, numerator: 9, denominator: 9, percent: 100 },
      { by: { item: 'y' }, numerator: 0, denominator: 30, percent: 0 },
      { by: { unit: 'c', item: 'y' }, numerator: 0, denominator: 0 },
    ],
    'unit',
    'item',
  )
  it('puts the largest first and those without a unit last', () => {
    expect(heat.rows).toEqual(['b', 'a', 'none'])
    expect(heat.columns).toEqual(['y', 'x'])
    expect(heat.at('a', 'x')?.percent).toBe(50)
    expect(heat.at('a', 'y')).toBeUndefined()
  })
  it('tints something even if it is little, and nothing not at all', () => {
    expect(strengthOf(0, 100)).toBe(0)
    expect(strengthOf(100, 100)).toBe(100)
    expect(strengthOf(1, 100_000)).toBe(8)
  })
})

describe('flow of tickets', () => {
  const by = (item: string, unit: string, numerator: number) => ({ by: { item, unit }, numerator })
  it('adds up on both sides', () => {
    const links = flowOf([by('x', 'a', 10), by('y', 'a', 5)], [by('x', 'a', 8), by('y', 'a', 5)], [by('x', 'a', 7)])
    const sum = (prefix: string): number =>
      links.filter((link) => link.target.startsWith(prefix)).reduce((all, link) => all + link.value, 0)
    expect(sum('unit:')).toBe(15)
    expect(sum('result:')).toBe(15)
    expect(links.find((link) => link.target === 'result:answered')?.value).toBe(6)
    expect(links.find((link) => link.target === 'result:open')?.value).toBe(2)
  })
  it('makes one of many small ones', () => {
    const links = flowOf([by('x', 'a', 10), by('x', 'b', 3), by('x', 'c', 2), by('x', 'd', 1)], [], [], 2)
    expect(links.filter((link) => link.source === 'item:x').map((link) => [link.target, link.value])).toEqual([
      ['unit:a', 10],
      ['unit:b', 3],
      ['unit:others', 3],
    ])
    expect(links.find((link) => link.target === 'unit:others')?.unit).toBe('c,d')
  })
})

describe('ways from unit to unit', () => {
  const { all, moved, steps } = stepsOf([
    { turn: 1, item: 'x', target: 'a', tickets: 9 },
    { turn: 1, source: 'a', ended: 'SOLVED', tickets: 6 },
    { turn: 2, source: 'a', target: 'b', tickets: 3 },
    { turn: 2, source: 'b', ended: 'OPEN', tickets: 1 },
    { turn: 3, source: 'b', target: 'a', tickets: 2 },
    { turn: 3, source: 'a', ended: 'SOLVED', tickets: 2 },
  ])
  it('draws those that had more than one, and no circle where one comes back', () => {
    expect([all, moved]).toEqual([9, 3])
    expect(steps.map(({ source, target, value }) => `${source}>${target} ${value}`)).toEqual([
      '1:a>2:b 3',
      '2:b>3:a 2',
      '2:b>ended:OPEN 1',
      '3:a>ended:SOLVED 2',
    ])
  })
  it('leaves out the ends of what is not drawn', () => {
    expect(drawable(steps, 1).map((step) => step.target)).toEqual(['2:b', 'ended:OPEN'])
  })
})

describe('words and lengths', () => {
  it('does not say late of what is overdue', () => {
    expect(wordsWorthTelling(['RECEIVED', 'OVERDUE', 'ANSWER_LATE', 'OPEN'])).toEqual(['OVERDUE', 'OPEN'])
  })
  it('counts days of work, not of the clock', () => {
    expect(stretch(27_000, 27_000)).toEqual({ n: 1, unit: 'days' })
    expect(stretch(26_999, 27_000)).toEqual({ n: 7.4, unit: 'hours' })
    expect(stretch(59, 27_000).unit).toBe('moment')
    expect(stretch(59 * 60, 27_000)).toEqual({ n: 59, unit: 'minutes' })
  })
})
