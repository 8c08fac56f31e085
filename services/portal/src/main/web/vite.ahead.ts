import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Plugin, Rolldown } from 'vite'
import { STATES } from './src/areas/enterprise/views.ts'

const here = import.meta.dirname
/** `path: '/x', component: () => import('./XPage.vue')`, as all routes are written. */
const ROUTE = /path: '([^']+)',(?:(?!path: ').)*?component: \(\) => import\('([^']+)'\)/gs

const tickets = (states: string[], more: string): string =>
  `/api/v1/tickets?${states.map((state) => `state=${state}&`).join('')}${more}`
/** What the first pages of a phone ask for first, to the letter: what is asked for otherwise is asked for once more. */
const ASKED: Record<string, string[]> = {
  '/home': [
    '/api/v1/catalogue?active=true',
    tickets(STATES.waiting, 'sort=updated&limit=200'),
    tickets(STATES.open, 'limit=7'),
  ],
  '/orders': [tickets(STATES.waiting, 'sort=updated&limit=200'), tickets(STATES.open, 'limit=20')],
  '/order': ['/api/v1/catalogue?active=true'],
  '/order/:item': ['/api/v1/catalogue/:item'],
  '/tickets/:ticket': ['/api/v1/tickets/:ticket'],
}

/**
 * A small script beside the page that asks at once for the files of the page that was opened and for what it shows, while
 * the scripts that would ask for them are still on their way: on a phone's network these are several journeys less. Which
 * files these are is read off the routes.
 */
export function askingAhead(): Plugin {
  return {
    name: 'asking-ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const there = filesOf(html)
        // The script that is run first only waits for the page to be painted; these, which it runs then, leave the network
        // to the styles.
        const main = scriptOf(join(here, 'src/main.ts'), bundle!)
        const whole = needs(main, bundle!).filter((file) => !there.has(file))
        whole.forEach((file) => there.add(file))
        const file = this.emitFile({ type: 'asset', name: 'ahead.js', source: script(bundle!, there) })
        return [
          {
            tag: 'script',
            attrs: { src: `/app/${this.getFileName(file)}`, async: true, fetchpriority: 'high' },
            injectTo: 'head-prepend',
          },
          ...whole.map((name) => ({
            tag: 'link',
            attrs: name.endsWith('.css')
              ? { rel: 'stylesheet', crossorigin: true, href: `/app/${name}` }
              : { rel: 'modulepreload', fetchpriority: 'low', crossorigin: true, href: `/app/${name}` },
            injectTo: 'head' as const,
          })),
        ]
      },
    },
  }
}

