import type { Schemas } from '@/api/client'

export type Book = Schemas['NotificationRuleBook']
export type Rule = Schemas['NotificationRule']
export type Words = Schemas['NotificationWords']
export type Channel = NonNullable<Rule['channels']>[number]

export const CHANNELS: Channel[] = ['IN_APP', 'MAIL', 'DINGTALK', 'SMS']
export const TIMINGS = ['AT_ONCE', 'WORKING_TIME', 'DIGEST'] as const

/** Of what the words of a rule are called; the occasion where it gives no name. */
export const wordsNameOf = (rule: Rule): string => rule.words ?? rule.occasion ?? ''

/** How many other rules say it in the same words. */
export const sharing = (book: Book, name: string, but: number): number =>
  (book.rules ?? []).filter((rule, at) => at !== but && wordsNameOf(rule) === name).length

/** A name for words that no rule has yet: `ticket.answered`, `ticket.answered-2` … */
export function freshName(book: Book, occasion: string): string {
  let name = occasion
  for (let n = 2; book.words && name in book.words; n++) name = `${occasion}-${n}`
  return name
}

/**
 * The book with a rule and its words put in: over the one at `at`, or at the end. Words that no rule names any more go.
 */
export function put(book: Book, at: number, rule: Rule, words: Words): Book {
  const rules = [...(book.rules ?? [])]
  rules.splice(at, 1, rule)
  return swept({ ...book, rules, words: { ...book.words, [wordsNameOf(rule)]: words } }, book)
}

export const without = (book: Book, at: number): Book =>
  swept({ ...book, rules: (book.rules ?? []).filter((_, i) => i !== at) }, book)

/** Only what this change left behind: words that nobody named before stay. */
function swept(book: Book, before: Book): Book {
  const named = new Set((book.rules ?? []).map(wordsNameOf))
  const once = new Set((before.rules ?? []).map(wordsNameOf))
  return {
    ...book,
    words: Object.fromEntries(Object.entries(book.words ?? {}).filter(([name]) => named.has(name) || !once.has(name))),
  }
}

/** With one channel more or less. */
export const turned = (book: Book, at: number, channel: Channel, on: boolean): Book => ({
  ...book,
  rules: (book.rules ?? []).map((rule, i) =>
    i === at
      ? { ...rule, channels: CHANNELS.filter((one) => (one === channel ? on : rule.channels?.includes(one))) }
      : rule,
  ),
})
