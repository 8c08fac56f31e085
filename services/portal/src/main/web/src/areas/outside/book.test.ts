import { describe, expect, it } from 'vitest'
import { freshName, put, sharing, turned, without, type Book } from './book'

const words = (title: string) => ({ zh: { title, text: '…' }, en: { title, text: '…' } })
const book: Book = {
  rules: [
    { occasion: 'ticket.dispatched', to: ['unit'], channels: ['IN_APP', 'MAIL'] },
    { occasion: 'ticket.dispatched', to: ['enterprise'], channels: ['IN_APP'], words: 'short' },
    { occasion: 'ticket.rated', to: ['handler'], channels: ['IN_APP'], words: 'short' },
  ],
  words: { 'ticket.dispatched': words('请接单'), short: words('短'), spare: words('备用') },
}

describe('a book of rules', () => {
  it('says who shares the words of a rule', () => {
    expect(sharing(book, 'short', 1)).toBe(1)
    expect(sharing(book, 'ticket.dispatched', 0)).toBe(0)
  })

  it('gives other words a name that is free', () => {
    expect(freshName(book, 'ticket.answered')).toBe('ticket.answered')
    expect(freshName(book, 'ticket.dispatched')).toBe('ticket.dispatched-2')
  })

  it('takes a rule with its words, and drops the words that it leaves behind', () => {
    const other = put(book, 0, { ...book.rules![0], words: 'ticket.dispatched-2' }, words('新'))
    expect(Object.keys(other.words!).sort()).toEqual(['short', 'spare', 'ticket.dispatched-2'])
    expect(
      put(book, 3, { occasion: 'ticket.closed', to: ['filer'], channels: ['IN_APP'] }, words('销号')).rules,
    ).toHaveLength(4)
  })

  it('keeps words that another rule names, and those that nobody named before', () => {
    expect(Object.keys(without(book, 1).words!).sort()).toEqual(['short', 'spare', 'ticket.dispatched'])
    expect(Object.keys(without(without(book, 1), 1).words!).sort()).toEqual(['spare', 'ticket.dispatched'])
  })

  it('turns a channel of one rule, in the usual order', () => {
    expect(turned(book, 1, 'MAIL', true).rules!.map((rule) => rule.channels)).toEqual([
      ['IN_APP', 'MAIL'],
      ['IN_APP', 'MAIL'],
      ['IN_APP'],
    ])
    expect(turned(book, 0, 'IN_APP', false).rules![0]!.channels).toEqual(['MAIL'])
  })
})
