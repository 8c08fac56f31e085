import { createRouter, createWebHistory, START_LOCATION, type Router } from 'vue-router'
import { ref } from 'vue'
import { nextTask } from '@/components/tasks'
import { startLive } from '@/live/stream'
import { loadMe } from '@/session/me'
import { comeBack, signedIn } from '@/session/session'
import { areas, startOf } from './areas'

/** Why the login did not complete, for the page that says so. */
export const signInFault = ref<string>()

declare module 'vue-router' {
  interface RouteMeta {
    /** Seen without being signed in. */
    open?: boolean
    /** Of the desk: dense, 14 px. Otherwise phone first, 16 px. */
    desk?: boolean
    /** Of the desk for whoever is not out with a phone. */
    deskInside?: boolean
    /** Fills the window without bars: the wall. */
    bare?: boolean
    /** Name of the page for the window's title, both languages. */
    title?: { zh: string; en: string }
  }
}

/** All addresses with their pages. */
export function createPages(): Router {
  const router = createRouter({
    history: createWebHistory('/app/'),
    // A page that was just loaded is at its top: to scroll there would have it laid out before it is whole.
    scrollBehavior: (to, from, saved) =>
      saved ?? (to.path === from.path || from === START_LOCATION ? false : { top: 0 }),
    routes: [
      {
        path: '/',
        component: () => import('./WelcomePage.vue'),
        meta: { open: true },
        beforeEnter: async () => (signedIn() ? startOf((await loadMe()).role) : true),
      },
      {
        // The login comes back to an address outside of the pages' own, which the router takes for this one.
        path: '/signed-in',
        component: () => import('./WelcomePage.vue'),
        meta: { open: true },
        beforeEnter: async () => {
          try {
            const back = await comeBack()
            startLive()
            return back
          } catch (e) {
            signInFault.value = e instanceof Error ? e.message : String(e)
            return '/'
          }
        },
      },
      { path: '/signed-in-again', component: () => import('./SignedInAgain.vue'), meta: { open: true } },
      {
        path: '/account',
        component: () => import('./AccountPage.vue'),
        meta: { title: { zh: '账号与设置', en: 'Account and settings' } },
      },
      ...areas.flatMap((area) => area.routes),
      {
        path: '/:missing(.*)*',
        component: () => import('./NotFoundPage.vue'),
        meta: { open: true, title: { zh: '没有找到', en: 'Not found' } },
      },
    ],
  })

  // The scripts of the first page in one task, and what it shows in the next.
  router.beforeResolve(async (_, from) => {
    if (from === START_LOCATION) await nextTask()
  })

  router.beforeEach((to) => {
    if (!to.meta.open && !signedIn()) return { path: '/', query: { to: to.fullPath } }
    return true
  })
  return router
}