const filesOf = (html: string): Set<string> =>
  new Set([...html.matchAll(/(?:src|href)="\/app\/([^"]+)"/g)].map(([, file]) => file!))

function script(bundle: Rolldown.OutputBundle, there: Set<string>): string {
  const files: string[] = []
  const known = routes()
  const without = Object.keys(ASKED).find((path) => !known.some((one) => one.path === path))
  if (without) throw new Error(`no page at ${without}`)
  const pages = known.map(({ path, source }) => {
    const needed = needs(scriptOf(source, bundle), bundle).filter((file) => !there.has(file))
    files.push(...needed.filter((file) => !files.includes(file)))
    return [pattern(path), needed.map((file) => files.indexOf(file)), ...(ASKED[path] ? [ASKED[path]] : [])]
  })
  return `(${ask.toString()})(${JSON.stringify(files)},${JSON.stringify(pages)})`
}

function scriptOf(source: string, bundle: Rolldown.OutputBundle): Rolldown.OutputChunk {
  const found = Object.values(bundle).find((one) => one.type === 'chunk' && one.moduleIds.includes(source))
  if (found?.type !== 'chunk') throw new Error(`no script for ${source}`)
  return found
}

/** Runs in the browser; who takes the answers is in `src/api/early.ts` and `src/session/surroundings.ts`. */
function ask(files: string[], pages: [pattern: string, files: number[], asked?: string[]][]): void {
  const add = (href: string, set: (link: HTMLLinkElement) => void): void => {
    const link = document.createElement('link')
    link.href = href
    set(link)
    document.head.append(link)
  }
  const path = location.pathname.slice('/app'.length)
  const page = pages.find(([pattern]) => new RegExp(pattern).test(path))
  page?.[1].forEach((file) =>
    add(`/app/${files[file]}`, (link) => {
      if (files[file]!.endsWith('.css')) {
        link.rel = 'preload'
        link.as = 'style'
      } else {
        link.rel = 'modulepreload'
        link.fetchPriority = 'low'
      }
      link.crossOrigin = ''
    }),
  )
  const win = window as unknown as {
    zhuqiSurroundings?: Promise<Response>
    zhuqiEarly?: Record<string, { authorization: string; language: string; at: number; answer: Promise<Response> }>
  }
  const chosen = localStorage.getItem('zhuqi.locale')
  const language =
    chosen === 'zh' || chosen === 'en'
      ? chosen
      : navigator.languages.some((one) => one.startsWith('zh')) || !navigator.language.startsWith('en')
        ? 'zh'
        : 'en'
  const askAs = (token: string): void => {
    // Where the page's own scripts were quicker, they ask themselves.
    if (win.zhuqiEarly) return
    const authorization = `Bearer ${token}`
    const last = path.split('/').pop()!
    for (const asked of ['/api/v1/me', ...(page?.[2] ?? [])]) {
      const address = asked.replace(/:\w+/, last)
      const answer = fetch(address, { headers: { Authorization: authorization, 'Accept-Language': language } })
      // Who takes it hears of it; if nobody does, nobody needs to.
      answer.catch(() => undefined)
      win.zhuqiEarly = { ...win.zhuqiEarly, [address]: { authorization, language, at: performance.now(), answer } }
    }
  }
  // A sign-in link is taken only where the server says so.
  const link = new URLSearchParams(location.hash.slice(1)).get('token')
  if (link) {
    win.zhuqiSurroundings = fetch('/app/surroundings.json')
    win.zhuqiSurroundings
      .then((answer) => answer.clone().json())
      .then(({ signInLinks }: { signInLinks: boolean }) => signInLinks && askAs(link))
      .catch(() => undefined)
    return
  }
  if (sessionStorage.getItem('zhuqi.district')) return
  const session = sessionStorage.getItem('zhuqi.session') ?? localStorage.getItem('zhuqi.session')
  const held = session ? (JSON.parse(session) as { access: string; ends: number }) : null
  if (held && held.ends - Date.now() > 60_000) askAs(held.access)
}

/** A script's own files: what it imports at once, and the styles of these. */
export function needs(first: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): string[] {
  const found = new Set<string>()
  const visit = (chunk: Rolldown.OutputChunk): void => {
    if (found.has(chunk.fileName)) return
    found.add(chunk.fileName)
    chunk.viteMetadata?.importedCss.forEach((css) => found.add(css))
    for (const name of chunk.imports) {
      const other = bundle[name]
      if (other?.type === 'chunk') visit(other)
    }
  }
  visit(first)
  return [...found]
}

/** All pages with their addresses, as the areas write them. */
export function routes(): { path: string; source: string }[] {
  const areas = join(here, 'src/areas')
  const files = [...readdirSync(areas).map((area) => join(areas, area, 'index.ts')), join(here, 'src/shell/router.ts')]
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const found = [...text.matchAll(ROUTE)].map(([, path, component]) => ({
      path: path!,
      source: resolve(dirname(file), component!),
    }))
    if (found.length !== text.split('import(').length - 1) throw new Error(`routes that cannot be read in ${file}`)
    return found.filter(({ path }) => !path.includes('('))
  })
}

/** `/order/:item` → `^/order/[^/]+/?$`. What is fixed comes before what is not, as the routes are written. */
const pattern = (path: string): string =>
  `^${path
    .replace(/\/:\w+\?/g, '(/[^/]+)?')
    .replace(/:\w+/g, '[^/]+')
    .replace(/\/$/, '')}/?$`
