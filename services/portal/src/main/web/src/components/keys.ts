import { onScopeDispose, ref, shallowReactive } from 'vue'
import type { Said } from '@/i18n'

/** What keys do on a page. `keys`: `j`, `?`, `shift+x`, `ctrl+k` (⌘ on a Mac), `Enter`, or one after the other: `g d`. */
export interface KeyDeed {
  keys: string
  word: Said
  run: (event: KeyboardEvent) => void
  /** Also while a field has the focus: for chords with Ctrl, and Escape. */
  typing?: boolean
  /** Works, but is not listed in the help. */
  silent?: boolean
  /** On every page. */
  everywhere?: boolean
}

const CHORD_MS = 1_200
/** The last registered comes first: a dialog's keys before those of the page beneath. */
export const deeds = shallowReactive<KeyDeed[]>([])
export const keyHelpOpen = ref(false)

/** How a key press is written. Letters that Shift makes (`?`, `G`) are written as they are. */
export function written(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const parts: string[] = []
  if (event.ctrlKey || event.metaKey) parts.push('ctrl')
  if (event.altKey) parts.push('alt')
  const named = event.key.length > 1
  if (event.shiftKey && (named || parts.length)) parts.push('shift')
  const key = event.key === ' ' ? 'Space' : named ? event.key : parts.length ? event.key.toLowerCase() : event.key
  return [...parts, key].join('+')
}

/** `shift+x` and `X` are the same press. */
export function normal(keys: string): string {
  return keys
    .split(' ')
    .map((one) => one.replace(/^shift\+([a-z])$/i, (_, letter: string) => letter.toUpperCase()))
    .join(' ')
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit', 'file', 'range'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

let before = ''
let beforeAt = 0

/** What a press does, given those before it; null: nothing. A beginning of a longer one is remembered. */
export function deedOf(press: string, now: number, all: readonly KeyDeed[] = deeds): KeyDeed | null {
  const long = before && now - beforeAt < CHORD_MS ? `${before} ${press}` : null
  const find = (keys: string): KeyDeed | undefined => all.findLast((deed) => normal(deed.keys) === keys)
  const found = (long && find(long)) || find(press)
  before = ''
  if (found) return found
  if (all.some((deed) => normal(deed.keys).startsWith(`${press} `))) {
    before = press
    beforeAt = now
  }
  return null
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
  const dialog = document.querySelector('dialog[open]')
  const typing = isTyping(event.target)
  const press = written(event)
  const usable = deeds.filter((deed) => deed.typing || (!typing && (!dialog || deed.everywhere)))
  // Enter and Space belong to what has the focus.
  if (
    (press === 'Enter' || press === 'Space') &&
    event.target instanceof HTMLElement &&
    event.target.closest('a, button, summary, [role="button"]')
  )
    return
  const deed = deedOf(press, event.timeStamp, usable)
  if (!deed) return
  event.preventDefault()
  deed.run(event)
}
let listening = false

/** Keys for as long as the component lives. They rest while one types in a field, and behind an open dialog. */
export function useKeys(list: KeyDeed[]): void {
  if (!listening) {
    listening = true
    window.addEventListener('keydown', pressed)
  }
  deeds.push(...list)
  onScopeDispose(() => {
    for (const deed of list) {
      const at = deeds.indexOf(deed)
      if (at >= 0) deeds.splice(at, 1)
    }
  })
}

/** `ctrl+k` as it stands on the reader's keyboard, part by part. */
export function shownKeys(keys: string): string[] {
  const mac = /Mac|iPhone|iPad/.test(navigator.platform)
  const words: Record<string, string> = {
    ctrl: mac ? '⌘' : 'Ctrl',
    shift: '⇧',
    alt: mac ? '⌥' : 'Alt',
    Enter: '↵',
    ArrowDown: '↓',
    ArrowUp: '↑',
    Escape: 'Esc',
  }
  return keys.split(' ').map((one) =>
    one
      .split('+')
      .map((part) => words[part] ?? (part.length === 1 && one.includes('ctrl') ? part.toUpperCase() : part))
      .join(' '),
  )
}
