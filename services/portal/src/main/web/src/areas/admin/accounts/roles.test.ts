import { describe, expect, it } from 'vitest'
import { fieldsOf, sentAccount, type Account } from './roles'

const account: Account = {
  id: 'a',
  district: 'SY',
  login: 'wang',
  name: '王**',
  role: 'COORDINATOR',
  chain: 'sy-materials',
  allDistricts: false,
  looksAfter: [],
  active: true,
  version: 1,
  changedAt: '2026-01-01T00:00:00Z',
  changedBy: 'system',
}

describe('the form of an account', () => {
  it('comes back as it was', () => {
    const { chain, role, name, active } = sentAccount(fieldsOf(account))
    expect({ chain, role, name, active }).toEqual({
      chain: 'sy-materials',
      role: 'COORDINATOR',
      name: '王**',
      active: true,
    })
  })

  it('drops what the new role has nothing to do with', () => {
    const sent = sentAccount({ ...fieldsOf(account), role: 'HANDLER', unit: 'sy-rsj', allDistricts: true })
    expect(sent.chain).toBeUndefined()
    expect(sent.allDistricts).toBe(false)
    expect(sent.unit).toBe('sy-rsj')
  })

  it('narrows to a chain or to a place, never to both', () => {
    const sent = sentAccount({ ...fieldsOf(account), part: 'place', place: 'sy-park' })
    expect([sent.chain, sent.place]).toEqual([undefined, 'sy-park'])
  })
})
