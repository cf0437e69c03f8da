/** The known name nearest to a misspelt one by its letters, for messages. */
import { distance } from "fastest-levenshtein"

/** Whether one text is the other with two neighbouring letters changed over, the commonest slip of a typist. */
const isSwapped = (a: string, b: string): boolean => {
  if (a.length !== b.length || a === b) return false
  let i = 0
  while (a[i] === b[i]) i++
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2)
}

/** How many letters were typed wrong, where `known` was meant; two that were changed over count as one. */
export const slips = (typed: string, known: string): number => (isSwapped(typed, known) ? 1 : distance(typed, known))

/** With how many slips a name can still be meant: a third of its letters, one at least, and never all of them. */
export const mostSlips = (typed: string): number => (typed.length < 2 ? 0 : Math.max(1, Math.floor(typed.length / 3)))

/** The nearest of `names`, or nothing when none is near enough to be meant, see {@link mostSlips}. */
export const nearest = (name: string, names: Iterable<string>): string | undefined => {
  let best: string | undefined
  let fewest = mostSlips(name) + 1
  for (const candidate of names) {
    const count = slips(name, candidate)
    if (count < fewest) [best, fewest] = [candidate, count]
  }
  return best
}
