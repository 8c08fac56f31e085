import { describe, expect, it } from 'vitest'
import { base, changeOf, isOfFew, printed, trendOf } from './figures'

describe('figures as they are printed', () => {
  it('prints a share with the decimals of the server and its base', () => {
    const figure = { numerator: 646, denominator: 660, percent: 97.8 }
    expect(printed(figure, { decimals: 1 })).toBe('97.8%')
    expect(printed({ numerator: 660, denominator: 660, percent: 100 }, { decimals: 1 })).toBe('100.0%')
    expect(base(figure)).toBe('646 / 660')
  })
  it('says nothing of a share of nothing', () => {
    expect(printed({ numerator: 0, denominator: 0 }, { decimals: 1 })).toBe('—')
  })
  it('prints a count without a base', () => {
    expect(printed({ numerator: 12345 }, { decimals: 1 })).toBe('12,345')
    expect(base({ numerator: 12345 })).toBe('')
  })
  it('calls fewer overdue better, and more overdue worse', () => {
    expect(changeOf({ numerator: 5, difference: -3 }, { decimals: 1 }, 'LOWER_IS_BETTER')).toMatchObject({
      amount: '−3',
      tone: 'better',
    })
    expect(changeOf({ numerator: 5, difference: 3 }, { decimals: 1 }, 'LOWER_IS_BETTER')?.tone).toBe('worse')
  })
  it('compares shares in points, and cannot compare with nothing', () => {
    expect(changeOf({ numerator: 9, denominator: 10, percent: 90, points: 7.84 }, { decimals: 1 })).toMatchObject({
      amount: '+7.8',
      points: true,
      tone: 'neutral',
    })
    expect(changeOf({ numerator: 0, denominator: 0 }, { decimals: 1 })).toBeNull()
  })
  it('calls few what one ticket moves by ten points, and nothing at all not', () => {
    const of = (denominator?: number) => isOfFew({ numerator: 1, denominator })
    expect([of(9), of(10), of(0), of()]).toEqual([true, false, false, false])
  })
  it('leaves a gap in the trend where a month had nothing', () => {
    expect(
      trendOf([{ numerator: 0, denominator: 0 }, { numerator: 1, denominator: 2, percent: 50 }, { numerator: 3 }]),
    ).toEqual([null, 50, 3])
  })
})
