import type { Area } from '@/shell/places'

const desk = (zh: string, en: string) => ({ desk: true, title: { zh, en } })

export const area: Area = {
  routes: [
    {
      path: '/admin/directory/:kind?',
      component: () => import('./directory/DirectoryPage.vue'),
      meta: desk('名录', 'Directory'),
    },
    {
      path: '/admin/import',
      component: () => import('./directory/ImportPage.vue'),
      meta: desk('批量导入', 'Import lists'),
    },
    {
      path: '/admin/accounts',
      component: () => import('./accounts/AccountsPage.vue'),
      meta: desk('账号', 'Accounts'),
    },
  ],
  places: [
    {
      path: '/admin/directory',
      word: { zh: '名录', en: 'Directory' },
      icon: 'building',
      door: 'GET /api/v1/directory/units',
      roles: ['ADMIN', 'AUDITOR'],
    },
    {
      path: '/admin/accounts',
      word: { zh: '账号', en: 'Accounts' },
      icon: 'people',
      door: 'GET /api/v1/directory/accounts',
    },
  ],
}
