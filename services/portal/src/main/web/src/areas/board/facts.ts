/** Of all that is true of a ticket, what is worth a word in a list; the rest is what everybody has. */
export const telling = [
  'OVERDUE',
  'ANSWER_LATE',
  'RESPONSE_LATE',
  'PROGRESS_LATE',
  'LATE',
  'AT_THE_LAST_MINUTE',
  'EXTENDED_AFTER_DUE',
  'STOOD_STILL',
  'RETURNED',
  'MOVED',
  'DISPUTED',
  'REOPENED',
  'EXTENDED',
  'SUSPENDED',
  'CLOSED_BY_TIME',
  'CLOSED_BY_CALL',
  'ANSWER_UNSOLVED',
  'DISSATISFIED',
  'HARD',
  'MERGED',
  'DECLINED',
  'EXCLUDED',
  'OPEN',
] as const
export type Telling = (typeof telling)[number]

export function wordsWorthTelling(facts: string[]): Telling[] {
  const told = telling.filter((fact) => facts.includes(fact))
  // Who is overdue is late, too.
  return told.includes('OVERDUE') ? told.filter((fact) => fact !== 'ANSWER_LATE') : told
}
export const toneOf = (fact: Telling): string =>
  fact === 'OVERDUE' || fact.endsWith('LATE')
    ? 'overdue'
    : fact === 'SUSPENDED' || fact === 'EXTENDED' || fact === 'STOOD_STILL'
      ? 'paused'
      : ''
