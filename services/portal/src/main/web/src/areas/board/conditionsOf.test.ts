import { describe, expect, it } from 'vitest'
import type { Schemas } from '@/api/client'
import { locale } from '@/i18n'
import { conditionsOf } from './conditionsOf'

describe('what a definition says', () => {
  it('says once what is left out of all', () => {
    locale.value = 'zh'
    const way = {
      population: 'TICKETS',
      numerator: [{ all: ['RECEIVED', 'CLOSED'], none: ['MERGED', 'DISPUTED'] }],
      denominator: [{ all: ['RECEIVED'], none: ['MERGED'] }],
    } as unknown as Schemas['FigureWay']
    expect(conditionsOf(way)).toEqual({
      numerator: [{ all: ['已收到', '已销号'], none: ['曾被企业否认'] }],
      denominator: [{ all: ['已收到'], none: [] }],
      excluded: ['已并单'],
    })
  })
  it('leaves nothing out in silence that only some cases leave out', () => {
    const way = {
      population: 'TICKETS',
      numerator: [
        { all: ['CLOSED'], none: ['MERGED'] },
        { all: ['OPEN'], none: [] },
      ],
    } as unknown as Schemas['FigureWay']
    const said = conditionsOf(way)
    expect(said.excluded).toEqual([])
    expect(said.numerator[0]?.none).toEqual(['已并单'])
    expect(said.denominator).toBeUndefined()
  })
})
