import type { Area } from '@/shell/places'

export const area: Area = {
  routes: [
    {
      path: '/unit',
      component: () => import('./UnitPage.vue'),
      meta: { desk: true, title: { zh: '我的单位', en: 'My unit' } },
    },
    {
      path: '/unit/calendar',
      component: () => import('./CalendarPage.vue'),
      meta: { desk: true, title: { zh: '到期日历', en: 'Due dates' } },
    },
  ],
  places: [
    {
      path: '/unit',
      word: { zh: '办件台', en: 'My desk' },
      icon: 'inbox',
      door: 'GET /api/v1/tickets',
      roles: ['HANDLER'],
    },
    {
      path: '/unit/calendar',
      word: { zh: '到期日历', en: 'Due dates' },
      icon: 'calendar',
      door: 'GET /api/v1/due',
      roles: ['HANDLER', 'COORDINATOR', 'SUPERVISOR'],
    },
  ],
  start: { HANDLER: '/unit' },
}
