import { opens, type Me } from '@/session/me'

/** What a door is for, in words; those that only belong to another one are left out. */
const DOORS: { door: string; zh: string; en: string }[] = [
  { door: 'POST /api/v1/routing/suggestions', zh: '查看派单建议', en: 'see suggestions for dispatch' },
  { door: 'POST /api/v1/common-problems', zh: '设立共性问题', en: 'open common problems' },
  { door: 'POST /api/v1/meetings', zh: '召集协调会', en: 'call meetings' },
  { door: 'POST /api/v1/hard-problems', zh: '列入重难点清单', en: 'list hard problems' },
  { door: 'POST /api/v1/visits', zh: '登记走访', en: 'write down visits' },
  { door: 'POST /api/v1/listings', zh: '发布供需', en: 'post offers and needs' },
  { door: 'GET /api/v1/metrics', zh: '查看指标', en: 'see the figures' },
  { door: 'GET /api/v1/metrics/export.xlsx', zh: '导出报告', en: 'export reports' },
  { door: 'POST /api/v1/metrics/exclusions', zh: '申请剔除指标', en: 'ask to leave tickets out of the figures' },
  {
    door: 'POST /api/v1/metrics/exclusions/{id}/approve',
    zh: '审批指标剔除',
    en: 'approve what is left out of the figures',
  },
  { door: 'POST /api/v1/catalogue', zh: '管理点单菜单', en: 'change the menu' },
  { door: 'PUT /api/v1/routing/rules', zh: '管理派单规则', en: 'change routing rules' },
  { door: 'POST /api/v1/policies', zh: '发布时效规则', en: 'publish policies' },
  { door: 'POST /api/v1/calendar/notices', zh: '管理工作日历', en: 'change the working calendar' },
  { door: 'POST /api/v1/directory/units', zh: '管理名录', en: 'change the directory' },
  { door: 'POST /api/v1/directory/accounts', zh: '管理账号', en: 'look after accounts' },
  { door: 'GET /api/v1/directory/changes', zh: '查看变更记录', en: 'see who changed what' },
  { door: 'POST /api/v1/directory/districts', zh: '管理区县', en: 'look after districts' },
  { door: 'GET /api/v1/dead-letters', zh: '处理死信', en: 'settle dead letters' },
]

export const doorsOf = (me: Me): { zh: string; en: string }[] => DOORS.filter((one) => opens(me, one.door))
