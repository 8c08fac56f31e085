import type { SameKeys } from '@/i18n'
import type { Words } from './zh'

const en: SameKeys<Words> = {
  title: 'Inbox',
  views: 'Filter by whether it was read',
  all: 'All',
  unread: 'Unread',
  readAll: 'Mark all as read',
  readDone: '{n} marked as read.',
  isUnread: 'Unread',
  mandatory: 'Always sent',
  today: 'Today',
  yesterday: 'Yesterday',
  none: 'Nothing yet',
  noneHint: 'When something moves, waits for you or is nearly due, you are told here.',
  noneUnread: 'Nothing unread',
}
export default en
