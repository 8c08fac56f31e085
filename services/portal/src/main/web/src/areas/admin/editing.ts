import { computed, ref, type Ref } from 'vue'
import type { Answered } from '@/api/client'
import { ProblemError } from '@/api/problem'
import { differences, type Difference } from './differences'

/**
 * A document that is changed as a whole on the version that was seen. If somebody was faster, what they changed is
 * shown, what was typed stays, and saving once more goes on from theirs.
 */
export function useEditing<D extends object, F extends object>(of: {
  load: () => Promise<Answered<D>>
  form: (document: D) => F
  save: (form: F, etag: string | null, seen: D) => Promise<Answered<D>>
}) {
  const document = ref<D>() as Ref<D | undefined>
  const form = ref<F>() as Ref<F | undefined>
  const etag = ref<string | null>(null)
  const error = ref<unknown>()
  const busy = ref(false)
  /** What somebody else changed meanwhile. */
  const since = ref<Difference[]>()

  async function load(): Promise<void> {
    error.value = since.value = undefined
    try {
      const found = await of.load()
      document.value = found.data
      etag.value = found.etag
      form.value = of.form(structuredClone(found.data))
    } catch (e) {
      error.value = e
    }
  }

  /** True if it is saved. */
  async function save(): Promise<boolean> {
    if (busy.value || !form.value || !document.value) return false
    busy.value = true
    error.value = since.value = undefined
    try {
      const saved = await of.save(form.value, etag.value, document.value)
      document.value = saved.data
      etag.value = saved.etag
      form.value = of.form(structuredClone(saved.data))
      return true
    } catch (e) {
      if (e instanceof ProblemError && e.status === 412) {
        const theirs = await of.load().catch(() => undefined)
        if (theirs) {
          since.value = differences(document.value, theirs.data)
          document.value = theirs.data
          etag.value = theirs.etag
        }
      }
      error.value = e
      return false
    } finally {
      busy.value = false
    }
  }

  const dirty = computed(
    () =>
      Boolean(form.value && document.value) &&
      JSON.stringify(form.value) !== JSON.stringify(of.form(toPlain(document.value as D))),
  )
  /** Looks again after something beside the form changed it; what was typed stays. */
  async function refresh(): Promise<void> {
    const typed = dirty.value ? form.value : undefined
    await load()
    if (typed) form.value = typed
  }
  return { document, form, etag, error, busy, since, dirty, load, refresh, save }
}

const toPlain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
