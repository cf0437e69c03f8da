/**
 * How one thing reaches another: the paths of needs between two sets of a model's numbers.
 *
 * A path follows influence, from what is needed to what needs it, within a year or from one to a later one. It enters
 * neither the numbers that it starts from nor those that it ends at a second time; others it may pass again, in a
 * later year, as influence does.
 */
import type { Arrow, Dependencies, Need } from "../model/Dependencies.ts"
import { arrows } from "../model/Dependencies.ts"

/** One step of a path: the slot that it comes to, and whether it takes it from the past. */
export type Step = Need

/** What lies between two ends. */
export interface Paths {
  /** The slots that lie on some path, both ends included; none when there is no path. */
  readonly slots: ReadonlySet<number>
  /** The arrows that some path takes, between variables. */
  readonly arrows: ReadonlyArray<Arrow>
  /** The paths of fewest steps, `most` at most, in file order. The first step of each is where it starts. */
  readonly shortest: ReadonlyArray<ReadonlyArray<Step>>
  /** How many paths of fewest steps there are. */
  readonly count: number
}

/** Between what to look. A missing end stands for everything that the other one reaches, or that reaches it. */
export interface Ends {
  readonly from: ReadonlySet<number> | undefined
  readonly to: ReadonlySet<number> | undefined
  /** Which slots a path may pass between its ends; all, when left out. */
  readonly within?: (slot: number) => boolean
}

/** How many of the shortest paths are told. */
export const most = 10

/** Every slot that `next` reaches, with the number of steps; what lies in `stops` is reached and not left. */
const reach = (
  starts: ReadonlySet<number>,
  next: ReadonlyArray<ReadonlyArray<Need>>,
  stops: ReadonlySet<number>,
  enters: (slot: number) => boolean
): ReadonlyMap<number, number> => {
  const steps = new Map([...starts].map((slot) => [slot, 0]))
  // A map is walked in the order in which it grows: breadth first.
  for (const [slot, taken] of steps) {
    if (taken > 0 && stops.has(slot)) continue
    for (const { slot: entered } of next[slot]!)
      if (!steps.has(entered) && enters(entered)) steps.set(entered, taken + 1)
  }
  return steps
}

const none: ReadonlySet<number> = new Set()

/** The paths between two ends. With one end left out there is no shortest one, and `count` is 0. */
export const between = (dependencies: Dependencies, { from, to, within = () => true }: Ends): Paths => {
  const { needs, neededBy } = dependencies
  const isEnd = (slot: number): boolean => from?.has(slot) === true || to?.has(slot) === true
  const enters = (slot: number): boolean => isEnd(slot) || within(slot)
  const down = from === undefined ? undefined : reach(from, neededBy, to ?? none, enters)
  const up = to === undefined ? undefined : reach(to, needs, from ?? none, enters)
  const on = (slot: number): boolean => enters(slot) && down?.has(slot) !== false && up?.has(slot) !== false

  // The nearest steps to the end; one that is an end already has to leave it first.
  const onwards = (slot: number, isFirst: boolean): ReadonlyArray<Step> => {
    if (up === undefined || from === undefined || (!isFirst && to!.has(slot))) return []
    const near = neededBy[slot]!.filter((step) => up.has(step.slot) && enters(step.slot))
    const fewest = Math.min(...near.map((step) => up.get(step.slot)!))
    const nearest = near.filter((step) => up.get(step.slot) === fewest)
    // Where a step may be taken in the same year, that it is also taken from the past makes no second path.
    return nearest.filter(({ past, slot: at }) => !past || !nearest.some((step) => step.slot === at && !step.past))
  }
  const lengthFrom = (slot: number): number => {
    const [step] = onwards(slot, true)
    return step === undefined ? Infinity : 1 + up!.get(step.slot)!
  }
  const starts = [...(from ?? none)].toSorted((a, b) => a - b)
  const length = Math.min(...starts.map(lengthFrom))
  const nearestStarts = length === Infinity ? [] : starts.filter((slot) => lengthFrom(slot) === length)
  if (from !== undefined && to !== undefined && nearestStarts.length === 0)
    return { slots: none, arrows: [], shortest: [], count: 0 }

  const counts = new Map<number, number>()
  const countFrom = (slot: number, isFirst: boolean): number => {
    if (!isFirst && to!.has(slot)) return 1
    const known = isFirst ? undefined : counts.get(slot)
    if (known !== undefined) return known
    const count = onwards(slot, isFirst).reduce((sum, step) => sum + countFrom(step.slot, false), 0)
    if (!isFirst) counts.set(slot, count)
    return count
  }
  const shortest: Array<ReadonlyArray<Step>> = []
  const walk = (path: ReadonlyArray<Step>): void => {
    const last = path.at(-1)!
    const isFirst = path.length === 1
    if (!isFirst && to!.has(last.slot)) {
      shortest.push(path)
      return
    }
    for (const step of onwards(last.slot, isFirst)) {
      if (shortest.length === most) return
      walk([...path, step])
    }
  }
  for (const slot of nearestStarts) if (shortest.length < most) walk([{ slot, past: false }])

  const slots = new Set(dependencies.model.cells.map(({ slot }) => slot).filter(on))
  const isTaken = (a: number, b: number): boolean =>
    slots.has(a) &&
    slots.has(b) &&
    // Nothing leaves the end, and nothing comes back to the start.
    !(to?.has(a) === true && from?.has(a) === false) &&
    !(from?.has(b) === true && to?.has(b) === false)
  return {
    slots,
    arrows: arrows(dependencies, isTaken),
    shortest,
    count: nearestStarts.reduce((sum, slot) => sum + countFrom(slot, true), 0)
  }
}
