import { createParser } from 'eventsource-parser'
import { onScopeDispose, ref } from 'vue'
import { queryClient, refreshTicket } from '@/api/queries'
import { hearVersion } from '@/api/versions'
import { accessToken, signedIn } from '@/session/session'

/** One thing that happened, as the stream tells it; `resync`: something was missed. */
export interface Live {
  name: string
  data: { ticket?: string; number?: string; version?: number; [more: string]: unknown }
}
type Hearing = (live: Live) => void

const hearers = new Set<Hearing>()
const channel = new BroadcastChannel('zhuqi.live')
/** Between the tabs: whether the one that follows has its stream, and the question whether it has. */
type Word = { live: boolean } | { ask: true } | Live
/** Whether what is shown is being kept up to date. */
export const isLive = ref(false)

function tell(live: Live): void {
  if (live.name === 'resync') void queryClient.invalidateQueries()
  else if (live.name === 'inbox') {
    queryClient.setQueryData(['inbox', 'unread'], live.data.unread)
    void queryClient.invalidateQueries({ queryKey: ['inbox', 'list'] })
  } else if (live.data.ticket) {
    hearVersion({ id: live.data.ticket, number: live.data.number }, live.data.version)
    refreshTicket(live.data.ticket, live.data.number)
    void queryClient.invalidateQueries({ queryKey: ['tickets'] })
  }
  hearers.forEach((hear) => hear(live))
}
let following = false
channel.onmessage = ({ data }: MessageEvent<Word>) => {
  if ('ask' in data) {
    if (following) channel.postMessage({ live: isLive.value } satisfies Word)
  } else if ('live' in data) isLive.value = data.live
  else tell(data)
}
function goLive(live: boolean): void {
  isLive.value = live
  channel.postMessage({ live } satisfies Word)
}

/** Hears what happens for as long as the component lives. */
export function useLive(hear: Hearing): void {
  hearers.add(hear)
  onScopeDispose(() => hearers.delete(hear))
}

async function follow(path: string, going: (live: boolean) => void): Promise<void> {
  let lastId: string | undefined
  let wait = 1_000
  for (;;) {
    try {
      const token = await accessToken()
      const answer = await fetch(path, {
        headers: {
          Authorization: `Bearer ${token}`,
          Accept: 'text/event-stream',
          ...(lastId ? { 'Last-Event-ID': lastId } : {}),
        },
      })
      // Not for whoever this is: asking again would not change it.
      if (answer.status === 403) return
      if (!answer.ok || !answer.body) throw new Error(String(answer.status))
      going(true)
      wait = 1_000
      const parser = createParser({
        onEvent(event) {
          lastId = event.id ?? lastId
          const data = JSON.parse(event.data || '{}') as Live['data'] & { ticketId?: string; sequence?: number }
          const live: Live = {
            name: event.event ?? '',
            data: { ...data, ticket: data.ticket ?? data.ticketId, version: data.version ?? data.sequence },
          }
          channel.postMessage(live)
          tell(live)
        },
      })
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        parser.feed(value)
      }
    } catch {
      // Refused, ended or the network: what it says is asked for anyway once it is back.
    }
    going(false)
    await new Promise<unknown>((resume) => {
      setTimeout(resume, wait)
      window.addEventListener('online', resume, { once: true })
    })
    wait = Math.min(wait * 2, 30_000)
  }
}

async function followAll(): Promise<void> {
  following = true
  void follow('/api/v1/notifications/stream', () => {})
  await follow('/api/v1/events/stream', goLive)
}

/** One tab follows for all of a browser, so that many tabs do not use up its connections. */
export function startLive(): void {
  if (!signedIn()) return
  const lock = sessionStorage.getItem('zhuqi.session') ? `zhuqi.live.${crypto.randomUUID()}` : 'zhuqi.live'
  channel.postMessage({ ask: true } satisfies Word)
  void navigator.locks.request(lock, followAll)
}
