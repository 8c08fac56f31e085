const zh = {
  title: '消息',
  views: '按是否已读筛选',
  all: '全部',
  unread: '未读',
  readAll: '全部标为已读',
  readDone: '已将 {n} 条消息标为已读。',
  isUnread: '未读',
  mandatory: '必达',
  today: '今天',
  yesterday: '昨天',
  none: '还没有消息',
  noneHint: '诉求有进展、需要您处理或快到期时，会在这里告诉您。',
  noneUnread: '没有未读消息',
}
export default zh
export type Words = typeof zh
