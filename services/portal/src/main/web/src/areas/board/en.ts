import type { SameKeys } from '@/i18n'
import type { Words } from './zh'

const en: SameKeys<Words> = {
  basis: 'Basis',
  basisWords: {
    RECEIVED: 'received: tickets received in the period, as they stand at the cut-off',
    HAPPENED: 'happened: what took place in the period',
    STANDING: 'standing: what there is at the cut-off',
  },
  printedAs: 'Printed',
  roundingHalf: 'with {n} decimals, rounded',
  roundingCut: 'with {n} decimals, cut off',
  source: 'Source',
  allOfFigure: 'All about this figure',
  meaningOf: 'How “{name}” is counted',
  openTicketsOf: '{name}: {value}. Open the tickets behind it',
  restOf: '{n} not',
  points: '{n} points',
  comparedBefore: 'to the period before',
}
export default en
