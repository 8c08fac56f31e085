import { icons } from '@/design/icons'
import type { Said } from '@/i18n'

interface Category {
  icon: string
  en: string
}
// Outlines as in design/icons, for the tiles of the menu only.
const known: Record<string, Category> = {
  用地: { icon: 'M3.5 20.500h17M5 20.500v-9l5 3v-3l5 3V5h4v15.500M8 17h2M13 17h2', en: 'Land and plants' },
  用工: { icon: icons.people, en: 'Staff' },
  人才: {
    icon: 'm2.500 9 9.500-4.500L21.500 9 12 13.500zM6.500 11v5c2.500 3 8.500 3 11 0v-5M21.500 9v6',
    en: 'Talents',
  },
  融资: {
    icon: 'M4 7h16v11H4zM4 10.500c2 0 3-1.500 3-3.500M20 10.500c-2 0-3-1.500-3-3.500M4 14.500c2 0 3 1.500 3 3.500M20 14.500c-2 0-3 1.500-3 3.500M12 14.800a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600z',
    en: 'Financing',
  },
  税费: { icon: 'M6 3.500h12v17l-3-2-3 2-3-2-3 2zM9 8h6M9 11.500h6M9 15h3', en: 'Taxes' },
  政策: { icon: 'M6 3.500h8.500L18 7v13.500H6zM14 3.500V7.500h4M9 11.500h6M9 15h6', en: 'Policies' },
  科技: {
    icon: 'M9.500 3.500h5M10.500 3.500v6L5 18.500a1.400 1.400 0 0 0 1.200 2h11.600a1.400 1.400 0 0 0 1.200-2L13.500 9.500v-6M8 15h8',
    en: 'Technology',
  },
  证照质量: {
    icon: 'M12 3.500 18.500 6v5.500c0 4-2.700 7-6.500 9-3.800-2-6.500-5-6.500-9V6zM8.800 11.800l2.300 2.300 4.200-4.400',
    en: 'Licences, quality',
  },
  环保: {
    icon: 'M5 19c0-9 5-14 15-14 0 10-5 14.500-12 14.500-1.500 0-3-.500-3-.500zM5 20.500c1-5 4-8.500 9-10.500',
    en: 'Environment',
  },
  安全: { icon: 'M5 16.500v-2a7 7 0 0 1 14 0v2M3.500 16.500h17v3h-17zM10 8V5.500h4V8', en: 'Safety' },
  用电: { icon: 'M13 3 5.500 13.500H11L10 21l8-11h-5.500z', en: 'Electricity' },
  水气热: {
    icon: 'M12 3.500c4 4.700 6 7.700 6 10.700a6 6 0 0 1-12 0c0-3 2-6 6-10.700zM9 14.500a3 3 0 0 0 3 3',
    en: 'Water, gas, heat',
  },
  交通物流: {
    icon: 'M3 6.500h10.500V16H3zM13.500 10h4l3.500 3.500V16h-7.500M7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
    en: 'Transport',
  },
  市场: {
    icon: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c5 5.500 5 12.500 0 18M12 3c-5 5.500-5 12.500 0 18',
    en: 'Markets',
  },
  法律: {
    icon: 'M12 4v16M8 20h8M5 7h14M5 7l-2.500 6.500c1.200 1.700 3.800 1.700 5 0zM19 7l-2.500 6.500c1.200 1.700 3.800 1.700 5 0z',
    en: 'Legal help',
  },
  审批: { icon: 'M6 4.500h12v16H6zM9.500 3h5v3h-5zM9 12.500l2 2 4-4', en: 'Approvals' },
  其他: { icon: icons.more, en: 'Other' },
  一站式服务: { icon: icons.handshake, en: 'One-stop services' },
  链上服务: { icon: icons.link, en: 'Services of the chain' },
  点单服务: { icon: icons.calendar, en: 'Services to order' },
  园区镇街: { icon: icons.map, en: 'Parks and towns' },
}
const others: Record<'PROBLEM' | 'SERVICE', string> = { PROBLEM: icons.flag, SERVICE: icons.handshake }

/** A district may have categories of its own: they keep their name and get the outline of their kind. */
export const categoryIcon = (category: string, kind: 'PROBLEM' | 'SERVICE'): string =>
  known[category]?.icon ?? others[kind]
export const categoryName = (category: string): Said => ({ zh: category, en: known[category]?.en ?? category })
