import type { Area } from '@/shell/places'

const desk = (zh: string, en: string) => ({ desk: true, title: { zh, en } })

/** What leaves the system, and who comes from outside: messages, webhooks, keys. */
export const area: Area = {
  routes: [
    {
      path: '/admin/notifications/:part?',
      component: () => import('./NotificationsPage.vue'),
      meta: desk('消息通知', 'Notifications'),
    },
    {
      path: '/admin/webhooks',
      component: () => import('./WebhooksPage.vue'),
      meta: desk('回调订阅', 'Webhooks'),
    },
    {
      path: '/admin/webhooks/:id',
      component: () => import('./WebhookPage.vue'),
      meta: desk('回调订阅', 'Webhook'),
    },
    {
      path: '/admin/open311-keys',
      component: () => import('./KeysPage.vue'),
      meta: desk('Open311 密钥', 'Open311 keys'),
    },
  ],
  places: [
    {
      path: '/admin/notifications',
      word: { zh: '消息通知', en: 'Messages' },
      icon: 'bell',
      door: 'GET /api/v1/notification-rules',
      roles: ['ADMIN', 'AUDITOR'],
    },
    {
      path: '/admin/webhooks',
      word: { zh: '回调订阅', en: 'Webhooks' },
      icon: 'send',
      door: 'GET /api/v1/webhooks',
    },
    {
      path: '/admin/open311-keys',
      word: { zh: 'Open311', en: 'Open311' },
      icon: 'link',
      door: 'GET /api/v1/open311-keys',
    },
  ],
}
