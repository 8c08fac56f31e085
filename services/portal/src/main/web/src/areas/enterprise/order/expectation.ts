/** A stage of a policy as far as whoever orders wants to know it: what must come, and within which time. */
export interface Stage {
  stage: string
  zh: string
  en: string
  starts: string
  /** Such as `5 working days`. */
  within: string
}
/** What decides which of a stage's times holds. */
export interface Case {
  item: string
  difficulty?: string
  urgency: string
}

/**
 * The stages of a policy's text for one case. The text is YAML as the district wrote it, or JSON; what is not
 * understood is left out, so that nobody is promised anything that no policy says.
 */
export function stagesOf(text: string, of: Case): Stage[] {
  const from = text.indexOf('\nstages:')
  if (from < 0) return []
  const part = text.slice(from + 1).split('\n')
  const body: string[] = []
  for (const line of part.slice(1)) {
    if (/^\S/.test(line) && !line.startsWith('#')) break
    body.push(line)
  }
  const blocks = body
    .join('\n')
    .split(/^\s*-\s+(?=stage:)/m)
    .slice(1)
  return blocks.flatMap((block) => {
    const value = (key: string): string | undefined =>
      new RegExp(`^\\s*${key}:\\s*(.+?)\\s*(?:#.*)?$`, 'm').exec(block)?.[1]
    const stage = value('stage')
    const within = timeOf(block, of)
    // An assistant's own times are between the units.
    if (!stage || !within || value('for') === 'assistant') return []
    const name = value('name') ?? ''
    const word = (language: string): string | undefined =>
      new RegExp(`${language}:\\s*("?)([^,}"]+)\\1`).exec(name)?.[2]?.trim()
    const zh = word('zh') ?? stage
    return [{ stage, zh, en: word('en') ?? zh, starts: value('starts') ?? '', within }]
  })
}

function timeOf(block: string, of: Case): string | undefined {
  const found = /^\s*within:[ \t]*(.*)$/m.exec(block)
  if (!found) return undefined
  const whole = bare(found[1] ?? '')
  if (whole) return span(whole)
  const choices: { time: string; fits: number }[] = []
  for (const line of block.slice(found.index).split('\n').slice(1)) {
    const entry = /^\s*-\s+(.*)$/.exec(line)
    if (!entry) break
    const text = bare(entry[1]!)
    if (!text.startsWith('{')) {
      choices.push({ time: text, fits: 0 })
      continue
    }
    const time = /time:\s*([^,}]+)/.exec(text)?.[1]?.trim()
    const asked = [
      [list(text, 'items'), of.item, 4],
      [list(text, 'difficulties'), of.difficulty ?? 'general', 2],
      [list(text, 'urgencies'), of.urgency, 1],
    ] as const
    if (!time || asked.some(([names, is]) => names && !names.includes(is.toLowerCase()))) continue
    choices.push({ time, fits: asked.reduce((sum, [names, , weight]) => sum + (names ? weight : 0), 0) })
  }
  const best = choices.sort((a, b) => b.fits - a.fits)[0]
  return best && span(best.time)
}

const bare = (text: string): string => text.replace(/\s+#.*$/, '').trim()
const list = (text: string, key: string): string[] | undefined =>
  new RegExp(`${key}:\\s*\\[([^\\]]*)\\]`)
    .exec(text)?.[1]
    ?.split(',')
    .map((one) => one.trim().toLowerCase())
const span = (text: string): string | undefined =>
  /^\d+ (working|natural) (minute|hour|day)s?$/.test(text) ? text : undefined

/** `5 working days` as a number and the word for its unit. */
export function spanOf(within: string): { n: number; unit: string } {
  const [n, kind, unit] = within.split(' ')
  return { n: Number(n), unit: `${kind}.${unit!.replace(/s$/, '')}` }
}

/** The policy that will hold: the item's own by name, else the newest that is in force. */
export function policyOf(
  policies: { version: string; effectiveFrom?: string; district?: string }[],
  named: string | undefined,
  now = Date.now(),
): string | undefined {
  const inForce = policies.filter((one) => !one.effectiveFrom || Date.parse(one.effectiveFrom) <= now)
  const newest = (ones: typeof policies): string | undefined =>
    [...ones].sort((a, b) => Number(b.version.split('@')[1]) - Number(a.version.split('@')[1]))[0]?.version
  if (named) {
    const own = newest(inForce.filter((one) => one.version.split('@')[0] === named))
    if (own) return own
  }
  const dated = inForce.filter((one) => one.effectiveFrom)
  return (dated.find((one) => one.district) ?? dated[0])?.version
}
