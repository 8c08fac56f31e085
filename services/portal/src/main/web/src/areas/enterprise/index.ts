import type { Area } from '@/shell/places'

export const area: Area = {
  routes: [
    { path: '/home', component: () => import('./HomePage.vue'), meta: { title: { zh: '首页', en: 'Home' } } },
    { path: '/order', component: () => import('./MenuPage.vue'), meta: { title: { zh: '点单', en: 'Order' } } },
    {
      path: '/order/:item',
      name: 'order',
      component: () => import('./order/OrderPage.vue'),
      meta: { title: { zh: '点单', en: 'Order' } },
    },
    {
      path: '/ordered/:ticket',
      component: () => import('./order/OrderedPage.vue'),
      meta: { title: { zh: '已提交', en: 'Submitted' } },
    },
    {
      path: '/orders',
      component: () => import('./OrdersPage.vue'),
      meta: { title: { zh: '我的诉求', en: 'My requests' } },
    },
    { path: '/more', component: () => import('./MorePage.vue'), meta: { title: { zh: '更多', en: 'More' } } },
    {
      path: '/common',
      component: () => import('./common/CommonPage.vue'),
      meta: { title: { zh: '共性问题', en: 'Common problems' } },
    },
    {
      path: '/common/:id',
      component: () => import('./common/CommonProblemPage.vue'),
      meta: { title: { zh: '共性问题', en: 'Common problem' } },
    },
    {
      path: '/supply',
      component: () => import('./supply/SupplyPage.vue'),
      meta: { title: { zh: '供需对接', en: 'Supply and demand' } },
    },
    {
      path: '/supply/new',
      component: () => import('./supply/ListingFormPage.vue'),
      meta: { title: { zh: '发布供需', en: 'List something' } },
    },
    {
      path: '/supply/:id',
      component: () => import('./supply/ListingPage.vue'),
      meta: { title: { zh: '供需对接', en: 'Supply and demand' } },
    },
    {
      path: '/supply/:id/edit',
      component: () => import('./supply/ListingFormPage.vue'),
      meta: { title: { zh: '修改供需', en: 'Change a listing' } },
    },
    {
      path: '/appointments',
      component: () => import('./AppointmentsPage.vue'),
      meta: { title: { zh: '会议与走访', en: 'Meetings and visits' } },
    },
  ],
  places: [
    { path: '/home', word: { zh: '首页', en: 'Home' }, icon: 'home', roles: ['ENTERPRISE'], thumb: true },
    { path: '/order', word: { zh: '点单', en: 'Order' }, icon: 'plus', roles: ['ENTERPRISE'], thumb: true },
    { path: '/orders', word: { zh: '我的', en: 'Mine' }, icon: 'list', roles: ['ENTERPRISE'], thumb: true },
    { path: '/common', word: { zh: '共性问题', en: 'Common problems' }, icon: 'people', roles: ['ENTERPRISE'] },
    { path: '/supply', word: { zh: '供需对接', en: 'Supply and demand' }, icon: 'handshake', roles: ['ENTERPRISE'] },
    {
      path: '/appointments',
      word: { zh: '会议与走访', en: 'Meetings and visits' },
      icon: 'calendar',
      roles: ['ENTERPRISE'],
    },
    {
      path: '/more',
      word: { zh: '更多', en: 'More' },
      icon: 'more',
      roles: ['ENTERPRISE'],
      thumb: true,
      onlyThumb: true,
    },
  ],
  start: { ENTERPRISE: '/home' },
}
