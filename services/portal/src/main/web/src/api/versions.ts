/**
 * Which version of each ticket has been heard of, by outcome or by stream. Who asks for a ticket asks for no older one: the
 * desk shows a change a moment after the engine has decided it.
 */
const heard = new Map<string, number>()

export function hearVersion(ticket: { id?: string; number?: string }, version: number | undefined): void {
  if (version === undefined) return
  for (const key of [ticket.id, ticket.number]) {
    if (key && (heard.get(key) ?? 0) < version) heard.set(key, version)
  }
}

/** For the parameter `atLeast`; undefined if nothing was heard. */
export const atLeast = (idOrNumber: string): string | undefined => heard.get(idOrNumber)?.toString()

const own = new Map<string, number>()

/** What one's own command made of a ticket. Whoever sent it decided on that version, whatever the page still shows. */
export function madeVersion(id: string, version: number | undefined): void {
  if (version !== undefined && (own.get(id) ?? 0) < version) own.set(id, version)
}

/** The version on which one decides: the one that is shown, or a later one that is one's own doing. */
export const decidedOn = (ticket: { id: string; version: number }): number =>
  Math.max(ticket.version, own.get(ticket.id) ?? 0)
