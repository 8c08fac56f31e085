import { ref } from 'vue'

/** Whether a newer version of the pages is there than the one that is open. */
export const newerThere = ref(false)

const AGAIN_MS = 60 * 60_000
let there: ServiceWorkerRegistration | undefined
let leaving = false

const entryOf = (scripts: Iterable<HTMLScriptElement>): string =>
  [...scripts].map((script) => new URL(script.src).pathname).find((path) => path.startsWith('/app/assets/')) ?? ''
const own = entryOf(document.querySelectorAll('script[type=module][src]'))

/** With which script the pages begin that a worker keeps. */
const entryKeptBy = (worker: ServiceWorker): Promise<string> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = (told: MessageEvent<string>) => resolve(told.data)
    worker.postMessage('which', [port2])
  })

async function look(worker: ServiceWorker | null): Promise<void> {
  if (!worker || !navigator.serviceWorker.controller) return
  if ((await entryKeptBy(worker)) !== own) newerThere.value = true
  // The page came from the network and is the newer one already.
  else if (worker === there?.waiting) worker.postMessage('take-over')
}

/** Keeps the pages on this device from now on. A newer version waits until somebody asks for it. */
export async function keepPages(): Promise<void> {
  there = await navigator.serviceWorker.register('/app/sw.js')
  await look(there.waiting)
  there.addEventListener('updatefound', () => {
    const coming = there?.installing
    coming?.addEventListener('statechange', () => coming.state === 'installed' && void look(coming))
  })
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (leaving) location.reload()
    else void look(navigator.serviceWorker.controller)
  })
  // A page of a desk stays open for weeks.
  let last = Date.now()
  const ask = (): void => {
    if (document.visibilityState !== 'visible' || !navigator.onLine || Date.now() - last < AGAIN_MS) return
    last = Date.now()
    void there?.update().catch(() => undefined)
  }
  document.addEventListener('visibilitychange', ask)
  setInterval(ask, AGAIN_MS)
}

/** Goes on with the newer version; only when somebody says so. */
export function toNewer(): void {
  const waiting = there?.waiting
  if (!waiting) return location.reload()
  leaving = true
  waiting.postMessage('take-over')
}
