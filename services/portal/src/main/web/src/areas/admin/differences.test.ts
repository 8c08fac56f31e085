import { describe, expect, it } from 'vitest'
import { differences } from './differences'

describe('what differs between two versions', () => {
  it('names each place, and leaves out who and when', () => {
    expect(
      differences(
        { name: '用地', version: 1, changedBy: 'a', keywords: ['地'] },
        { name: '用地办证', version: 2, changedBy: 'b', keywords: ['地'] },
      ),
    ).toEqual([{ path: ['name'], before: '用地', after: '用地办证' }])
  })

  it('follows the fields of a form by their keys, not by their places', () => {
    const amount = { key: 'amount', label: '金额' }
    const due = { key: 'due', label: '日期' }
    expect(
      differences({ fields: [amount, due] }, { fields: [due, { ...amount, label: '贷款金额' }] }).map(
        (one) => one.path,
      ),
    ).toEqual([['fields', 'amount', 'label']])
    expect(differences({ fields: [amount] }, { fields: [amount, due] })).toEqual([
      { path: ['fields', 'due'], before: undefined, after: due },
    ])
  })

  it('tells a new order when nothing else is new', () => {
    const [a, b] = [{ id: 'a' }, { id: 'b' }]
    expect(differences({ rules: [a, b] }, { rules: [b, a] })).toEqual([
      { path: ['rules', 'order'], before: ['a', 'b'], after: ['b', 'a'] },
    ])
  })

  it('takes absent and empty for the same', () => {
    expect(differences({ assistants: [] }, {})).toEqual([])
  })
})
