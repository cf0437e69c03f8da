/**
 * Where shocks push an assumption beyond the range that its model gives it.
 *
 * A setting beyond the range is refused. A shock is not: it may be meant as what nobody had thought possible. But who
 * reads the run has to know that its model was not made for such a value.
 *
 * X1  an assumption that is told was hit by a shock in each of the years told, and its value then lies outside its
 *     range; every other year and assumption that a shock hit lies within.
 */
import type { Range } from "../model/ModelDocument.ts"
import * as Indicator from "../model/Indicator.ts"
import type { Model } from "../model/Model.ts"
import type { RunEvent } from "../run/Event.ts"
import * as Given from "./Given.ts"

/** An assumption beyond its range. */
export interface Excursion {
  readonly indicator: Indicator.Indicator
  /** The shocks that hit it in those years, each once, in their order. */
  readonly shocks: ReadonlyArray<string>
  /** The years in which it lies outside, rising. */
  readonly years: ReadonlyArray<number>
  /** The range of the model, in the unit of the indicator. */
  readonly range: Range
  /** The first of those years in which it is farthest outside, and its value then. */
  readonly farthest: { readonly year: number; readonly value: number }
}

/** How far a value lies outside a range; 0 within it. */
export const beyond = ([low, high]: Range, value: number): number => Math.max(low - value, value - high, 0)

/**
 * The assumptions of a run that shocks push beyond their ranges, in the order in which they were first hit. The year
 * that a run stopped in counts like every other.
 */
export const of = (model: Model, events: ReadonlyArray<RunEvent>): ReadonlyArray<Excursion> => {
  const hits = events.filter((event) => event.type === "ShockApplied")
  const given = Given.reader(events)
  return [...Map.groupBy(hits, ({ variable }) => variable)].flatMap(([variable, all]) => {
    const indicator = Indicator.find(model, variable)
    if (indicator === undefined) return []
    const cell = model.cells[indicator.slot]!
    const { range } = cell
    if (range === undefined) return []
    const valueIn = (year: number): number => given(indicator.variable, cell, year).value
    const outside = all.filter(({ year }) => beyond(range, valueIn(year)) > 0)
    const years = [...new Set(outside.map(({ year }) => year))].toSorted((a, b) => a - b)
    if (years.length === 0) return []
    const farthest = years.reduce((worst, year) =>
      beyond(range, valueIn(year)) > beyond(range, valueIn(worst)) ? year : worst
    )
    return {
      indicator,
      shocks: [...new Set(outside.map(({ shock }) => shock))],
      years,
      range,
      farthest: { year: farthest, value: valueIn(farthest) }
    }
  })
}
