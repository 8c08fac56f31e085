import { describe, expect, it } from 'vitest'
import { LARGEST, MOST, sizeOf, sorted } from './files'

const file = (name: string, size = 10, type = '') => ({ name, size, type }) as File

describe('chosen files', () => {
  it('are taken by their kind, pictures whatever they are called', () => {
    const { taken, refused } = sorted([file('a.PDF'), file('b.exe'), file('image', 10, 'image/jpeg')], 0)
    expect(taken.map(({ name }) => name)).toEqual(['a.PDF', 'image'])
    expect(refused).toEqual([{ name: 'b.exe', why: 'kind' }])
  })
  it('are neither empty nor too large nor too many', () => {
    const { taken, refused } = sorted(
      [file('a.txt', 0), file('b.txt', LARGEST + 1), file('c.txt'), file('d.txt')],
      MOST - 1,
    )
    expect(taken.map(({ name }) => name)).toEqual(['c.txt'])
    expect(refused.map(({ why }) => why)).toEqual(['empty', 'large', 'many'])
  })
  it('have a size in words', () =>
    expect([sizeOf(900), sizeOf(2048), sizeOf(1_500_000)]).toEqual(['900 B', '2 kB', '1.4 MB']))
})
