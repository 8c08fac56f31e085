import { describe, expect, it } from 'vitest'
import { deedOf, isTyping, normal, written, type KeyDeed } from './keys'

const press = (key: string, more: object = {}): string =>
  written({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more })
const deed = (keys: string): KeyDeed => ({ keys, word: {}, run: () => undefined })

describe('presses', () => {
  it('writes letters as they come and names with what is held', () => {
    expect(press('?', { shiftKey: true })).toBe('?')
    expect(press('X', { shiftKey: true })).toBe(normal('shift+x'))
    expect(press('K', { metaKey: true })).toBe('ctrl+k')
    expect(press('ArrowDown', { shiftKey: true })).toBe('shift+ArrowDown')
  })
  it('finds one after the other, in time', () => {
    const all = [deed('g d'), deed('d')]
    expect(deedOf('g', 0, all)).toBeNull()
    expect(deedOf('d', 500, all)?.keys).toBe('g d')
    expect(deedOf('d', 600, all)?.keys).toBe('d')
    deedOf('g', 1000, all)
    expect(deedOf('d', 9000, all)?.keys).toBe('d')
  })
  it('prefers what came last', () => {
    const [page, dialog] = [deed('Enter'), deed('Enter')]
    expect(deedOf('Enter', 0, [page, dialog])).toBe(dialog)
  })
  it('rests while one types, not while one ticks', () => {
    const tick = document.createElement('input')
    tick.type = 'checkbox'
    expect(isTyping(document.createElement('input'))).toBe(true)
    expect(isTyping(document.createElement('textarea'))).toBe(true)
    expect(isTyping(tick)).toBe(false)
    expect(isTyping(document.body)).toBe(false)
  })
})
