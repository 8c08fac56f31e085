import type { Area } from '@/shell/places'

export const area: Area = {
  routes: [
    {
      path: '/inbox',
      component: () => import('./InboxPage.vue'),
      meta: { title: { zh: '消息', en: 'Inbox' } },
    },
    {
      path: '/inbox/settings',
      component: () => import('./SettingsPage.vue'),
      meta: { title: { zh: '消息设置', en: 'What I am told' } },
    },
  ],
  places: [],
}
