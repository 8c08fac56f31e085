import { reactive } from 'vue'

export interface Toast {
  id: number
  text: string
  /** Such as undo. */
  action?: { label: string; run: () => void }
  bad?: boolean
}
let last = 0
export const toasts = reactive<Toast[]>([])

/** A word at the edge of the page that goes by itself; with an action it stays longer. */
export function toast(text: string, options: Omit<Toast, 'id' | 'text'> = {}): void {
  const id = ++last
  toasts.push({ id, text, ...options })
  setTimeout(() => dismiss(id), options.action || options.bad ? 10_000 : 4_000)
}
export function dismiss(id: number): void {
  const at = toasts.findIndex((shown) => shown.id === id)
  if (at >= 0) toasts.splice(at, 1)
}
