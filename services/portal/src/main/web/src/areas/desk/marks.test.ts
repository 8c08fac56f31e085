import { expect, it } from 'vitest'
import type { Ticket } from './filters'
import { marksOf, shortNumber, waited } from './marks'

it('marks what is unusual, and nothing else', () => {
  const plain = { urgency: 'NORMAL', hard: false, bounces: 0, extensionPending: false, round: 1 } as Ticket
  expect(marksOf(plain)).toEqual([])
  expect(marksOf({ ...plain, hard: true, bounces: 2, round: 2 })).toEqual(['hard', 'bounced', 'again'])
})
it('says how long something has waited', () => {
  const at = Date.parse('2026-11-22T12:00:00Z')
  expect(waited('2026-11-22T11:01:00Z', at)).toEqual({ unit: 'minutes', n: 59 })
  expect(waited('2026-11-21T12:01:00Z', at)).toEqual({ unit: 'hours', n: 23 })
  expect(waited('2026-11-20T11:00:00Z', at)).toEqual({ unit: 'days', n: 2 })
  expect(waited('2026-11-22T12:00:01Z', at)).toEqual({ unit: 'minutes', n: 0 })
})
it('shortens numbers without making two alike', () => {
  expect(shortNumber('QT-2026-000013')).toBe('QT-013')
  expect(shortNumber('QT-2026-012345')).toBe('QT-12345')
  expect(shortNumber('X1')).toBe('X1')
})
