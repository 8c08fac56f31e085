import { expect, it } from 'vitest'
import { atATime, tally, type Line } from './bulk'

it('counts who gets what and leaves out what goes nowhere', () => {
  const line = (lead?: string) => ({ to: lead ? { lead } : undefined }) as Line
  expect(tally([line('a'), line('b'), line('b'), line()])).toEqual([
    { unit: 'b', n: 2 },
    { unit: 'a', n: 1 },
  ])
})
it('runs all of them, never more than so many together', async () => {
  let now = 0
  let most = 0
  const done: number[] = []
  await atATime(3, [1, 2, 3, 4, 5, 6, 7], async (one) => {
    most = Math.max(most, ++now)
    await new Promise((resume) => setTimeout(resume, 2))
    now--
    done.push(one)
  })
  expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(most).toBe(3)
})
