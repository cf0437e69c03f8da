/**
 * Where the axes of a batch write, prepared so that a member is placed without a call or an object for each number.
 *
 * A number is what an axis makes of one cell; it stands in all years alike, or in one of a series. Values are those of
 * `Axis.valueAt`, and then what shocks make of them.
 */
import * as Indicator from "../model/Indicator.ts"
import type { Cell, Model } from "../model/Model.ts"
import * as Position from "../model/Position.ts"
import * as Projection from "../run/Projection.ts"
import * as Inputs from "../scenario/Inputs.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import type { Axis } from "./Axis.ts"

/** Writes what the axes at positions, one for each, make of the inputs of every year of a lane; tells whether all is surely finite. */
export type Place = (lane: number, positions: Float64Array) => boolean

interface Placed {
  readonly axis: number
  readonly kind: Position.Kind
  readonly cell: Cell
  readonly own: number
  /** The years, by index, in which it stands. */
  readonly years: ReadonlyArray<number>
}

const numbersOf = ({ position: { kind }, variable }: Axis, axis: number, years: ReadonlyArray<number>) => {
  const all = [...years.keys()]
  const number = (cell: Cell, standing: ReadonlyArray<number>): Placed => {
    const own = Projection.ownValue(variable, cell, years[standing[0]!]!)
    return { axis, kind, cell, own, years: standing }
  }
  return variable.cells.flatMap((cell) => {
    if (variable.series !== undefined) return all.map((y) => number(cell, [y]))
    // A lever is set from the first policy year on.
    const standing = variable.kind === "lever" ? all.slice(1) : all
    return standing.length === 0 ? [] : [number(cell, standing)]
  })
}

/** The axes, the own values and the ranges of numbers of one kind. */
interface Moved {
  readonly count: number
  readonly axis: Int32Array
  readonly own: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

const moved = (numbers: ReadonlyArray<Placed>): Moved => ({
  count: numbers.length,
  axis: Int32Array.from(numbers, ({ axis }) => axis),
  own: Float64Array.from(numbers, ({ own }) => own),
  low: Float64Array.from(numbers, ({ cell }) => cell.range?.[0] ?? -Infinity),
  high: Float64Array.from(numbers, ({ cell }) => cell.range?.[1] ?? Infinity)
})

/** Prepares to place members of a scenario on rows of `width` lanes. */
export const make = (
  model: Model,
  scenario: Scenario,
  axes: ReadonlyArray<Axis>,
  years: ReadonlyArray<number>,
  rows: Float64Array,
  width: number
): Place => {
  const all = axes.flatMap((axis, index) => numbersOf(axis, index, years))
  const ofKind = (wanted: Position.Kind) => all.filter(({ kind }) => kind === wanted)
  const [plain, shifted, scaled] = [ofKind("value"), ofKind("shift"), ofKind("factor")]
  const numbers = [...plain, ...shifted, ...scaled]
  const [plains, shifts, factors] = [moved(plain), moved(shifted), moved(scaled)]
  const values = new Float64Array(numbers.length)

  // Rising, because memory is written faster from one end to the other.
  const writes = numbers
    .flatMap(({ cell, years: standing }, from) => standing.map((y) => ({ from, at: y * model.slots + cell.slot })))
    .toSorted((a, b) => a.at - b.at)
  const at = Int32Array.from(writes, (write) => write.at * width)
  const from = Int32Array.from(writes, (write) => write.from)
  // Shocks on what no axis writes stand in the scenario's own rows.
  const written = new Set(writes.map((write) => write.at))
  const hits = years.flatMap((year, y) =>
    Inputs.shocksIn(scenario, year).flatMap(({ on, plus, times }) => {
      const hit = y * model.slots + Indicator.find(model, on)!.slot
      return written.has(hit) ? [{ at: hit * width, plus, times }] : []
    })
  )

  return (lane, positions) => {
    let next = 0
    for (let i = 0; i < plains.count; i++) values[next++] = positions[plains.axis[i]!]! + 0
    for (let i = 0; i < shifts.count; i++)
      values[next++] = Position.shifted(shifts.own[i]!, positions[shifts.axis[i]!]!, shifts.low[i]!, shifts.high[i]!)
    for (let i = 0; i < factors.count; i++)
      values[next++] = Position.scaled(factors.own[i]!, positions[factors.axis[i]!]!, factors.low[i]!, factors.high[i]!)
    for (let i = 0; i < at.length; i++) rows[at[i]! + lane] = values[from[i]!]!
    let sum = 0
    for (let i = 0; i < values.length; i++) sum += values[i]!
    // Numbers whose sum is too large for one are looked at as if one were not finite.
    let isFinite = Number.isFinite(sum)
    for (const hit of hits) {
      const value = rows[hit.at + lane]! * hit.times + hit.plus + 0
      isFinite &&= Number.isFinite(value)
      rows[hit.at + lane] = value
    }
    return isFinite
  }
}
