import { compile, type MessageCompilerContext, type MessageFunction } from '@intlify/core-base'
import { computed, markRaw } from 'vue'
import { createI18n, type LocaleMessages } from 'vue-i18n'
import en from './en'
import zh from './zh'

export type Locale = 'zh' | 'en'
/** The other language must say all that one says. */
export type SameKeys<T> = { [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }

const KEY = 'zhuqi.locale'
function first(): Locale {
  const kept = localStorage.getItem(KEY)
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.languages.some((language) => language.startsWith('zh')) || !navigator.language.startsWith('en')
    ? 'zh'
    : 'en'
}

/**
 * Most words are nothing but words, and need no compiler; what has a place for something is compiled once. The library's
 * own way compiles all and works out a key for each that it shows.
 */
const texts = new Map<string, MessageFunction<string>>()
function compileOnce(message: string, context: MessageCompilerContext): MessageFunction<string> {
  const known = texts.get(message)
  if (known) return known
  const made = /[{}@|]/.test(message) ? compile<string>(message, context) : (): string => message
  texts.set(message, made as MessageFunction<string>)
  return made as MessageFunction<string>
}

export const i18n = createI18n({
  legacy: false,
  messageCompiler: compileOnce as never,
  locale: first() as Locale,
  fallbackLocale: 'zh',
  // Words do not change: to watch each would be for nothing.
  messages: { zh: markRaw(zh), en: markRaw(en) } as unknown as LocaleMessages<Record<string, never>>,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV,
})

export const locale = computed<Locale>({
  get: () => i18n.global.locale.value as Locale,
  set: (value) => {
    i18n.global.locale.value = value
    localStorage.setItem(KEY, value)
    document.documentElement.lang = value === 'zh' ? 'zh-CN' : 'en'
  },
})
document.documentElement.lang = locale.value === 'zh' ? 'zh-CN' : 'en'

/** Adds an area's words under its own name; each area brings its own with its pages. */
export function addWords<T extends object>(area: string, words: { zh: T; en: SameKeys<T> }): void {
  for (const one of ['zh', 'en'] as const) {
    const known = i18n.global.getLocaleMessage(one) as object
    i18n.global.setLocaleMessage(one, markRaw({ ...known, [area]: words[one] }) as never)
  }
}

/** What the services say in both languages. */
export interface Said {
  zh?: string
  en?: string
}
export const say = (said: Said | undefined | null): string => (said ? (said[locale.value] ?? said.zh ?? '') : '')
