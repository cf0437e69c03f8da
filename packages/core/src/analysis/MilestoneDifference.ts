/** When runs reach the milestones of their models. */
import type { Label } from "../document/Label.ts"
import { same } from "../document/Label.ts"
import type { Facts } from "./ComparedRun.ts"

/** One milestone in all runs. */
export interface MilestoneDifference {
  readonly milestone: string
  readonly label: Label
  readonly differs: boolean
  /** For each run the first year in which it held; nothing where the run did not come to it. */
  readonly years: ReadonlyArray<number | undefined>
}

/** What was found, and how many milestones were compared and differ. */
export interface Found {
  readonly milestones: ReadonlyArray<MilestoneDifference>
  readonly compared: number
  readonly differing: number
}

/**
 * Compares the milestones of runs, in the order of the reference's model and then by name. A year that not all runs
 * have counts as not reached: whether a shorter run would come to it is not known.
 */
export const compare = (runs: ReadonlyArray<Facts>, common: ReadonlyArray<number>, all: boolean): Found => {
  const labels = new Map<string, Label>()
  for (const { run } of runs)
    for (const { name, label } of run.model.milestones) if (!labels.has(name)) labels.set(name, label)
  const inReference = new Set(runs[0]!.run.model.milestones.map((milestone) => milestone.name))
  const elsewhere = new Set([...labels.keys(), ...runs.flatMap((run) => [...run.milestones.keys()])])
  const names = [...inReference, ...[...elsewhere.difference(inReference)].toSorted()]
  let differing = 0
  const milestones = names.map((milestone): MilestoneDifference => {
    const years = runs.map((run) => run.milestones.get(milestone))
    const known = years.map((year) => (year !== undefined && common.includes(year) ? year : undefined))
    const others = known.filter((year) => year !== known[0]).length
    differing += others
    return { milestone, label: labels.get(milestone) ?? same(milestone), differs: others > 0, years }
  })
  return {
    milestones: all ? milestones : milestones.filter((milestone) => milestone.differs),
    compared: names.length * (runs.length - 1),
    differing
  }
}
