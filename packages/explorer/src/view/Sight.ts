/**
 * What a reader does not see can wait: what is out of sight stays as it is while a slider moves, and follows as soon as
 * the page is still again or a reader scrolls to it. Of a long list, a step of a slider so costs what is seen of it.
 */
import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals"
import type { RefObject } from "preact"
import { useLayoutEffect, useRef } from "preact/hooks"
import { useShared } from "./Context.ts"

const watched = new WeakMap<Element, (seen: boolean) => void>()

const observer = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) watched.get(target)?.(isIntersecting)
})

/** A signal, for an element that shows it: as it is, or, while nobody sees the element, as it was before the change. */
export const useSeen = <A>(live: ReadonlySignal<A>, element: RefObject<Element | null>): ReadonlySignal<A> => {
  const { store } = useShared()
  const away = useSignal(false)
  const last = useRef(live.peek())
  const observed = useRef<Element | null>(null)
  const observe = (made: Element | null): void => {
    if (made === observed.current) return
    if (observed.current !== null) observer.unobserve(observed.current)
    observed.current = made
    // What has just been made is in sight until the browser says otherwise.
    away.value = false
    if (made === null) return
    watched.set(made, (seen) => (away.value = !seen))
    observer.observe(made)
  }
  useLayoutEffect(() => observe(element.current))
  useLayoutEffect(() => () => observe(null), [])
  return useComputed(() => {
    if (!away.value || store.settled.value !== undefined) last.current = live.value
    return last.current
  })
}
