import { describe, expect, it } from 'vitest'
import { isEmpty, needsUpload, newDraft, submissionOf, withContent, type Draft } from './draft'
import type { Item } from './form'

const item = {
  item: 'qt-dl',
  fields: [
    { key: 'plan', kind: 'FILE', label: '图', required: false, choices: [] },
    { key: 'wanted', kind: 'NUMBER', label: '容量', required: false, choices: [] },
  ],
} as unknown as Item
const draft = (given: Partial<Draft> = {}): Draft => ({
  ...newDraft({ account: 'a', enterprise: 'e', enterpriseName: '潮信', item, now: 0 }),
  ...given,
})

describe('a draft', () => {
  it('is empty until something is written, chosen or attached', () => {
    const empty = draft()
    expect(isEmpty(empty)).toBe(true)
    expect(isEmpty({ ...empty, content: { ...empty.content, title: '自动', titled: false } })).toBe(true)
    expect(isEmpty({ ...empty, content: { ...empty.content, answers: { wanted: '5' } } })).toBe(false)
    expect(isEmpty({ ...empty, files: [{ local: 'f', name: 'a', size: 1, type: '' }] })).toBe(false)
  })
  it('sends files as attachments, and that of a field as its answer, too', () => {
    const full = draft({
      files: [
        { local: '1', name: 'a.pdf', size: 1, type: '', field: 'plan', uploaded: { id: 'u1', at: 0 } },
        { local: '2', name: 'b.png', size: 1, type: '', uploaded: { id: 'u2', at: 0 } },
      ],
    })
    full.content = { ...full.content, title: ' 增容 ', description: '不够', answers: { wanted: '1,000' } }
    expect(submissionOf(full)).toEqual({
      item: 'qt-dl',
      enterprise: 'e',
      title: '增容',
      description: '不够',
      urgency: 'NORMAL',
      answers: [
        { field: 'plan', value: 'u1' },
        { field: 'wanted', value: '1000' },
      ],
      attachments: [{ id: 'u1' }, { id: 'u2' }],
    })
  })
  it('uploads anew what the server may have thrown away', () => {
    const file = { local: '1', name: 'a', size: 1, type: '', uploaded: { id: 'u', at: 0 } }
    expect(needsUpload(file, 3_600_000)).toBe(false)
    expect(needsUpload(file, 41 * 3_600_000)).toBe(true)
  })
})

describe('two tabs', () => {
  it('leave alone what is being sent', () => {
    const sending = draft({ sending: { since: 1 } })
    expect(withContent(sending, draft({ id: sending.id }))).toBe(sending)
  })
  it('do not bring back what was filed', () => {
    const filed = { id: 'x', account: 'a', filed: { ticket: 't', at: 1 } }
    expect(withContent(filed, draft({ id: 'x' }))).toBe(filed)
  })
  it('keep one key, and what is uploaded', () => {
    const file = { local: '1', name: 'a', size: 1, type: '' }
    const kept = draft({ key: 'first', files: [{ ...file, uploaded: { id: 'u', at: 5 } }] })
    const result = withContent(kept, draft({ key: 'second', files: [file] })) as Draft
    expect(result.key).toBe('first')
    expect(result.files[0]?.uploaded?.id).toBe('u')
  })
})
