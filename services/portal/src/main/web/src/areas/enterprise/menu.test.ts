import { describe, expect, it } from 'vitest'
import { anythingElse, groups, search } from './menu'
import type { Item } from './order/form'

const item = (name: string, category: string, keywords: string[], kind = 'PROBLEM') =>
  ({ item: name, name, category, keywords, kind, description: '' }) as unknown as Item
const land = item('用地与厂房办证', '用地', ['土地', '产权证'])
const power = item('用电', '用电', ['变压器', '增容'])
const other = item('其他', '其他', [])
const visit = item('专家走访', '一站式服务', ['专家'], 'SERVICE')
const menu = [land, visit, power, other]
const names = (items: Item[]) => items.map(({ name }) => name)

describe('searching the menu', () => {
  it('finds by name, category and keyword', () => {
    expect(names(search(menu, '变压器'))).toEqual(['用电'])
    expect(names(search(menu, '用'))).toEqual(['用地与厂房办证', '用电'])
  })
  it('understands a sentence that names a keyword', () =>
    expect(names(search(menu, '二期的产权证办不下来'))).toEqual(['用地与厂房办证']))
  it('wants all of the words', () => expect(search(menu, '变压器 产权证')).toEqual([]))
  it('finds nothing for nothing', () => expect(search(menu, '  ')).toEqual([]))
})

describe('the menu by category', () => {
  it('has problems before services', () =>
    expect(groups(menu).map(({ category }) => category)).toEqual(['用地', '用电', '其他', '一站式服务']))
  it('has a place for anything else', () => {
    expect(anythingElse(menu)?.name).toBe('其他')
    expect(anythingElse([land, visit])?.name).toBe('用地与厂房办证')
  })
})
