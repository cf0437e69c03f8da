/**
 * Where the axes of a batch write, prepared so that a member is placed without a call or an object for each number.
 *
 * A number is what an axis makes of one cell. Values are those of `Axis.valueAt`, and then what shocks make of them. Most
 * numbers stand in all years alike: they are written in the first one, whose inputs are then copied to the others in
 * one piece, and what is not the same in every year is put back. That is several times quicker than to write each.
 */
import * as Indicator from "../model/Indicator.ts"
import { sumIsFinite } from "../model/Lanes.ts"
import type { Cell, Model } from "../model/Model.ts"
import * as Position from "../model/Position.ts"
import * as YearInputs from "../run/YearInputs.ts"
import * as Inputs from "../scenario/Inputs.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import type { Axis } from "./Axis.ts"

/** Members of a batch, put where their axes are. */
export interface Placement {
  /** Works out what the axes at positions, one for each, make of the inputs of a lane. */
  readonly place: (lane: number, positions: Float64Array) => void
  /** Writes the inputs of every year as all lanes were placed; tells whether they are surely finite. */
  readonly write: () => boolean
  /** Sets an input that no axis writes in a year, by index, for all lanes: a lever. */
  readonly set: (slot: number, year: number, value: number) => void
}

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
    const own = YearInputs.ownValue(variable, cell, years[standing[0]!]!)
    return { axis, kind, cell, own, years: standing }
  }
  return variable.cells.flatMap((cell) => {
    if (variable.series !== undefined) return all.map((y) => number(cell, [y]))
    // A lever is set from the first policy year on.
    const standing = variable.kind === "lever" ? all.slice(1) : all
    return standing.length === 0 ? [] : [number(cell, standing)]
  })
}

/** Numbers of one kind: the axes, the own values and ranges, and where among all numbers each stands. */
interface Moved {
  readonly count: number
  readonly into: Int32Array
  readonly axis: Int32Array
  readonly own: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

const moved = (numbers: ReadonlyArray<Placed>, wanted: Position.Kind): Moved => {
  const own = [...numbers.entries()].filter(([, { kind }]) => kind === wanted)
  return {
    count: own.length,
    into: Int32Array.from(own, ([index]) => index),
    axis: Int32Array.from(own, ([, { axis }]) => axis),
    own: Float64Array.from(own, ([, number]) => number.own),
    low: Float64Array.from(own, ([, { cell }]) => cell.range?.[0] ?? -Infinity),
    high: Float64Array.from(own, ([, { cell }]) => cell.range?.[1] ?? Infinity)
  }
}

/** Prepares to place members of a scenario on rows of `width` lanes, in which its own inputs stand. */
export const make = (
  model: Model,
  scenario: Scenario,
  axes: ReadonlyArray<Axis>,
  years: ReadonlyArray<number>,
  rows: Float64Array,
  width: number
): Placement => {
  const row = model.slots * width
  const all = axes.flatMap((axis, index) => numbersOf(axis, index, years))
  const isSteady = (number: Placed): boolean => number.years.length === years.length
  // Rising, because memory is written faster from one end to the other.
  const steady = all.filter(isSteady).toSorted((a, b) => a.cell.slot - b.cell.slot)
  const numbers = [...steady, ...all.filter((number) => !isSteady(number))]
  const [plains, shifts, factors] = [moved(numbers, "value"), moved(numbers, "shift"), moved(numbers, "factor")]
  const values = new Float64Array(numbers.length * width)

  /** Where a slot stands in a year, in each lane. */
  const inLanes = (slot: number, year: number): ReadonlyArray<number> =>
    Array.from({ length: width }, (_, lane) => year * row + slot * width + lane)
  const firstYear = Int32Array.from(steady.flatMap(({ cell }) => inLanes(cell.slot, 0)))
  const [start, end] = [firstYear[0] ?? 0, (firstYear.at(-1) ?? -1) + 1]

  // What is copied over although no axis writes it, and may differ from the first year's.
  const levers = new Set(
    model.variables.filter(({ kind }) => kind === "lever").flatMap(({ cells }) => cells.map(({ slot }) => slot))
  )
  const isMoved = new Set(numbers.map(({ cell }) => cell.slot))
  const differs = (slot: number): boolean =>
    levers.has(slot) || years.some((_, y) => !Object.is(rows[y * row + slot * width], rows[slot * width]))
  const keptSlots = Array.from({ length: (end - start) / width }, (_, i) => start / width + i).filter(
    (slot) => !isMoved.has(slot) && differs(slot)
  )
  const kept = Int32Array.from(years.slice(1).flatMap((_, y) => keptSlots.flatMap((slot) => inLanes(slot, y + 1))))
  const keptValues = Float64Array.from(kept, (at) => rows[at]!)

  const written = numbers
    .slice(steady.length)
    .flatMap(({ cell, years: standing }, i) =>
      standing.flatMap((y) =>
        inLanes(cell.slot, y).map((at, lane) => ({ at, from: (steady.length + i) * width + lane }))
      )
    )
  const writtenAt = Int32Array.from(written, ({ at }) => at)
  const writtenFrom = Int32Array.from(written, ({ from }) => from)

  // Shocks on what no axis writes stand in the scenario's own rows.
  const hits = years.flatMap((of, y) =>
    Inputs.shocksIn(scenario, of).flatMap(({ plus, times, variable }) => {
      const { slot } = Indicator.find(model, variable)!
      return numbers.some(({ cell, years: standing }) => cell.slot === slot && standing.includes(y))
        ? [{ at: y * row + slot * width, plus, times }]
        : []
    })
  )

  return {
    place: (lane, positions) => {
      for (let i = 0; i < plains.count; i++) values[plains.into[i]! * width + lane] = positions[plains.axis[i]!]! + 0
      for (let i = 0; i < shifts.count; i++)
        values[shifts.into[i]! * width + lane] = Position.shifted(
          shifts.own[i]!,
          positions[shifts.axis[i]!]!,
          shifts.low[i]!,
          shifts.high[i]!
        )
      for (let i = 0; i < factors.count; i++)
        values[factors.into[i]! * width + lane] = Position.scaled(
          factors.own[i]!,
          positions[factors.axis[i]!]!,
          factors.low[i]!,
          factors.high[i]!
        )
    },
    write: () => {
      for (let i = 0; i < firstYear.length; i++) rows[firstYear[i]!] = values[i]!
      for (let y = 1; y < years.length; y++) rows.copyWithin(y * row + start, start, end)
      for (let i = 0; i < kept.length; i++) rows[kept[i]!] = keptValues[i]!
      for (let i = 0; i < writtenAt.length; i++) rows[writtenAt[i]!] = values[writtenFrom[i]!]!
      // Numbers whose sum is too large for one are looked at as if one were not finite.
      let isFinite = sumIsFinite(values, 0, values.length)
      for (const { at, plus, times } of hits)
        for (let lane = 0; lane < width; lane++) {
          const value = rows[at + lane]! * times + plus + 0
          isFinite &&= Number.isFinite(value)
          rows[at + lane] = value
        }
      return isFinite
    },
    set: (slot, year, value) => {
      const index = keptSlots.indexOf(slot)
      for (let lane = 0; lane < width; lane++) {
        rows[year * row + slot * width + lane] = value
        if (year > 0 && index !== -1) keptValues[((year - 1) * keptSlots.length + index) * width + lane] = value
      }
    }
  }
}
