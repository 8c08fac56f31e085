import { describe, expect, it } from 'vitest'
import { COLUMNS, csvField, csvOf, USUAL } from './columns'

describe('CSV', () => {
  it('quotes what would break a row', () => {
    expect(
      csvOf([
        ['a', 'b,c'],
        ['"d"', 'e\nf'],
      ]),
    ).toBe('\ufeffa,"b,c"\r\n"""d""","e\nf"\r\n')
  })
  it('gives no spreadsheet a formula of strangers', () => {
    expect(csvField('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`)
    expect(csvField('@SUM(1)')).toBe("'@SUM(1)")
    expect(csvField('用地 = 厂房')).toBe('用地 = 厂房')
  })
})
it('shows usually only columns that there are', () => {
  const known = COLUMNS.map((one) => one.id as string)
  expect(USUAL.every((one) => known.includes(one))).toBe(true)
})
