import { describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useAfter, useInSteps } from './tasks'

describe('work in several tasks', () => {
  it('shows a list step by step, and all of it in the end', async () => {
    vi.useFakeTimers()
    const list = ref<number[]>([])
    const scope = effectScope()
    const shown = scope.run(() => useInSteps(() => list.value, 2))!
    list.value = [1, 2, 3, 4, 5]
    expect(shown.value).toEqual([1, 2])
    await nextTick()
    await vi.runAllTimersAsync()
    expect(shown.value).toEqual([1, 2, 3, 4, 5])
    list.value = [1, 2, 3, 4, 5, 6, 7]
    expect(shown.value).toHaveLength(7)
    scope.stop()
    vi.useRealTimers()
  })

  it('has nobody wait for what is there already', () => {
    const scope = effectScope()
    expect(scope.run(() => useInSteps(() => [1, 2, 3, 4, 5]))!.value).toHaveLength(5)
    expect(scope.run(() => useAfter(() => true))!.value).toBe(true)
    scope.stop()
  })

  it('waits a task after what comes first', async () => {
    vi.useFakeTimers()
    const ready = ref(false)
    const scope = effectScope()
    const after = scope.run(() => useAfter(() => ready.value))!
    await vi.runAllTimersAsync()
    expect(after.value).toBe(false)
    ready.value = true
    await nextTick()
    expect(after.value).toBe(false)
    await vi.runAllTimersAsync()
    expect(after.value).toBe(true)
    scope.stop()
    vi.useRealTimers()
  })
})
