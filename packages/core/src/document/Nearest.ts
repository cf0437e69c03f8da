/** The known names nearest to a misspelt one, for messages. */
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

const most = 8

/**
 * The names that a name which is not known may stand for, eight at most: the nearest one, else the shortest of those
 * that have all its words, in its order and side by side, as `low_income_share` has `low_income`.
 */
export const meant = (name: string, names: Iterable<string>): ReadonlyArray<string> => {
  const known = [...names]
  const near = nearest(name, known)
  if (near !== undefined) return [near]
  if (name === "") return []
  return known
    .filter((candidate) => `_${candidate}_`.includes(`_${name}_`))
    .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .slice(0, most)
}
