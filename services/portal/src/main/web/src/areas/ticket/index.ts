import { loadMe } from '@/session/me'
import type { Area } from '@/shell/places'

/** For whom it is a page of a phone: everybody else has it dense. */
export const BY_PHONE = ['ENTERPRISE', 'OFFICER']

export const area: Area = {
  routes: [
    {
      path: '/tickets/:ticket',
      component: () => import('./TicketPage.vue'),
      meta: { deskInside: true, title: { zh: '诉求单', en: 'Ticket' } },
      beforeEnter: async (to) => {
        const desk = !BY_PHONE.includes((await loadMe()).role)
        // Of the route too: from ticket to ticket nobody enters anew.
        to.meta.desk = to.matched.at(-1)!.meta.desk = desk
      },
    },
  ],
  places: [],
}
