import type { Area } from '@/shell/places'

export const area: Area = {
  routes: [
    {
      path: '/desk',
      component: () => import('./DeskPage.vue'),
      meta: { desk: true, title: { zh: '派单台', en: 'Dispatch desk' } },
    },
    {
      path: '/desk/all',
      component: () => import('./AllPage.vue'),
      meta: { desk: true, title: { zh: '所有诉求单', en: 'All tickets' } },
    },
  ],
  places: [
    {
      path: '/desk',
      word: { zh: '派单台', en: 'Dispatch desk' },
      icon: 'inbox',
      roles: ['COORDINATOR'],
    },
    {
      path: '/desk/all',
      word: { zh: '所有诉求单', en: 'All tickets' },
      icon: 'list',
      roles: ['COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ADMIN'],
    },
  ],
  start: { COORDINATOR: '/desk' },
}
