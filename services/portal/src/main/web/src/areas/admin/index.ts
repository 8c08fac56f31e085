import type { Area } from '@/shell/places'

const desk = (zh: string, en: string) => ({ desk: true, title: { zh, en } })

export const area: Area = {
  routes: [
    { path: '/admin', redirect: '/admin/home' },
    {
      path: '/admin/home',
      component: () => import('./home/HomePage.vue'),
      meta: desk('管理', 'Administration'),
    },
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
    {
      path: '/admin/catalogue',
      component: () => import('./menu/CataloguePage.vue'),
      meta: desk('点单菜单', 'Menu'),
    },
    {
      path: '/admin/catalogue/:item',
      component: () => import('./menu/ItemRoute.vue'),
      meta: desk('菜单事项', 'Item of the menu'),
    },
    {
      path: '/admin/policies',
      component: () => import('./policy/PoliciesPage.vue'),
      meta: desk('时效规则', 'Policies'),
    },
    {
      path: '/admin/policies/new',
      component: () => import('./policy/PolicyEditorPage.vue'),
      meta: desk('起草时效规则', 'Draft a policy'),
    },
    {
      path: '/admin/policies/:version',
      component: () => import('./policy/PolicyPage.vue'),
      meta: desk('时效规则', 'Policy'),
    },
    {
      path: '/admin/calendar',
      component: () => import('./calendar/CalendarPage.vue'),
      meta: desk('工作日历', 'Working calendar'),
    },
    {
      path: '/admin/routing/:part?',
      component: () => import('./routing/RoutingPage.vue'),
      meta: desk('派单规则', 'Routing'),
    },
    {
      path: '/admin/figures',
      component: () => import('./running/FiguresPage.vue'),
      meta: desk('指标发布设置', 'Print settings of figures'),
    },
    {
      path: '/admin/builds',
      component: () => import('./running/BuildsPage.vue'),
      meta: desk('指标数据', 'Builds of figures'),
    },
    {
      path: '/admin/dead-letters',
      component: () => import('./running/DeadLettersPage.vue'),
      meta: desk('死信', 'Dead letters'),
    },
    {
      path: '/audit/tickets/:ticket',
      component: () => import('./audit/AuditPage.vue'),
      meta: desk('诉求单日志', 'Log of a ticket'),
    },
    {
      path: '/audit/:part?',
      component: () => import('./audit/AuditPage.vue'),
      meta: desk('审计', 'Audit'),
    },
  ],
  places: [
    {
      path: '/admin/home',
      word: { zh: '管理', en: 'Overview' },
      icon: 'gear',
      roles: ['ADMIN'],
    },
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
    {
      path: '/admin/catalogue',
      word: { zh: '点单菜单', en: 'Menu' },
      icon: 'list',
      door: 'GET /api/v1/catalogue/{item}/versions',
      roles: ['ADMIN', 'AUDITOR'],
    },
    {
      path: '/admin/policies',
      word: { zh: '时效规则', en: 'Policies' },
      icon: 'clock',
      door: 'GET /api/v1/policies',
      roles: ['ADMIN', 'AUDITOR'],
    },
    {
      path: '/admin/calendar',
      word: { zh: '工作日历', en: 'Calendar' },
      icon: 'calendar',
      door: 'GET /api/v1/calendar',
      roles: ['ADMIN', 'AUDITOR'],
    },
    {
      path: '/admin/routing',
      word: { zh: '派单规则', en: 'Routing' },
      icon: 'merge',
      door: 'GET /api/v1/routing/rules',
      roles: ['ADMIN', 'AUDITOR'],
    },
    {
      path: '/admin/figures',
      word: { zh: '指标设置', en: 'Print settings' },
      icon: 'chart',
      door: 'PUT /api/v1/metrics/settings',
    },
    {
      path: '/admin/builds',
      word: { zh: '指标数据', en: 'Builds' },
      icon: 'refresh',
      door: 'GET /api/v1/metrics/builds',
    },
    {
      path: '/admin/dead-letters',
      word: { zh: '死信', en: 'Dead letters' },
      icon: 'warn',
      door: 'GET /api/v1/dead-letters',
    },
    {
      path: '/audit',
      word: { zh: '审计', en: 'Audit' },
      icon: 'eye',
      door: 'GET /api/v1/directory/changes',
    },
  ],
  start: { ADMIN: '/admin/home', AUDITOR: '/audit' },
}
