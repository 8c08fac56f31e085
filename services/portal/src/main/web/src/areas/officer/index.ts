import type { Area } from '@/shell/places'

export const area: Area = {
  routes: [
    {
      path: '/officer',
      component: () => import('./OfficerPage.vue'),
      meta: { title: { zh: '我的企业', en: 'My enterprises' } },
    },
    {
      path: '/officer/enterprises/:id',
      component: () => import('./OfficerEnterprisePage.vue'),
      meta: { title: { zh: '企业', en: 'Enterprise' } },
    },
    {
      path: '/officer/visits',
      component: () => import('./VisitsPage.vue'),
      meta: { title: { zh: '走访', en: 'Visits' } },
    },
    {
      path: '/officer/visits/new',
      component: () => import('./VisitFormPage.vue'),
      meta: { title: { zh: '记走访', en: 'Write down a visit' } },
    },
    {
      path: '/officer/visits/:id',
      component: () => import('./VisitPage.vue'),
      meta: { title: { zh: '走访', en: 'Visit' } },
    },
  ],
  places: [
    {
      path: '/officer',
      word: { zh: '我的企业', en: 'Enterprises' },
      icon: 'building',
      roles: ['OFFICER'],
      thumb: true,
    },
    { path: '/order', word: { zh: '代企点单', en: 'File' }, icon: 'plus', roles: ['OFFICER'], thumb: true },
    { path: '/orders', word: { zh: '诉求', en: 'Requests' }, icon: 'list', roles: ['OFFICER'], thumb: true },
    { path: '/officer/visits', word: { zh: '走访', en: 'Visits' }, icon: 'calendar', roles: ['OFFICER'], thumb: true },
    { path: '/common', word: { zh: '共性问题', en: 'Common problems' }, icon: 'people', roles: ['OFFICER'] },
    { path: '/supply', word: { zh: '供需对接', en: 'Supply and demand' }, icon: 'handshake', roles: ['OFFICER'] },
  ],
  start: { OFFICER: '/officer' },
}
