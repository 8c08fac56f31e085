import { afterEach, describe, expect, it, vi } from 'vitest'

vi.mock('@/live/stream', () => ({ useLive: () => undefined }))
import { atMost } from './quietly'

describe('asking quietly', () => {
  afterEach(() => void vi.useRealTimers())
  it('asks once for a burst, and once more for what came after', () => {
    vi.useFakeTimers()
    const run = vi.fn()
    const { ask } = atMost(15_000, run)
    for (let i = 0; i < 100; i++) ask()
    vi.advanceTimersByTime(1_000)
    expect(run).toHaveBeenCalledTimes(1)
    ask()
    vi.advanceTimersByTime(14_000)
    expect(run).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(1_000)
    expect(run).toHaveBeenCalledTimes(2)
    vi.advanceTimersByTime(60_000)
    expect(run).toHaveBeenCalledTimes(2)
  })
})
