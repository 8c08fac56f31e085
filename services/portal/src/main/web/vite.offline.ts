import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { needs, routes } from './vite.ahead.ts'

const here = import.meta.dirname
/** Areas of those who are out with a phone, and what is nobody's in particular. */
const OUTSIDE = /\/src\/(areas\/(enterprise|ticket|officer)|shell)\//

/** Builds the worker that keeps the pages on the device, and tells it which files these are. */
export function keptOnTheDevice(): Plugin {
  return {
    name: 'kept-on-the-device',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: join(here, 'src/offline/worker.ts'), fileName: 'sw.js' })
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle['sw.js']
        const page = bundle['index.html']
        if (worker?.type !== 'chunk' || page?.type !== 'asset') throw new Error('no worker, or no page')
        if (worker.imports.length) throw new Error('a worker that imports does not run everywhere')
        const named = [...String(page.source).matchAll(/(?:src|href)="(\/app\/[^"]+)"/g)].map(([, file]) => file!)
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
        const pages = routes()
          .filter(({ source }) => OUTSIDE.test(source))
          .flatMap(({ source }) =>
            chunks.filter((chunk) => chunk.facadeModuleId === source || chunk.moduleIds.includes(source)),
          )
          .flatMap((chunk) => needs(chunk, bundle))
        // What these pages load when it is needed: the way to send, to log in.
        const later = chunks.filter(
          (chunk) => chunk.isDynamicEntry && /order\/sending\.ts$|oauth4webapi/.test(chunk.facadeModuleId ?? ''),
        )
        const files = [
          ...new Set([
            ...named,
            ...[...pages, ...later.flatMap((chunk) => needs(chunk, bundle))].map((file) => `/app/${file}`),
          ]),
        ].sort()
        const entry = named.find((file) => /assets\/index-[^/]+\.js$/.test(file))
        if (!entry) throw new Error('no script in the page')
        const hash = createHash('sha256').update(JSON.stringify(files)).update(String(page.source))
        for (const file of readdirSync(join(here, 'public'))) hash.update(readFileSync(join(here, 'public', file)))
        worker.code = worker.code
          .replaceAll('__ENTRY__', JSON.stringify(entry))
          .replaceAll('__FILES__', JSON.stringify(files))
          .replaceAll('__VERSION__', JSON.stringify(hash.digest('hex').slice(0, 16)))
      },
    },
  }
}
