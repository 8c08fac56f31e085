import { describe, expect, it } from 'vitest'
import { verdictOf, type Chain, type Link } from './chain'

const link = (sequence: number, more: Partial<Link> = {}): Link => ({
  sequence,
  type: 'submitted',
  recordedAt: '2026-01-01T00:00:00Z',
  hash: `h${sequence}`,
  previousHash: sequence > 1 ? `h${sequence - 1}` : '',
  sound: true,
  ...more,
})
const chain = (entries: Link[], more: Partial<Chain> = {}): Chain => ({
  ticket: 't',
  number: 'QT-2026-000001',
  version: entries.at(-1)?.sequence ?? 0,
  sound: true,
  entries,
  ...more,
})

describe('the verdict on a log', () => {
  it('is sound only if every link is', () => {
    expect(verdictOf(chain([link(1), link(2)]))).toEqual({ kind: 'sound' })
    expect(verdictOf(chain([link(1), link(2, { sound: false }), link(3)]))).toEqual({ kind: 'broken', at: 2 })
  })

  it('does not believe an answer that contradicts itself', () => {
    expect(verdictOf(chain([link(1), link(2, { previousHash: 'other' })]))).toEqual({ kind: 'broken', at: 2 })
    expect(verdictOf(chain([link(1), link(3, { previousHash: 'h1' })]))).toEqual({ kind: 'gap', at: 2 })
    expect(verdictOf(chain([link(1)], { version: 2 }))).toEqual({ kind: 'gap', at: 2 })
    expect(verdictOf(chain([link(1)], { sound: false }))).toEqual({ kind: 'broken', at: 1 })
  })
})
