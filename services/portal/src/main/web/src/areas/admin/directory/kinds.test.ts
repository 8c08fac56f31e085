import { describe, expect, it } from 'vitest'
import { formOf, kindOf, kinds, sent, type Entry } from './kinds'

describe('the kinds of the directory', () => {
  it('ask for all that an entry has, and begin a new one with an id to choose', () => {
    const bank: Entry = { id: 'sy-bank', active: true, version: 3, name: '上虞农商银行', kind: 'BANK', district: 'SY' }
    expect(formOf(kindOf('units'), bank)).toEqual({ active: true, name: '上虞农商银行', shortName: '', kind: 'BANK' })
    expect(formOf(kindOf('places'))).toEqual({ id: '', name: '', kind: '', office: '' })
  })

  it('leave out what is blank', () => {
    expect(sent({ id: ' ', name: ' 银行 ', shortName: '', active: false })).toEqual({ name: '银行', active: false })
  })

  it('open with the enterprises when an address names none', () => {
    expect(kindOf('nonsense')).toBe(kinds[0])
  })
})
