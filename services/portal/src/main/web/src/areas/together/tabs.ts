import { i18n } from '@/i18n'

const { t } = i18n.global
export const meetingTabs = () => [
  { path: '/meetings', word: t('together.meeting.tab') },
  { path: '/meetings/decisions', word: t('together.meeting.decisionsTab') },
]
export const problemTabs = () => [
  { path: '/hard-problems', word: t('together.problem.tab') },
  { path: '/hard-problems/rounds', word: t('together.problem.roundsTab') },
]
