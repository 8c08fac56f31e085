import type { Area } from '@/shell/places'

export const area: Area = { routes: [], places: [] }
