import { reactive } from 'vue'
import { api, unwrap, type Schemas } from '@/api/client'

/**
 * Names of enterprises for long lists: the first thousand in a few pages, others one by one as they come into sight, a
 * few at a time. A list never asks for a row's name with a request of its own.
 */
const names = reactive(new Map<string, string>())
const wanted = new Set<string>()
const asked = new Set<string>()
let preloaded: Promise<void> | undefined
let running = false

async function preload(): Promise<void> {
  let cursor: string | undefined
  for (let page = 0; page < 5; page++) {
    const got = (await unwrap(
      api.GET('/api/v1/directory/enterprises', { params: { query: { limit: '200', cursor } as never } }),
    )) as Schemas['PageEnterpriseDocument']
    got.items.forEach((one) => names.set(one.id, one.name))
    cursor = got.next
    if (!cursor) break
  }
}

async function fill(): Promise<void> {
  if (running) return
  running = true
  preloaded ??= preload().catch(() => undefined)
  await preloaded
  while (wanted.size) {
    const some = [...wanted].filter((id) => !names.has(id) && !asked.has(id)).slice(0, 6)
    if (!some.length) break
    await Promise.all(
      some.map(async (id) => {
        asked.add(id)
        wanted.delete(id)
        const one = (await unwrap(
          api.GET('/api/v1/directory/enterprises/{id}', { params: { path: { id } } as never }),
        ).catch(() => undefined)) as Schemas['EnterpriseDocument'] | undefined
        if (one) names.set(id, one.name)
      }),
    )
  }
  wanted.clear()
  running = false
}

export function enterpriseName(id: string): string {
  const name = names.get(id)
  if (name) return name
  if (!asked.has(id) && !wanted.has(id)) {
    wanted.add(id)
    void fill()
  }
  return id
}
