/**
 * The fit: which behaviour the published growth of 2016 to 2020 can tell, and what it tells.
 *
 * The model runs from 2015 to 2020 by its own kernel (`Base2015`); its parameters are moved within their ranges until
 * the sum of squared relative errors against the published figures is least (Levenberg-Marquardt).
 */
import * as Check from "@gongfu/core/model/Check"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Kernel from "@gongfu/core/model/Kernel"
import type { Model } from "@gongfu/core/model/Model"
import * as Projection from "@gongfu/core/run/Projection"
import * as YearInputs from "@gongfu/core/run/YearInputs"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Result from "effect/Result"
import { levenbergMarquardt } from "ml-levenberg-marquardt"
import * as Base2015 from "./Base2015.ts"
import type { Figure } from "./Published.ts"

/**
 * What is fitted, and what tells it. `years` are the years in which a value holds that the model has as a series; the
 * model's own value of such a series is that of 2020.
 */
export const parameters = [
  { name: "tfp_national_share", told: "real growth of 2016-2019" },
  { name: "utilisation", told: "real growth of 2020", years: [2020] },
  { name: "inflation", told: "nominal against real growth" },
  { name: "external_demand_growth", told: "imports and exports" },
  { name: "revenue_elasticity", told: "budget revenue" },
  { name: "convergence_speed", told: "the urban-rural ratio" },
  { name: "migration_trend", told: "population between the censuses" },
  { name: "urbanisation_speed", told: "the urbanisation rate on the old basis" }
] as const satisfies ReadonlyArray<{ name: string; told: string; years?: ReadonlyArray<number> }>

/** A value of a run by address and year. */
export type Read = (address: string, year: number) => number

/** A published figure and what the model gives for it. */
export interface Observation {
  readonly label: string
  readonly published: number
  readonly of: (read: Read) => number
  /**
   * How far, in shares of the published figure, the model may be expected to miss it; nothing when the figure is only
   * looked at, so that what is left over there is a test of the rest.
   */
  readonly spread: number | undefined
}

/**
 * What the years 2016 to 2020 are held to. Each parameter has a figure of its own, so that what one cannot reach does
 * not bend the others; and people were counted, which no rate of growth was.
 */
export const observations = (figure: Figure): ReadonlyArray<Observation> => {
  const average = (1 + figure("GDP avg real growth 2016-2020", 2020) / 100) ** 5
  const last = 1 + figure("GDP real growth", 2020) / 100
  const nominal = figure("GDP nominal", 2020) / figure("GDP nominal", 2015)
  const level = (label: string, address: string, year: number, factor = 1, spread?: number): Observation => ({
    label: `${label}, ${year}`,
    published: figure(label, year) * factor,
    of: (read) => read(address, year),
    spread
  })
  return [
    {
      label: "GDP in 2019 over 2015, real",
      published: average / last,
      of: (read) => read("gdp_real", 2019) / read("gdp_real", 2015),
      spread: 0.03
    },
    {
      label: "GDP in 2020 over 2019, real",
      published: last,
      of: (read) => read("gdp_real", 2020) / read("gdp_real", 2019),
      spread: 0.001
    },
    {
      label: "GDP deflator in 2020 over 2015",
      published: nominal / average,
      of: (read) => read("price_level", 2020),
      spread: 0.001
    },
    level("Imports and exports", "foreign_trade", 2020, 1, 0.001),
    {
      label: "Budget revenue to GDP, 2020",
      published: figure("General public budget revenue", 2020) / figure("GDP nominal", 2020),
      of: (read) => read("budget_revenue", 2020) / read("gdp", 2020),
      spread: 0.001
    },
    level("Urban-rural income ratio", "urban_rural_ratio", 2019, 1, 0.001),
    level("Urban-rural income ratio", "urban_rural_ratio", 2020, 1, 0.001),
    level("Resident population year-end", "population", 2020, 10_000, 0.001),
    level("Urbanization rate", "urbanisation", 2019, 0.01, 0.001),
    level("GDP nominal", "gdp", 2019),
    level("GDP nominal", "gdp", 2020),
    level("Per-capita disposable income, urban", "income[urban]", 2019),
    level("Per-capita disposable income, urban", "income[urban]", 2020),
    level("Per-capita disposable income, rural", "income[rural]", 2019),
    level("Per-capita disposable income, rural", "income[rural]", 2020),
    level("General public budget revenue", "budget_revenue", 2020),
    level("Retail sales of consumer goods", "retail_sales", 2020)
  ]
}

