/**
 * Families of runs: who descends from whom, and in which order a tree shows them.
 *
 * A family may have thousands of generations: what is told of one takes a step for each of its runs, and no call within
 * a call.
 */
import type { Parent } from "@gongfu/core/store/StoredEvent"

/** The parents of runs on record by the runs' ids; nothing for a run that was not forked. */
export type Parents = ReadonlyMap<string, Pick<Parent, "run"> | undefined>

/** Where a run stands in the tree. */
export interface Place {
  readonly id: string
  /** How many generations of its family are above it. */
  readonly generation: number
  /** The lines of the tree before it. */
  readonly lines: string
}

/**
 * Tells where the family of a run begins: the run itself, or the eldest of its ancestors that is on record or named. What
 * it found for one run it knows for the next.
 */
export const eldest = (parents: Parents): ((id: string) => string) => {
  const known = new Map<string, string>()
  return (id) => {
    // An id is derived from its parent's, so no run is its own ancestor; a store that says so ends the walk.
    const way = new Set<string>()
    let last = id
    for (let at: string | undefined = id; at !== undefined && !way.has(at); at = parents.get(at)?.run) {
      way.add(at)
      last = known.get(at) ?? at
      if (known.has(at)) break
    }
    for (const one of way) known.set(one, last)
    return last
  }
}

const lastBranch = "└─ "
const branch = "├─ "

interface Waiting {
  readonly id: string
  readonly generation: number
  /** The lines of the generations above it. */
  readonly above: string
  readonly isLast: boolean
}

/** The runs of families, each after its parent. */
export const ordered = (ids: ReadonlyArray<string>, parents: Parents): ReadonlyArray<Place> => {
  const children = Map.groupBy(ids, (id) => parents.get(id)?.run)
  const places = new Map<string, Place>()
  const waiting = [...new Set(ids.map(eldest(parents)))]
    .toReversed()
    .map((id): Waiting => ({ id, generation: 0, above: "", isLast: true }))
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const { above, generation, id, isLast } = one
    if (places.has(id)) continue
    places.set(id, { id, generation, lines: generation === 0 ? "" : above + (isLast ? lastBranch : branch) })
    const below = generation === 0 ? "" : above + (isLast ? "   " : "│  ")
    const own = children.get(id) ?? []
    for (let i = own.length - 1; i >= 0; i--)
      waiting.push({ id: own[i]!, generation: generation + 1, above: below, isLast: i === own.length - 1 })
  }
  return [...places.values()]
}
