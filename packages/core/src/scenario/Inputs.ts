/**
 * What a scenario puts into a projection, year by year.
 *
 * Addresses are indicator addresses (`land_rural_share`, `commuters[rural]`); those of a resolved scenario are
 * always levers and assumptions of its model.
 */
import * as Own from "../document/Own.ts"
import * as Indicator from "../model/Indicator.ts"
import type { Model } from "../model/Model.ts"
import type { Scenario } from "./Scenario.ts"
import * as Setting from "./Setting.ts"

/**
 * The setting of a lever in a year, in the lever's unit.
 *
 * The base year, and the years before a path's first, have the lever's default, which is today's policy. An address
 * that is no lever of the model is a defect of the caller and throws.
 */
export const leverAt = (scenario: Scenario, model: Model, address: string, year: number): number => {
  const lever = Indicator.find(model, address)?.variable.lever
  if (lever === undefined) throw new Error(`${address} is not a lever of ${model.name}`)
  const setting = year > scenario.years.from ? Own.at(scenario.levers, address) : undefined
  return (setting === undefined ? undefined : Setting.at(setting, year)) ?? lever.default
}

/** The scenario's own value of an assumption in a year, before shocks; undefined where the model's own value holds. */
export const assumptionAt = (scenario: Scenario, address: string, year: number): number | undefined => {
  const setting = Own.at(scenario.assumptions, address)
  return setting === undefined ? undefined : Setting.at(setting, year)
}

/** A shock that hits an assumption in one year: the value at the address `variable` becomes `value * times + plus`. */
export interface Hit {
  readonly shock: string
  readonly variable: string
  readonly times: number
  readonly plus: number
}

/** The shocks that hit in a year, in the order in which they apply. */
export const shocksIn = (scenario: Scenario, year: number): ReadonlyArray<Hit> =>
  scenario.shocks.flatMap(({ name, on, times, plus }) =>
    Object.hasOwn(times, year) || Object.hasOwn(plus, year)
      ? [{ shock: name, variable: on, times: times[year] ?? 1, plus: plus[year] ?? 0 }]
      : []
  )
