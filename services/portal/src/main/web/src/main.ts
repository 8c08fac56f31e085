import './design/base.css'
import './design/theme'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { queryClient } from './api/queries'
import App from './App.vue'
import { i18n } from './i18n'
import { startLive } from './live/stream'
import { takeSignInLink } from './session/session'
import { router } from './shell/router'

// A page that was open while a newer version was installed asks for scripts that are gone: it is loaded anew, once.
window.addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem('zhuqi.reloaded')) return
  sessionStorage.setItem('zhuqi.reloaded', 'yes')
  event.preventDefault()
  location.reload()
})

await takeSignInLink()
createApp(App).use(i18n).use(VueQueryPlugin, { queryClient }).use(router).mount('#app')
startLive()
// What somebody submitted without a network goes out by itself.
if (localStorage.getItem('zhuqi.waiting-to-be-sent'))
  void import('./areas/enterprise/order/sending').then(({ watchOutbox }) => watchOutbox())
