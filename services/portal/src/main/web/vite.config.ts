import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { askingAhead } from './vite.ahead.ts'
import { keptOnTheDevice } from './vite.offline.ts'

/** Of a running system, for `npm run dev`. */
const system = process.env.ZHUQI ?? 'http://127.0.0.1:8080'

const surroundings: Plugin = {
  name: 'surroundings-of-the-running-system',
  configureServer(server) {
    server.middlewares.use('/app/surroundings.json', (_, response) => {
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ issuer: system, clientId: 'zhuqi-portal', signInLinks: true }))
    })
  },
}

/** Read as a whole beside what else is done, not piece by piece when first called: a hint of V8, others read over it. */
const RUN_AT_ONCE = '//# allFunctionsCalledOnLoad\n'
const readAhead: Plugin = {
  name: 'read-ahead',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const one of Object.values(bundle))
        if (one.type === 'chunk' && (one.name === 'vue' || one.name === 'frame')) one.code = RUN_AT_ONCE + one.code
    },
  },
}

export default defineConfig({
  base: '/app/',
  plugins: [
    vue(),
    // Element Plus by use: each page carries what it shows.
    components({ dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })], dts: false }),
    surroundings,
    askingAhead(),
    readAhead,
    keptOnTheDevice(),
  ],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  // Only what these pages use of vue-i18n: its older API and its developer tools weigh as much as the rest.
  define: { __VUE_I18N_LEGACY_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every page needs comes as two files in place of thirty small ones. Nothing else belongs in here: it would
        // come with the first page of a phone, too.
        codeSplitting: {
          groups: [
            // Of the script that is run first, which waits for nothing.
            { name: 'preload', test: /preload-helper/, priority: 3 },
            {
              name: 'vue',
              test: /node_modules\/(@vue|vue|vue-router|vue-i18n|@intlify|@tanstack\/(vue-)?query[^/]*|openapi-fetch|eventsource-parser)\//,
              priority: 2,
            },
            {
              name: 'frame',
              test: /src\/(api|session\/(?!login)|i18n|live|areas\/\w+\/index\.ts|shell\/(AppFrame|CommandBar\.vue|commandBar|rights|areas|places|router)|design\/(?!before|base)|components\/(App(Dialog|Icon|Mark)|Toast(Stack|List)|toasts|tasks|modals|keys|PageBody|EmptyState|LoadingLines|ProblemNote|FormField))/,
              priority: 1,
            },
            // A phone's pages: each a few lines, and who opens one opens the next.
            {
              name: 'parts',
              test: /src\/components\/(?!AppChart|chart|FigureCard|VirtualList)|node_modules\/idb-keyval\//,
              priority: 0.5,
            },
            {
              name: 'request',
              test: /src\/areas\/ticket\/(words|zh|en|model|time|wording|steps|queries|TimeChip|StepMarks)\b/,
            },
            { name: 'enterprise', test: /src\/areas\/enterprise\/(?!index|supply|common)/ },
            { name: 'ticket', test: /src\/areas\/ticket\// },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/oauth2', '/login', '/account', '/connect', '/.well-known', '/v3'].map((path) => [path, system]),
    ),
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
})
