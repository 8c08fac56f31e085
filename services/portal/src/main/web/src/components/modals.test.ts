import { expect, it } from 'vitest'
import { inOrder } from './modals'

it('the dialog opened last is the last, wherever it stands in the page', () => {
  expect(inOrder([], ['b'])).toEqual(['b'])
  expect(inOrder(['b'], ['a', 'b'])).toEqual(['b', 'a'])
  expect(inOrder(['b', 'a'], ['b'])).toEqual(['b'])
})
