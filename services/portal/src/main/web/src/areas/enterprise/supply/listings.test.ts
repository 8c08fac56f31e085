import { describe, expect, it } from 'vitest'
import { sideOf, steps, urgentFirst, type Introduction } from './listings'

const introduction = (given: Partial<Introduction>): Introduction =>
  ({
    id: 'i',
    status: 'PROPOSED',
    offer: { enterprise: 'a' },
    need: { enterprise: 'b' },
    offerAgreed: false,
    needAgreed: true,
    proposedAt: '2026-01-01',
    ...given,
  }) as Introduction

describe('an introduction', () => {
  it('waits for the side that has not agreed; who asked can take it back', () => {
    const asked = introduction({})
    expect(steps(asked, sideOf(asked, 'a'))).toEqual(['accept', 'decline'])
    expect(steps(asked, sideOf(asked, 'b'))).toEqual(['takeBack'])
    expect(steps(asked, sideOf(asked, 'c'))).toEqual([])
  })
  it('is concluded by either side once both agreed, and never twice', () => {
    expect(steps(introduction({ status: 'ACCEPTED' }), 'NEED')).toEqual(['conclude'])
    expect(steps(introduction({ status: 'DEALT' }), 'NEED')).toEqual([])
  })
  it('that waits for one’s word comes first', () => {
    const order = urgentFirst(
      [
        introduction({ id: 'over', status: 'DEALT', proposedAt: '2026-03-01' }),
        introduction({ id: 'theirs', offerAgreed: true, needAgreed: false, proposedAt: '2026-02-01' }),
        introduction({ id: 'mine' }),
      ],
      'a',
    )
    expect(order.map(({ id }) => id)).toEqual(['mine', 'theirs', 'over'])
  })
})
