import { useQuery } from '@tanstack/vue-query'
import { createStore, get, set } from 'idb-keyval'
import { computed } from 'vue'
import { api, unwrap } from '@/api/client'
import { OfflineError } from '@/api/problem'
import { signedInAs } from '@/session/session'
import { nameOf, type Item } from './order/form'

// The menu lies on the device as it was last, so that an order can be written without a network; whether it still holds
// the server says when it is sent.
const kept = createStore('zhuqi-menu', 'menu')
const keptMenu = (): Promise<{ items: Item[] } | undefined> => get(signedInAs() ?? '', kept)
const onTheDevice = { networkMode: 'always', refetchOnReconnect: 'always' } as const

/** What was asked for, or without a network what is on the device. */
async function orKept<T>(asked: Promise<T>, kept: () => Promise<T | undefined>): Promise<T> {
  try {
    return await asked
  } catch (e) {
    const last = e instanceof OfflineError ? await kept() : undefined
    if (last) return last
    throw e
  }
}

/** What can be ordered now, in the district's order. */
export function useMenu() {
  const query = useQuery({
    queryKey: ['catalogue'],
    staleTime: 5 * 60_000,
    ...onTheDevice,
    queryFn: () => orKept(menu(), keptMenu),
  })
  return { ...query, items: computed(() => query.data.value?.items ?? []) }
}

async function menu(): Promise<{ items: Item[] }> {
  const now = (await unwrap(api.GET('/api/v1/catalogue', { params: { query: { active: 'true' } } }))) as {
    items: Item[]
  }
  void set(signedInAs() ?? '', now, kept).catch(() => undefined)
  return now
}

/** One item of the menu with its form. */
export const useItem = (id: string) =>
  useQuery({
    queryKey: ['catalogue', 'item', id],
    staleTime: 5 * 60_000,
    ...onTheDevice,
    queryFn: () =>
      orKept(
        unwrap(api.GET('/api/v1/catalogue/{item}', { params: { path: { item: id } } })) as Promise<Item>,
        async () => (await keptMenu())?.items.find((item) => item.item === id),
      ),
  })

/** The items in whose words all that is typed occurs; those whose name says it come first. */
export function search(items: Item[], typed: string): Item[] {
  const words = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  return items
    .map((item) => {
      const names = `${item.name} ${item.nameEn ?? ''} ${item.category}`.toLowerCase()
      const said = `${item.keywords.join(' ')} ${item.description ?? ''} ${item.descriptionEn ?? ''}`.toLowerCase()
      const fits = words.every((word) => names.includes(word) || said.includes(word) || spoken(item, word))
      return { item, weight: fits ? 1 + words.filter((word) => names.includes(word)).length : 0 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ item }) => item)
}

/** Nobody types in keywords only: “厂房的产权证办不下来” names several of them. */
const spoken = (item: Item, typed: string): boolean =>
  [...item.keywords, item.category].some((keyword) => keyword.length > 1 && typed.includes(keyword.toLowerCase()))

export interface Group {
  category: string
  kind: Item['kind']
  items: Item[]
}

/** By category, problems before services, each in the order of the menu. */
export function groups(items: Item[]): Group[] {
  const found = new Map<string, Group>()
  for (const item of items) {
    const key = `${item.kind}/${item.category}`
    const group = found.get(key) ?? { category: item.category, kind: item.kind, items: [] }
    group.items.push(item)
    found.set(key, group)
  }
  return [...found.values()].sort((a, b) => Number(a.kind === 'SERVICE') - Number(b.kind === 'SERVICE'))
}

/** Where a problem goes that is none of the menu's: the last item of the last category of problems. */
export const anythingElse = (items: Item[]): Item | undefined =>
  items.find((item) => item.category === '其他') ?? items.filter((item) => item.kind === 'PROBLEM').at(-1)

export { nameOf }