/** One parameter's result. */
export interface Fitted {
  readonly name: string
  readonly told: string
  readonly value: number
  /** The value that the model carries. */
  readonly current: number
  readonly range: readonly [number, number]
}

/** One observation's result: the fitted model's value, and its relative error. */
export interface Residual {
  readonly label: string
  readonly published: number
  readonly modelled: number
  readonly error: number
  readonly fitted: boolean
}

/** What came of the fit. */
export interface Outcome {
  readonly parameters: ReadonlyArray<Fitted>
  readonly residuals: ReadonlyArray<Residual>
}

/** What the fit makes least: the sum of squares of the misses, each in its own spread. */
export const loss = (all: ReadonlyArray<Observation>, read: Read): number =>
  all.reduce((sum, { of, published, spread }) => {
    const miss = spread === undefined ? 0 : (of(read) / published - 1) / spread
    return sum + miss * miss
  }, 0)

/** The model from 2015 to 2020: a run for values of the parameters, in their order. */
export const runner = (model: Model, figure: Figure) => {
  const checked = Check.fromDocument(Base2015.document(model.document, figure))
  if (Result.isFailure(checked)) throw new Error(JSON.stringify(checked.failure.map(({ problem }) => problem.en)))
  const base = checked.success
  const kernel = Kernel.compile(base)
  const paths = Base2015.leverPaths(model.document, figure)
  return (values: ReadonlyArray<number>): Read => {
    let trajectory = Trajectory.empty(base, Base2015.years.from)
    for (const year of Trajectory.years(Base2015.years)) {
      const fitted = parameters.flatMap((parameter, i): ReadonlyArray<readonly [string, number]> =>
        "years" in parameter && !(parameter.years as ReadonlyArray<number>).includes(year)
          ? []
          : [[parameter.name, values[i]!]]
      )
      const levers = [...paths].map(([name, path]) => [name, path[year]!] as const)
      const projected = Projection.project(
        kernel,
        trajectory,
        { settings: new Map([...fitted, ...levers]), shocks: [] },
        "scale"
      )
      if ("reason" in projected) throw new Error(`${year}: ${JSON.stringify(projected)}`)
      trajectory = projected.trajectory
    }
    return (address, year) => Trajectory.at(trajectory, Indicator.find(base, address)!.slot, year)
  }
}

/** Fits the parameters of a model to published figures. */
export const fit = (model: Model, figure: Figure): Outcome => {
  const run = runner(model, figure)
  const all = observations(figure)
  const fitted = all.filter(({ spread }) => spread !== undefined)
  const own = parameters.map(({ name }) => {
    const variable = model.variable.get(name)!
    return { current: YearInputs.ownValue(variable, variable.cells[0]!, model.years.from), range: variable.range! }
  })
  const least = (values: ReadonlyArray<number>, free: ReadonlyArray<number>): ReadonlyArray<number> => {
    const completed = (moved: ReadonlyArray<number>) =>
      values.map((value, i) => (free.includes(i) ? moved[free.indexOf(i)]! : value))
    const { parameterValues } = levenbergMarquardt(
      { x: fitted.map((_, i) => i), y: fitted.map(() => 0) },
      (moved) => {
        const read = run(completed(moved))
        const misses = fitted.map(({ of, published, spread }) => (of(read) / published - 1) / spread!)
        return (i) => misses[i]!
      },
      {
        initialValues: free.map((i) => values[i]!),
        minValues: free.map((i) => own[i]!.range[0]),
        maxValues: free.map((i) => own[i]!.range[1]),
        gradientDifference: 1e-6,
        centralDifference: true,
        damping: 1e-3,
        maxIterations: 200,
        errorTolerance: 1e-12
      }
    )
    return completed(parameterValues)
  }
  // From the middle of each range: the result must not lean on the values that the model carries. The method cuts
  // steps off at the ends of the ranges, which bends the other parameters: what has come to an end stays there, and
  // the others are fitted again.
  let values: ReadonlyArray<number> = own.map(({ range: [low, high] }) => (low + high) / 2)
  let free: ReadonlyArray<number> = own.map((_, i) => i)
  for (let before = Infinity; free.length > 0 && free.length < before;) {
    before = free.length
    values = least(values, free)
    free = free.filter((i) => !own[i]!.range.includes(values[i]!))
  }
  const read = run(values)
  return {
    parameters: parameters.map(({ name, told }, i) => ({ name, told, value: values[i]!, ...own[i]! })),
    residuals: all.map(({ label, of, published, spread }) => {
      const modelled = of(read)
      return { label, published, modelled, error: modelled / published - 1, fitted: spread !== undefined }
    })
  }
}
