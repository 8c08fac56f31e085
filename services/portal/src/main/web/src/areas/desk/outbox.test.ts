import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const command = vi.hoisted(() => vi.fn())
vi.mock('@/api/commands', () => ({ command, newKey: () => Math.random().toString(36) }))
const { dispatchSoon, outbox, sendNow, takeBack, WAIT_MS } = await import('./outbox')

const ticket = (id: string) => ({ id, number: `QT-${id}`, title: id, version: 3 })
beforeEach(() => {
  vi.useFakeTimers()
  command.mockReset().mockResolvedValue({ state: 'DISPATCHED' })
})
afterEach(() => {
  while (takeBack());
  vi.useRealTimers()
})

describe('what is about to be dispatched', () => {
  it('goes after a while, with the version that was seen', async () => {
    const sent = vi.fn()
    dispatchSoon(ticket('a'), { lead: 'u' }, { sent })
    await vi.advanceTimersByTimeAsync(WAIT_MS - 1)
    expect(command).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(command).toHaveBeenCalledExactlyOnceWith(
      'a',
      'dispatch',
      { lead: 'u' },
      expect.objectContaining({ version: 3 }),
    )
    expect(sent).toHaveBeenCalledOnce()
    expect(outbox).toHaveLength(0)
  })
  it('never goes once it is taken back', async () => {
    dispatchSoon(ticket('a'), { lead: 'u' })
    expect(takeBack()?.ticket.id).toBe('a')
    await vi.advanceTimersByTimeAsync(WAIT_MS * 2)
    expect(command).not.toHaveBeenCalled()
  })
  it('takes the latest back first', () => {
    dispatchSoon(ticket('a'), { lead: 'u' })
    dispatchSoon(ticket('b'), { lead: 'u' })
    expect(takeBack()?.ticket.id).toBe('b')
    expect(takeBack()?.ticket.id).toBe('a')
    expect(takeBack()).toBeUndefined()
  })
  it('is one for a ticket, however often the key is pressed', async () => {
    dispatchSoon(ticket('a'), { lead: 'u' })
    dispatchSoon(ticket('a'), { lead: 'v' })
    await vi.advanceTimersByTimeAsync(WAIT_MS)
    expect(command).toHaveBeenCalledOnce()
  })
  it('goes at once when one leaves, and only once', async () => {
    dispatchSoon(ticket('a'), { lead: 'u' })
    sendNow(true)
    await vi.advanceTimersByTimeAsync(WAIT_MS * 2)
    expect(command).toHaveBeenCalledOnce()
    expect(command.mock.calls[0]![3]).toMatchObject({ leaving: true })
  })
  it('tells why it did not go', async () => {
    const failed = vi.fn()
    command.mockRejectedValue(new Error('stale'))
    dispatchSoon(ticket('a'), { lead: 'u' }, { failed })
    await vi.advanceTimersByTimeAsync(WAIT_MS)
    expect(failed).toHaveBeenCalledOnce()
    expect(outbox).toHaveLength(0)
  })
})
