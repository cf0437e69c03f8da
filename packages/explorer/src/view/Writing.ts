/**
 * What a slider changes, written straight into the page.
 *
 * A view makes its elements, with an empty text where a number will stand; a writing fills them, within the event that
 * changes what it reads. So a step of a slider makes no elements, compares none, and touches only what reads otherwise
 * than before. Preact leaves an empty text as it finds it: what was written stays when a view is made anew, and then the
 * writing is done anew as well.
 */
import { effect } from "@preact/signals"
import { useLayoutEffect } from "preact/hooks"

/** Writes after each making of a view, and whenever a signal changes that the writing read. */
export const useWriting = (write: () => void): void => {
  useLayoutEffect(() => effect(write))
}

/** Writes a text; where it says so already, nothing. */
export const text = (node: Node | null | undefined, said: string): void => {
  if (node && node.nodeValue !== said) node.nodeValue = said
}

/** Shows an element, or hides it. */
export const shown = (element: HTMLElement, is: boolean): void => {
  if (element.hidden === is) element.hidden = !is
}

/** Sets an attribute of an element; where it is so already, nothing. */
export const attribute = (element: Element | null, name: string, value: string): void => {
  if (element && element.getAttribute(name) !== value) element.setAttribute(name, value)
}

const styles = new WeakMap<HTMLElement, string>()

/** Writes an element's own style, of which nothing else may be written; where it is so already, nothing. */
export const style = (element: HTMLElement | null, said: string): void => {
  if (element === null || styles.get(element) === said) return
  styles.set(element, said)
  element.style.cssText = said
}
