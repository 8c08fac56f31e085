/** What fits what was typed: all words of it, in any order, in any of the texts; ids are the initials of names. */
export function fits(query: string, ...texts: (string | undefined)[]): boolean {
  const text = texts.filter(Boolean).join(' ').normalize('NFKC').toLowerCase()
  return query
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Those whose name begins with what was typed come first; otherwise as they were. */
export function ranked<T>(all: T[], query: string, texts: (one: T) => (string | undefined)[]): T[] {
  const typed = query.trim().normalize('NFKC').toLowerCase()
  if (!typed) return all
  const fitting = all.filter((one) => fits(typed, ...texts(one)))
  const begins = (one: T): boolean => texts(one).some((text) => text?.normalize('NFKC').toLowerCase().startsWith(typed))
  return [...fitting.filter(begins), ...fitting.filter((one) => !begins(one))]
}
