import { area as admin } from '@/areas/admin'
import { area as board } from '@/areas/board'
import { area as desk } from '@/areas/desk'
import { area as enterprise } from '@/areas/enterprise'
import { area as inbox } from '@/areas/inbox'
import { area as officer } from '@/areas/officer'
import { area as outside } from '@/areas/outside'
import { area as ticket } from '@/areas/ticket'
import { area as together } from '@/areas/together'
import { area as unit } from '@/areas/unit'
import type { Area, Place } from './places'
import { opens, type Me, type Role } from '@/session/me'

export const areas: Area[] = [enterprise, officer, desk, unit, together, board, admin, outside, ticket, inbox]

export const placesOf = (me: Me): Place[] =>
  areas
    .flatMap((area) => area.places)
    .filter((place) => (!place.door || opens(me, place.door)) && (!place.roles || place.roles.includes(me.role)))

export function startOf(role: Role): string {
  for (const area of areas) {
    const start = area.start?.[role]
    if (start) return start
  }
  return '/account'
}
