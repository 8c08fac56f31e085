import { describe, expect, it } from 'vitest'
import { fits, ranked } from './pick'

describe('what fits what was typed', () => {
  it('takes all words in any order, without regard to width and case', () => {
    expect(fits('局 资源', '规划和自然资源分局', 'qt-zrzy')).toBe(true)
    expect(fits('ＺＲＺＹ', '规划和自然资源分局', 'qt-zrzy')).toBe(true)
    expect(fits('资源 税务', '规划和自然资源分局')).toBe(false)
  })
  it('puts first what begins with it', () => {
    const units = [{ name: '科技城管理办公室' }, { name: '经信科技局' }, { name: '科技局' }]
    expect(ranked(units, '科技', (unit) => [unit.name]).map((unit) => unit.name)).toEqual([
      '科技城管理办公室',
      '科技局',
      '经信科技局',
    ])
    expect(ranked(units, ' ', (unit) => [unit.name])).toBe(units)
  })
})
