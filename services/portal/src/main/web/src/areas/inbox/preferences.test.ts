import { describe, expect, it } from 'vitest'
import { chosenOf, grouped, preferencesOf } from './preferences'

describe('what one is told', () => {
  it('is everything until something else is chosen', () => {
    expect(chosenOf({})).toMatchObject({ language: 'zh', mail: true, sms: true, own: false, muted: [] })
  })

  it('goes to the server and comes back the same; the hours of the district are none of its own', () => {
    const kept = { language: 'en', mail: false, sms: true, muted: ['clock.red', 'ticket.rated'] } as const
    expect(preferencesOf(chosenOf({ ...kept, muted: ['ticket.rated', 'clock.red'] }))).toEqual(kept)
    const own = { ...chosenOf({}), own: true, from: '23:00', to: '06:00' }
    expect(preferencesOf(own).quietHours).toEqual({ from: '23:00', to: '06:00' })
    expect(preferencesOf({ ...own, own: false })).not.toHaveProperty('quietHours')
  })

  it('stands by what it is about', () => {
    const occasion = (name: string) => ({ occasion: name, name, mandatory: false })
    expect(
      grouped(['ticket.answered', 'clock.red', 'ticket.rated'].map(occasion)).map(({ group, told }) => [
        group,
        told.length,
      ]),
    ).toEqual([
      ['ticket', 2],
      ['clock', 1],
    ])
  })
})
