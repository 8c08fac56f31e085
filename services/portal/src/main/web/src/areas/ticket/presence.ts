import { onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { request } from '@/api/client'
import { useMe, type Role } from '@/session/me'

export interface Other {
  account: string
  role: Role
  deciding: boolean
  since: string
}
const EVERY_MS = 20_000
const DOOR = 'PUT /api/v1/tickets/{idOrNumber}/presence'

/** Who else has the ticket open, and whether they are about to decide; tells them the same of oneself. */
export function usePresence(ticket: MaybeRefOrGetter<string | undefined>, deciding: MaybeRefOrGetter<boolean>) {
  const { me, may } = useMe()
  const others = ref<Other[]>([])
  const pathOf = (id: string): string => `/api/v1/tickets/${id}/presence`

  async function tell(id: string): Promise<void> {
    if (document.hidden || !may(DOOR)) return
    try {
      const answer = await request(
        new Request(pathOf(id), {
          method: 'PUT',
          body: JSON.stringify({ deciding: toValue(deciding) }),
          headers: { 'Content-Type': 'application/json' },
        }),
      )
      if (!answer.ok || toValue(ticket) !== id) return
      const found = ((await answer.json()) as { others?: Other[] }).others ?? []
      others.value = found.filter((one) => one.account !== me.value?.account)
    } catch {
      others.value = [] // Nobody is told for now: it is a courtesy, not a lock.
    }
  }
  function leave(id: string | undefined): void {
    if (id && may(DOOR))
      void request(new Request(pathOf(id), { method: 'DELETE', keepalive: true })).catch(() => undefined)
  }
  const timer = setInterval(() => {
    const id = toValue(ticket)
    if (id) void tell(id)
  }, EVERY_MS)
  watch(
    [() => toValue(ticket), () => toValue(deciding), me],
    ([id], old) => {
      const before = old?.[0]
      if (before && before !== id) leave(before)
      if (id !== before) others.value = []
      if (id) void tell(id)
    },
    { immediate: true },
  )
  const gone = (): void => leave(toValue(ticket))
  window.addEventListener('pagehide', gone)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', gone)
    clearInterval(timer)
    gone()
  })
  return others
}
