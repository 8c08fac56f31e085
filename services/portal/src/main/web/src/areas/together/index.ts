import type { Area } from '@/shell/places'
import type { Role } from '@/session/me'

const offices: Role[] = ['COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ADMIN']

export const area: Area = {
  routes: [
    {
      path: '/meetings',
      component: () => import('./MeetingsPage.vue'),
      meta: { desk: true, title: { zh: '协调会', en: 'Meetings' } },
    },
    {
      path: '/meetings/decisions',
      component: () => import('./DecisionsPage.vue'),
      meta: { desk: true, title: { zh: '议定事项', en: 'Decisions' } },
    },
    {
      path: '/meetings/new',
      component: () => import('./MeetingFormPage.vue'),
      meta: { desk: true, title: { zh: '召集协调会', en: 'Call a meeting' } },
    },
    {
      path: '/meetings/:id',
      component: () => import('./MeetingPage.vue'),
      props: true,
      meta: { desk: true, title: { zh: '协调会', en: 'Meeting' } },
    },
    {
      path: '/meetings/:id/edit',
      component: () => import('./MeetingFormPage.vue'),
      props: true,
      meta: { desk: true, title: { zh: '变更协调会', en: 'Change a meeting' } },
    },
    {
      path: '/meetings/:id/minutes',
      component: () => import('./MinutesPage.vue'),
      props: true,
      meta: { desk: true, title: { zh: '会议纪要', en: 'Minutes' } },
    },
    {
      path: '/hard-problems',
      component: () => import('./HardProblemsPage.vue'),
      meta: { desk: true, title: { zh: '重难点问题', en: 'Hard problems' } },
    },
    {
      path: '/hard-problems/rounds',
      component: () => import('./RoundsPage.vue'),
      meta: { desk: true, title: { zh: '滚动破难', en: 'Rounds of reviews' } },
    },
    {
      path: '/hard-problems/rounds/:number',
      component: () => import('./RoundPage.vue'),
      props: true,
      meta: { desk: true, title: { zh: '破难会商', en: 'Round of reviews' } },
    },
    {
      path: '/hard-problems/:id',
      component: () => import('./HardProblemPage.vue'),
      props: true,
      meta: { desk: true, title: { zh: '重难点问题', en: 'Hard problem' } },
    },
    {
      path: '/visits',
      component: () => import('./VisitsPage.vue'),
      meta: { desk: true, title: { zh: '走访', en: 'Visits' } },
    },
    {
      path: '/listings',
      component: () => import('./ListingsPage.vue'),
      meta: { desk: true, title: { zh: '供需对接', en: 'Supply and demand' } },
    },
    {
      path: '/listings/:id',
      component: () => import('./ListingPage.vue'),
      props: true,
      meta: { desk: true, title: { zh: '供需信息', en: 'Listing' } },
    },
  ],
  places: [
    {
      path: '/meetings',
      word: { zh: '协调会', en: 'Meetings' },
      icon: 'people',
      door: 'GET /api/v1/meetings',
      roles: ['HANDLER', ...offices],
    },
    {
      path: '/hard-problems',
      word: { zh: '重难点', en: 'Hard problems' },
      icon: 'flag',
      door: 'GET /api/v1/hard-problems',
      roles: ['HANDLER', ...offices],
    },
    {
      path: '/visits',
      word: { zh: '走访', en: 'Visits' },
      icon: 'map',
      door: 'GET /api/v1/visits/summary',
      roles: offices,
    },
    {
      path: '/listings',
      word: { zh: '供需对接', en: 'Supply & demand' },
      icon: 'handshake',
      door: 'GET /api/v1/listings/summary',
      roles: offices,
    },
  ],
}
