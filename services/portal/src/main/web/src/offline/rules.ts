/** Who answers what a page asks for: the page kept here if the network does not, a file kept here, or the network alone. */
export type Answerer = 'page' | 'file' | 'network'

export interface Asked {
  method: string
  mode: string
  url: string
}

/**
 * Only what makes up the pages is ever kept: nothing of the API, no login, nothing that depends on who asks. An address
 * within the pages that does not look like a file is the application's own.
 */
export function answererOf({ method, mode, url }: Asked, origin: string, kept: ReadonlySet<string>): Answerer {
  const asked = new URL(url)
  if (method !== 'GET' || asked.origin !== origin) return 'network'
  const path = asked.pathname
  if (mode === 'navigate')
    return (path === '/app' || path.startsWith('/app/')) && !/\.[^/]*$/.test(path) ? 'page' : 'network'
  return path.startsWith('/app/assets/') || kept.has(path) ? 'file' : 'network'
}

/** Of the caches there are, oldest first, those of versions that no open page needs any more: all but the last two. */
export const outdated = (caches: string[], own: string): string[] =>
  caches.filter((name) => name.startsWith('zhuqi-') && name !== own).slice(0, -1)
