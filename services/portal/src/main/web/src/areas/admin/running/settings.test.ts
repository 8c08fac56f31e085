import { describe, expect, it } from 'vitest'
import { formOf, sentSettings, type Definition, type Settings } from './settings'

const solved = {
  key: 'solved',
  ways: [
    { basis: 'RECEIVED', variant: 'confirmed' },
    { basis: 'RECEIVED', variant: 'reported' },
  ],
} as unknown as Definition
const said: Settings = {
  version: 2,
  usual: { mode: 'TRUNCATE', decimals: 1 },
  figures: { solved: { basis: 'RECEIVED', variant: 'reported', rounding: { mode: 'HALF_UP', decimals: 2 } } },
}

describe('how figures are printed', () => {
  it('comes back as it was', () => {
    expect(sentSettings(formOf(said, [solved]))).toEqual({ usual: said.usual, figures: said.figures })
  })

  it('says nothing where nothing is said', () => {
    expect(sentSettings(formOf({ version: 0, figures: {} }, [solved]))).toEqual({ figures: {} })
  })
})
