import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** The order in which dialogs that are open were opened, given the order before. */
export const inOrder = <T>(before: readonly T[], open: readonly T[]): T[] => [
  ...before.filter((one) => open.includes(one)),
  ...open.filter((one) => !before.includes(one)),
]

/**
 * The dialog that lies above all else, if one is open: what is outside of it is neither seen, nor reached, nor read out.
 */
export function useTopDialog(): Readonly<ShallowRef<HTMLDialogElement | undefined>> {
  const top = shallowRef<HTMLDialogElement>()
  let order: HTMLDialogElement[] = []
  const look = (): void => {
    order = inOrder(order, [...document.querySelectorAll<HTMLDialogElement>('dialog:modal')])
    top.value = order.at(-1)
  }
  const watching = new MutationObserver(look)
  watching.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['open'] })
  look()
  onScopeDispose(() => watching.disconnect())
  return top
}
