import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

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

export default defineConfig({
  base: '/app/',
  plugins: [
    vue(),
    // Element Plus by use: each page carries what it shows.
    components({ dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })], dts: false }),
    surroundings,
  ],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1500, modulePreload: { polyfill: false } },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/oauth2', '/login', '/account', '/connect', '/.well-known', '/v3'].map((path) => [path, system]),
    ),
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
})
