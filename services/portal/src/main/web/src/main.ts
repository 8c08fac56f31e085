import './design/theme'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { queryClient } from './api/queries'
import App from './App.vue'
import { nextTask } from './components/tasks'
import { toast } from './components/toasts'
import { i18n } from './i18n'
import { startLive } from './live/stream'
import { keepPages } from './offline/newer'
import { takeSignInLink } from './session/session'
import { createPages } from './shell/router'

// A page that was open while a newer version was installed asks for scripts that are gone: it is loaded anew, once.
window.addEventListener('vite:preloadError', (event) => {
  if (!navigator.onLine) return toast(i18n.global.t('error.pageNeedsNetwork'), { bad: true })
  if (sessionStorage.getItem('zhuqi.reloaded')) return
  sessionStorage.setItem('zhuqi.reloaded', 'yes')
  event.preventDefault()
  location.reload()
})

// Each of these is work for a slow phone.
await nextTask()
await takeSignInLink()
const app = createApp(App).use(i18n).use(VueQueryPlugin, { queryClient })
const pages = createPages()
await nextTask()
app.use(pages)
await nextTask()
app.mount('#app')
void nextTask().then(startLive)
// What somebody submitted without a network goes out by itself.
if (localStorage.getItem('zhuqi.waiting-to-be-sent'))
  void import('./areas/enterprise/order/sending').then(({ watchOutbox }) => watchOutbox())
// After the page, so that nothing of it waits for the files of others.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  const keep = (): unknown => setTimeout(() => void keepPages().catch(() => undefined), 3_000)
  if (document.readyState === 'complete') keep()
  else window.addEventListener('load', keep)
}
