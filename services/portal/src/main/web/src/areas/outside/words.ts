import { addWords } from '@/i18n'
import en from './en'
import zh from './zh'

addWords('outside', { zh, en })
