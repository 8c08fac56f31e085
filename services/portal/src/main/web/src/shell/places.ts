import type { RouteRecordRaw } from 'vue-router'
import type { Said } from '@/i18n'
import type { IconName } from '@/design/icons'
import type { Role } from '@/session/me'

/** A place in the navigation; shown to whom the server opens its door. */
export interface Place {
  path: string
  word: Said
  icon: IconName
  /** The door behind it, such as `GET /api/v1/meetings`. */
  door?: string
  /** For whom it is made, where the door is everybody's. */
  roles?: Role[]
  /** In the bottom bar of a phone. */
  thumb?: boolean
  /** Nowhere else: a desk has what is behind it in its navigation. */
  onlyThumb?: boolean
}

/** What an area brings: its pages and where they hang. Order in the navigation is the order of the areas. */
export interface Area {
  routes: RouteRecordRaw[]
  places: Place[]
  /** Where somebody of this role starts. */
  start?: Partial<Record<Role, string>>
}
