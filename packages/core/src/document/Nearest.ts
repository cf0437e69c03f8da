/** The known name nearest to a misspelt one, for messages. */
import { distance } from "fastest-levenshtein"

/** The nearest of `names`, or nothing when none is near enough to be meant (a third of the letters may differ, or two, never all). */
export const nearest = (name: string, names: Iterable<string>): string | undefined => {
  let best: string | undefined
  let bestDistance = Math.max(1, Math.min(name.length, Math.max(2, Math.floor(name.length / 3)) + 1))
  for (const candidate of names) {
    const d = distance(name, candidate)
    if (d < bestDistance) [best, bestDistance] = [candidate, d]
  }
  return best
}
