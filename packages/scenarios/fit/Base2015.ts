/**
 * The same model with 2015 for its base year, so that its own equations can be held to what was published for 2016
 * to 2020.
 *
 * The document is transformed, nothing is rewritten: what is published for 2015 takes the place of the 2020 value;
 * all other money of the base year (values, levers, series, initial values, with their ranges) is scaled by output of
 * 2015 to output of 2020. Shares, people, land areas and equations stay as they are. Levers and series in money grow
 * from the scaled value back to the model's own in 2020, in step with output: policy of those years is not published.
 */
import type { Cells, ModelDocument, Variable } from "@gongfu/core/model/ModelDocument"
import type { Figure } from "./Published.ts"

/** The years of the fit. */
export const years = { from: 2015, to: 2020 } as const

type Declared = ModelDocument["sectors"][number]["variables"][number]

/** 1 for an amount of money, -1 for something per amount of money, 0 for neither. */
const moneyIn = (unit: string): -1 | 0 | 1 => {
  const [above, ...below] = unit.split("/")
  const isMoney = (part: string) => part === "yuan" || part === "100m_yuan"
  return isMoney(above!) ? (below.some(isMoney) ? 0 : 1) : below.some(isMoney) ? -1 : 0
}

const mapped = <A>(cells: Cells<A>, change: (value: A) => A): Cells<A> =>
  typeof cells === "object" && cells !== null
    ? Object.fromEntries(
        Object.entries(cells as Readonly<Record<string, Cells<A>>>).map(([key, inner]) => [key, mapped(inner, change)])
      )
    : change(cells)

const scaled = (variable: Declared, factor: number): Declared => {
  const times = (value: number) => value * factor
  const { initial, lever, range, value } = variable
  return {
    ...variable,
    ...(value === undefined ? {} : { value: mapped(value, times) }),
    ...(initial === undefined
      ? {}
      : { initial: mapped<string | number>(initial, (cell) => (typeof cell === "number" ? times(cell) : cell)) }),
    ...(lever === undefined
      ? {}
      : { lever: { default: times(lever.default), min: times(lever.min), max: times(lever.max) } }),
    // Both ends of the range stay sensible: the 2020 value, which paths return to, and the scaled one.
    ...(range === undefined
      ? {}
      : { range: [Math.min(range[0], times(range[0])), Math.max(range[1], times(range[1]))] })
  }
}

/** How far output of 2015 stands below output of 2020, in current prices. */
export const scale = (figure: Figure): number => figure("GDP nominal", 2015) / figure("GDP nominal", 2020)

/**
 * Residents at the end of 2015 on the basis of the census, by even growth between the census of November 2010 and the
 * end of 2020: the figure published at the time stands on the old basis.
 */
export const population2015 = (figure: Figure): number => {
  const [census, end] = [figure("Resident population census 1 Nov", 2010), figure("Resident population year-end", 2020)]
  return 10_000 * census * (end / census) ** (62 / 122)
}

/** What is published for 2015, by variable: its value, or its initial value. */
const published2015 = (figure: Figure): ReadonlyMap<string, (variable: Variable) => Partial<Variable>> => {
  const income = (residence: "urban" | "rural") =>
    figure(`Per-capita disposable income, ${residence}`, 2015) /
    figure(`Per-capita disposable income, ${residence}`, 2020)
  const value = (amount: number) => () => ({ value: amount })
  const initial = (amount: number) => () => ({ initial: amount })
  return new Map<string, (variable: Variable) => Partial<Variable>>([
    ["gdp_2020", value(figure("GDP nominal", 2015))],
    ["revenue_2020", value(figure("General public budget revenue", 2015))],
    ["retail_2020", value(figure("Retail sales of consumer goods", 2015))],
    ["foreign_trade", initial(figure("Imports and exports", 2015) * figure("Yuan per US dollar", 2015, "China"))],
    ["population", initial(population2015(figure))],
    ["urbanisation", initial(figure("Urbanization rate", 2015) / 100)],
    ["gdp_growth_real", initial(figure("GDP real growth", 2015) / 100)],
    // Parts of income are not published for 2015: the shares of 2020 in the published totals.
    [
      "income_2020",
      ({ value: parts }) => {
        const { rural, urban } = parts as Record<"urban" | "rural", Cells<number>>
        return {
          value: {
            urban: mapped(urban, (part) => part * income("urban")),
            rural: mapped(rural, (part) => part * income("rural"))
          }
        }
      }
    ]
  ])
}

/** The path of money from its scaled value in 2015 to its own in 2020, by year. */
const path = (value: number, factor: number): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Array.from({ length: years.to - years.from + 1 }, (_, i) => [
      years.from + i,
      value * factor ** (1 - i / (years.to - years.from))
    ])
  )

/** Series of which the years before 2020 are known. The country's growth of 2020 is the model's own: its trend. */
const series = (variable: Declared, figure: Figure, factor: number): Declared => {
  const first = variable.series![years.to]!
  if (variable.name === "national_growth") {
    const before = [2016, 2017, 2018, 2019].map((year) => [
      year,
      figure("National GDP real growth", year, "China") / 100
    ])
    return { ...variable, series: { ...Object.fromEntries(before), [years.to]: first } }
  }
  // The shortfall of 2020 was that year's own.
  if (variable.name === "utilisation")
    return { ...variable, series: { [years.from]: 1, [years.to - 1]: 1, [years.to]: first } }
  if (moneyIn(variable.unit) === 0) return { ...variable, series: { [years.to]: first } }
  return { ...scaled(variable, factor), series: path(first, factor) }
}

/** The document with 2015 for its base. */
export const document = (model: ModelDocument, figure: Figure): ModelDocument => {
  const factor = scale(figure)
  const known = published2015(figure)
  const names = new Set(model.sectors.flatMap(({ variables }) => variables.map(({ name }) => name)))
  for (const name of known.keys()) if (!names.has(name)) throw new Error(`the model has no ${name}`)
  const change = (variable: Declared): Declared => {
    const replaced = known.get(variable.name)
    if (replaced !== undefined) return { ...variable, ...replaced(variable) }
    if (variable.series !== undefined) return series(variable, figure, factor)
    const money = moneyIn(variable.unit)
    return money === 0 ? variable : scaled(variable, money === 1 ? factor : 1 / factor)
  }
  return {
    ...model,
    years,
    sectors: model.sectors.map((sector) => ({ ...sector, variables: sector.variables.map(change) }))
  }
}

/** The settings of levers in money, by year: from the scaled default back to the model's own. */
export const leverPaths = (
  model: ModelDocument,
  figure: Figure
): ReadonlyMap<string, Readonly<Record<string, number>>> =>
  new Map(
    model.sectors.flatMap(({ variables }) =>
      variables.flatMap(({ lever, name, unit }) =>
        lever === undefined || moneyIn(unit) !== 1 ? [] : [[name, path(lever.default, scale(figure))] as const]
      )
    )
  )
