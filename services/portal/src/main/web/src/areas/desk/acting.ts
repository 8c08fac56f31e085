import { ref } from 'vue'
import { command, newKey, type Outcome } from '@/api/commands'
import type { Ticket } from './filters'

/**
 * Commands of one open form: its buttons rest while one is on its way, and each command has one key for as long as the
 * form says the same, so that a second click or another try changes nothing.
 */
export function useActing() {
  const working = ref(false)
  const error = ref<unknown>()
  const keys = new Map<string, string>()
  async function send(
    ticket: Pick<Ticket, 'id' | 'version'>,
    name: string,
    body: object,
    version = ticket.version,
  ): Promise<Outcome> {
    const same = JSON.stringify([ticket.id, name, body, version])
    if (!keys.has(same)) keys.set(same, newKey())
    return await command(ticket.id, name, body, { key: keys.get(same)!, version })
  }
  async function act(run: () => Promise<void>): Promise<boolean> {
    if (working.value) return false
    working.value = true
    error.value = undefined
    try {
      await run()
      return true
    } catch (e) {
      error.value = e
      return false
    } finally {
      working.value = false
    }
  }
  return { working, error, send, act }
}
