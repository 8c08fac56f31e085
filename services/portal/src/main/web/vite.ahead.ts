import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

const here = import.meta.dirname
/** `path: '/x', component: () => import('./XPage.vue')`, as all routes are written. */
const ROUTE = /path: '([^']+)',(?:(?!path: ').)*?component: \(\) => import\('([^']+)'\)/gs

/**
 * A small script beside the page that asks at once for the files of the page that was opened, while the scripts that
 * would ask for them are still on their way: on a phone's network that is one journey less. Which these are is read off
 * the routes.
 */
export function askingAhead(): Plugin {
  return {
    name: 'asking-ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const file = this.emitFile({ type: 'asset', name: 'ahead.js', source: script(bundle!, filesOf(html)) })
        return [{ tag: 'script', attrs: { src: `/app/${this.getFileName(file)}`, async: true }, injectTo: 'head' }]
      },
    },
  }
}

const filesOf = (html: string): Set<string> =>
  new Set([...html.matchAll(/(?:src|href)="\/app\/([^"]+)"/g)].map(([, file]) => file!))

function script(bundle: Rolldown.OutputBundle, there: Set<string>): string {
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
  const files: string[] = []
  const pages = routes().map(({ path, source }) => {
    const first = chunks.find((chunk) => chunk.moduleIds.includes(source))
    if (!first) throw new Error(`no script for ${source}`)
    const needed = needs(first, bundle).filter((file) => !there.has(file))
    files.push(...needed.filter((file) => !files.includes(file)))
    return [pattern(path), needed.map((file) => files.indexOf(file))]
  })
  return `(${ask.toString()})(${JSON.stringify(files)},${JSON.stringify(pages)})`
}

/** Runs in the browser. */
function ask(files: string[], pages: [pattern: string, files: number[]][]): void {
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
      } else link.rel = 'modulepreload'
      link.crossOrigin = ''
    }),
  )
  // A sign-in link is taken only where the server says so.
  if (location.hash.startsWith('#token='))
    add('/app/surroundings.json', (link) => {
      link.rel = 'preload'
      link.as = 'fetch'
      link.crossOrigin = ''
    })
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
