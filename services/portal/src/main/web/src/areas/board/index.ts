import type { Area } from '@/shell/places'

export const area: Area = {
  routes: [
    {
      path: '/board',
      component: () => import('./BoardPage.vue'),
      meta: { desk: true, title: { zh: '督查看板', en: 'Board' } },
    },
    {
      path: '/board/wall',
      component: () => import('./WallPage.vue'),
      meta: { bare: true, desk: true, title: { zh: '大屏', en: 'Wall' } },
    },
    {
      path: '/figures',
      component: () => import('./FiguresPage.vue'),
      meta: { desk: true, title: { zh: '指标', en: 'Figures' } },
    },
    {
      path: '/figures/:key',
      component: () => import('./FigurePage.vue'),
      meta: { desk: true, title: { zh: '指标', en: 'Figure' } },
    },
    {
      path: '/trust',
      component: () => import('./TrustPage.vue'),
      meta: { desk: true, title: { zh: '数据可信', en: 'Trust' } },
    },
    {
      path: '/exports',
      component: () => import('./ExportsPage.vue'),
      meta: { desk: true, title: { zh: '导出与定期报告', en: 'Exports and schedules' } },
    },
    {
      path: '/figures/:key/tickets',
      component: () => import('./BehindPage.vue'),
      meta: { desk: true, title: { zh: '指标明细', en: 'Behind the figure' } },
    },
  ],
  places: [
    {
      path: '/board',
      word: { zh: '督查看板', en: 'Board' },
      icon: 'board',
      door: 'GET /api/v1/metrics',
      roles: ['SUPERVISOR', 'AUDITOR', 'COORDINATOR', 'ADMIN'],
    },
    {
      path: '/figures',
      word: { zh: '指标', en: 'Figures' },
      icon: 'chart',
      door: 'GET /api/v1/metrics',
      roles: ['SUPERVISOR', 'AUDITOR', 'COORDINATOR', 'ADMIN', 'HANDLER'],
    },
    {
      path: '/trust',
      word: { zh: '数据可信', en: 'Trust' },
      icon: 'eye',
      door: 'GET /api/v1/metrics/signals',
      roles: ['SUPERVISOR', 'AUDITOR', 'COORDINATOR', 'ADMIN'],
    },
    {
      path: '/exports',
      word: { zh: '导出', en: 'Exports' },
      icon: 'download',
      door: 'GET /api/v1/metrics/exports',
      roles: ['SUPERVISOR', 'AUDITOR', 'COORDINATOR', 'ADMIN'],
    },
  ],
  start: { SUPERVISOR: '/board' },
}
