/**
 * Which inputs a number can depend on at all, by the equations alone.
 *
 * What is not reached has no influence, whatever the numbers are; what is reached may still have none.
 */
import type { Model } from "../model/Model.ts"
import { reads } from "../model/Scalar.ts"

const readersOf = new WeakMap<Model, ReadonlyMap<number, ReadonlySet<number>>>()

/** What each computed slot reads, in the first year and later ones, in any row. */
const readings = (model: Model): ReadonlyMap<number, ReadonlySet<number>> => {
  const known = readersOf.get(model)
  if (known !== undefined) return known
  const found = new Map<number, Set<number>>()
  for (const { cell, scalar } of [...model.program.first, ...model.program.later]) {
    const read = found.get(cell.slot) ?? new Set()
    found.set(cell.slot, read)
    for (const { slot } of reads(scalar)) read.add(slot)
  }
  readersOf.set(model, found)
  return found
}

/** Every slot that one of these depends on, directly or through others, in this year or an earlier one; itself too. */
export const of = (model: Model, slots: Iterable<number>): ReadonlySet<number> => {
  const read = readings(model)
  const reached = new Set<number>(slots)
  const waiting = [...reached]
  for (let slot = waiting.pop(); slot !== undefined; slot = waiting.pop())
    for (const next of read.get(slot) ?? [])
      if (!reached.has(next)) {
        reached.add(next)
        waiting.push(next)
      }
  return reached
}
