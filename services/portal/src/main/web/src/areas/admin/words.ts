import { addWords } from '@/i18n'
import en from './en'
import zh from './zh'

// Imported by the pages of the area, so that nobody loads the words of pages they do not open.
addWords('admin', { zh, en })
