import { describe, expect, it } from 'vitest'
import type { Sheet, SheetLine } from './model'
import { allowance, perHolder, rulerOf } from './ruler'

const DAY = 27_000
const line = (seconds: number, more: Partial<SheetLine> = {}): SheetLine =>
  ({ seconds, runs: true, overdue: false, holder: 'UNIT', holderZh: '承办单位', unit: 'a', ...more }) as SheetLine
const sheet = (lines: SheetLine[], allowedSeconds?: number): Sheet => {
  const sum = (wanted: (one: SheetLine) => boolean): number =>
    lines.filter(wanted).reduce((all, one) => all + one.seconds, 0)
  return {
    workingTime: true,
    from: '',
    until: '',
    lines,
    countedSeconds: sum((one) => one.runs),
    stoodStillSeconds: sum((one) => !one.runs),
    totalSeconds: sum(() => true),
    allowedSeconds,
    overdueSeconds: sum((one) => one.overdue),
  }
}

describe('the ruler', () => {
  it('lays pieces end to end and leaves room for what is left', () => {
    const ruler = rulerOf(sheet([line(DAY), line(DAY, { runs: false })], 3 * DAY), DAY, true)
    expect(ruler.pieces.map((piece) => [piece.kind, piece.start, piece.length])).toEqual([
      ['ran', 0, 0.25],
      ['stood', 0.25, 0.25],
    ])
    expect(ruler.now).toBe(0.5)
    expect(ruler.due).toBe(1)
    expect(ruler.days).toEqual([0.25, 0.5, 0.75])
  })
  it('is due where the overdue part begins', () => {
    const ruler = rulerOf(sheet([line(DAY), line(DAY, { overdue: true })], DAY), DAY, true)
    expect(ruler.due).toBe(0.5)
    expect(ruler.now).toBeUndefined()
    expect(ruler.pieces[1]!.kind).toBe('over')
  })
  it('shows where it was due before it was extended', () => {
    expect(rulerOf(sheet([line(DAY)], 4 * DAY), DAY, true, 2 * DAY).original).toBe(0.5)
  })
  it('keeps marks of a long time apart', () => {
    expect(rulerOf(sheet([line(100 * DAY)], 100 * DAY), DAY, false).days.length).toBeLessThanOrEqual(12)
  })
  it('draws nothing of nothing', () => {
    expect(rulerOf(sheet([line(0)]), DAY, true).pieces).toEqual([])
  })
  it('adds up by holder', () => {
    const holders = perHolder([
      line(5),
      line(7, { unit: 'b' }),
      line(2, { runs: false }),
      line(0, { unit: undefined, holder: 'DESK' }),
    ])
    expect(holders.map((one) => [one.unit, one.ran, one.stood])).toEqual([
      ['a', 5, 2],
      ['b', 7, 0],
    ])
  })
  it('reads what a policy gives', () => {
    expect(allowance('5 working days')).toEqual({ n: '5', unit: 'working-day' })
    expect(allowance('1 natural hour')).toEqual({ n: '1', unit: 'natural-hour' })
    expect(allowance('soon')).toBeNull()
  })
})
