/** Which tickets somebody wants to see behind a number; stands in the address, so that it can be sent and gone back from. */
export interface See {
  /** A figure's key, or `times:KEY` or `signals:KEY` for those behind a time or signal. */
  key: string
  part: 'NUMERATOR' | 'DENOMINATOR' | 'REST'
  /** Narrowed further than the page is: `unit`, `item`, `from`, `to`, `basis`, `variant`, `above`, `below` … */
  only: Record<string, string>
}

/** `on-time!REST!unit=qt-rsj!item=qt-yd`; ids have no `!`. */
export const writeSee = ({ key, part, only }: See): string =>
  [key, part, ...Object.entries(only).map(([name, value]) => `${name}=${value}`)].join('!')

export function readSee(text: unknown): See | null {
  if (typeof text !== 'string' || !text) return null
  const [key, part, ...rest] = text.split('!')
  if (!key || (part !== 'NUMERATOR' && part !== 'DENOMINATOR' && part !== 'REST')) return null
  const only: Record<string, string> = {}
  for (const one of rest) {
    const at = one.indexOf('=')
    if (at > 0) only[one.slice(0, at)] = one.slice(at + 1)
  }
  return { key, part, only }
}
