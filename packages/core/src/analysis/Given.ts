/**
 * How an input of a run got its value in a year: the model's own, what was set, and what hit it.
 *
 * G1  the value is the one that was set last, or the model's own, and then each shock of the year in its order.
 *
 * Levers and assumptions are read from the events, so what an analyst set by hand in the middle of a run counts like
 * what its scenario says.
 */
import type { Cell, Variable } from "../model/Model.ts"
import type { RunEvent } from "../run/Event.ts"
import { ownValue } from "../run/YearInputs.ts"

/** A value that was set: from which year on it holds, and by whom. */
export interface Setting {
  readonly value: number
  readonly since: number
  readonly by: "scenario" | "analyst"
  readonly reason: string | undefined
}

/** A shock of the year. */
export interface Shock {
  readonly shock: string
  readonly times: number
  readonly plus: number
}

/** What an input was given in a year. */
export interface Given {
  /** The model's own value in that year: a lever's default, an assumption's or a constant's value. */
  readonly own: number
  readonly set: Setting | undefined
  readonly shocks: ReadonlyArray<Shock>
  /** The value that comes of it. */
  readonly value: number
}

/** Tells what a number that no equation computes was given in a year. */
export type Reader = (variable: Variable, cell: Cell, year: number) => Given

type Adjusted = Extract<RunEvent, { readonly type: "LeverAdjusted" | "AssumptionChanged" }>
type Applied = Extract<RunEvent, { readonly type: "ShockApplied" }>

const settingOf = (event: Adjusted): Setting => ({
  value: event.to,
  since: event.year,
  by: event.by,
  reason: event.reason
})

/** Reads the settings and the shocks of a run from its events. */
export const reader = (events: ReadonlyArray<RunEvent>): Reader => {
  const adjusted = Map.groupBy(
    events.filter((event): event is Adjusted => event.type === "LeverAdjusted" || event.type === "AssumptionChanged"),
    (event) => (event.type === "LeverAdjusted" ? event.lever : event.name)
  )
  const applied = Map.groupBy(
    events.filter((event): event is Applied => event.type === "ShockApplied"),
    (event) => `${event.variable} ${event.year}`
  )
  return (variable, cell, year) => {
    const own = ownValue(variable, cell, year)
    const last = adjusted.get(cell.name)?.findLast((event) => event.year <= year)
    const set = last === undefined ? undefined : settingOf(last)
    const shocks = (applied.get(`${cell.name} ${year}`) ?? []).map(({ plus, shock, times }): Shock => ({
      shock,
      times,
      plus
    }))
    return {
      own,
      set,
      shocks,
      value: shocks.reduce((hit, { plus, times }) => hit * times + plus, set?.value ?? own) + 0
    }
  }
}

/** Whether the same shocks hit. */
export const sameShocks = (a: Given, b: Given): boolean =>
  a.shocks.length === b.shocks.length &&
  a.shocks.every(({ plus, shock, times }, i) => {
    const other = b.shocks[i]!
    return plus === other.plus && shock === other.shock && times === other.times
  })
