import { describe, expect, it } from 'vitest'
import { effectScope, ref, watch } from 'vue'
import { OfflineError, ProblemError } from './problem'
import { shared, untilAnswered } from './queries'

describe('what stays as long as the pages are open', () => {
  it('is made once, by whoever needs it first, and goes on when that one is gone', () => {
    const told: number[] = []
    const count = ref(0)
    let made = 0
    const use = shared(() => {
      made++
      watch(count, (now) => told.push(now), { flush: 'sync' })
      return { count }
    })
    const first = effectScope()
    const one = first.run(use)
    expect(use()).toBe(one)
    expect(made).toBe(1)
    first.stop()
    count.value = 1
    expect(told).toEqual([1])
  })
  it('is asked for again while nothing came back, and not when it was refused', () => {
    const after = (error: unknown) => untilAnswered({ state: { error } })
    expect(after(null)).toBe(false)
    expect(after(new OfflineError('no network'))).toBeGreaterThan(0)
    expect(after(new ProblemError({ type: 'about:blank', status: 503 }))).toBeGreaterThan(0)
    expect(after(new ProblemError({ type: 'about:blank', status: 403 }))).toBe(false)
  })
})
