import { describe, expect, it } from 'vitest'
import { matches, numberOf } from './commandBar'

describe('what is typed', () => {
  it('knows a number however it is written', () => {
    for (const typed of ['QT-2026-000013', 'qt-2026-13', 'qt2026 13', '2026-13', '2026000013'])
      expect(numberOf(typed, 'QT'), typed).toBe('QT-2026-000013')
    expect(numberOf('sy-2026-1', 'QT')).toBe('SY-2026-000001')
  })
  it('takes nothing else for a number', () => {
    for (const typed of ['用地', '13', '2026', 'QT-26-1', '2026-13 用地'])
      expect(numberOf(typed, 'QT'), typed).toBeNull()
  })
  it('wants every word', () => {
    expect(matches('我的诉求 orders', 'order 诉求')).toBe(true)
    expect(matches('我的诉求', '诉求 会议')).toBe(false)
  })
})
