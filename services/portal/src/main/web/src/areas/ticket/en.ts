import type { SameKeys } from '@/i18n'
import type { Words } from './zh'

const en: SameKeys<Words> = {}
export default en
