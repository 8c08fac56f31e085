import { describe, expect, it } from 'vitest'

const modules = import.meta.glob<{ default: object }>(['./zh.ts', './en.ts', '../areas/*/zh.ts', '../areas/*/en.ts'], {
  eager: true,
})
const keysOf = (words: object, path = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? keysOf(value as object, `${path}${key}.`) : [`${path}${key}`],
  )
const textsOf = (words: object): string[] =>
  Object.values(words).flatMap((value) =>
    typeof value === 'object' && value !== null ? textsOf(value as object) : [String(value)],
  )

describe('words', () => {
  const places = Object.keys(modules).filter((path) => path.endsWith('zh.ts'))
  it.each(places)('%s and its English say the same things', (zh) => {
    const en = zh.replace('zh.ts', 'en.ts')
    expect(keysOf(modules[en]!.default)).toEqual(keysOf(modules[zh]!.default))
  })
  it.each(Object.keys(modules))('%s leaves nothing empty', (path) => {
    expect(textsOf(modules[path]!.default).filter((text) => text.trim() === '')).toEqual([])
  })
  it.each(Object.keys(modules).filter((path) => path.endsWith('en.ts')))('%s has no Chinese left in it', (path) => {
    const chinese = textsOf(modules[path]!.default).filter((text) => /[\u4e00-\u9fff]/.test(text))
    expect(chinese.filter((text) => !/^(中文|.*[（(].*[)）].*)$/.test(text))).toEqual([])
  })
})
