import { describe, expect, it } from 'vitest'
import type { Me } from '@/session/me'
import { doorsOf } from './rights'

describe('what somebody may do, in words', () => {
  it('says only what the server opens', () => {
    const me = {
      may: { commands: [], doors: [{ method: 'POST', path: '/api/v1/visits', reach: 'VISITS' }] },
    } as unknown as Me
    expect(doorsOf(me)).toEqual([{ door: 'POST /api/v1/visits', zh: '登记走访', en: 'write down visits' }])
  })
})
