import { expect, it } from 'vitest'
import { monthsOf, periodOf } from './periods'

it('begins a quarter with its first month', () => {
  expect(periodOf('quarter', '2026-11-22')).toEqual({ from: '2026-10-01', to: '2026-11-22' })
  expect(periodOf('quarter', '2026-03-31')).toEqual({ from: '2026-01-01', to: '2026-03-31' })
  expect(periodOf('lastYear', '2026-01-01')).toEqual({ from: '2025-01-01', to: '2025-12-31' })
})
it('cuts the first and the last month to the span', () => {
  expect(monthsOf('2023-12-05', '2024-02-10')).toEqual([
    { month: '2023-12', from: '2023-12-05', to: '2023-12-31' },
    { month: '2024-01', from: '2024-01-01', to: '2024-01-31' },
    { month: '2024-02', from: '2024-02-01', to: '2024-02-10' },
  ])
  expect(monthsOf('2023-05-02', '2023-05-02')).toEqual([{ month: '2023-05', from: '2023-05-02', to: '2023-05-02' }])
  expect(monthsOf('2020-01-01', '2026-11-22')).toHaveLength(24)
})
