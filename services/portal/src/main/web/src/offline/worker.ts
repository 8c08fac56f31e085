import { answererOf, outdated } from './rules'

/*
 * Keeps the pages on the device, so that they open without a network: a form half filled in is there after a reload.
 * The page itself comes from the network as long as there is one, so that nobody works with an old version for long.
 */

/** Filled in when the pages are built: the script a page begins with, all files to keep, and a hash over them. */
declare const __ENTRY__: string
declare const __FILES__: string[]
declare const __VERSION__: string

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  readonly clients: { claim(): Promise<void> }
  readonly location: Location
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', run: (event: Lasting) => void): void
  addEventListener(type: 'fetch', run: (event: Fetching) => void): void
  addEventListener(type: 'message', run: (event: MessageEvent<string>) => void): void
}
const worker = self as unknown as Worker

const CACHE = `zhuqi-${__VERSION__}`
const PAGE = '/app/index.html'
const FILES = new Set(__FILES__)
/** A network that takes longer than this for the page has none to speak of. */
const PATIENCE_MS = 4_000

worker.addEventListener('install', (event) => event.waitUntil(keep()))
async function keep(): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.addAll([...FILES])
  const page = await fetch(PAGE, { cache: 'no-cache' })
  // Installed while the system is being changed: the files of one version and the page of another would not fit.
  if (!page.ok || !(await page.clone().text()).includes(__ENTRY__)) throw new Error('not the page of this version')
  await cache.put(PAGE, page)
}

worker.addEventListener('activate', (event) => event.waitUntil(takeOver()))
async function takeOver(): Promise<void> {
  await Promise.all(outdated(await caches.keys(), CACHE).map((name) => caches.delete(name)))
  await worker.clients.claim()
}

worker.addEventListener('message', (event) => {
  if (event.data === 'which') event.ports[0]?.postMessage(__ENTRY__)
  if (event.data === 'take-over') void worker.skipWaiting()
})

worker.addEventListener('fetch', (event) => {
  const answerer = answererOf(event.request, worker.location.origin, FILES)
  if (answerer === 'page') event.respondWith(page(event.request))
  if (answerer === 'file') event.respondWith(file(event.request))
})

async function page(request: Request): Promise<Response> {
  const kept = async (): Promise<Response | undefined> => (await caches.open(CACHE)).match(PAGE)
  const network = fetch(request)
  const late = new Promise<undefined>((resume) => setTimeout(resume, PATIENCE_MS))
  const answer = await Promise.race([network, late]).catch(() => undefined)
  if (answer && answer.status < 500) return answer
  return (await kept()) ?? answer ?? network
}

/** A file bears its content in its name: whichever version kept it, it is the same. */
async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  // What a page needed once it needs again, without a network, too.
  if (answer.ok) await (await caches.open(CACHE)).put(request, answer.clone())
  return answer
}
