import type { Schemas } from '@/api/client'

export type Listing = Schemas['ListingDocument']
export type Introduction = Schemas['IntroductionDocument']
export type Side = 'OFFER' | 'NEED'

/** On which side of an introduction an enterprise is. */
export const sideOf = (introduction: Introduction, enterprise: string | undefined): Side | undefined =>
  !enterprise
    ? undefined
    : introduction.offer.enterprise === enterprise
      ? 'OFFER'
      : introduction.need.enterprise === enterprise
        ? 'NEED'
        : undefined

export const agreed = (introduction: Introduction, side: Side): boolean =>
  side === 'OFFER' ? introduction.offerAgreed : introduction.needAgreed

/** What a side can do with an introduction now. */
export function steps(
  introduction: Introduction,
  side: Side | undefined,
): ('accept' | 'decline' | 'takeBack' | 'conclude')[] {
  if (!side) return []
  if (introduction.status === 'ACCEPTED') return ['conclude']
  if (introduction.status !== 'PROPOSED') return []
  return agreed(introduction, side) ? ['takeBack'] : ['accept', 'decline']
}

/** Those that wait for the own word first. */
export const urgentFirst = (introductions: Introduction[], enterprise: string | undefined): Introduction[] => {
  const rank = (one: Introduction): number => {
    const can = steps(one, sideOf(one, enterprise))
    return can.includes('accept') ? 0 : can.length ? 1 : 2
  }
  return [...introductions].sort((a, b) => rank(a) - rank(b) || b.proposedAt.localeCompare(a.proposedAt))
}
