/**
 * From the whole tally of an ensemble to its summary.
 */
import type { Plan } from "./Plan.ts"
import { columnsOf, membersOf } from "./Plan.ts"
import { probabilities, type Spread, type Summary } from "./Summary.ts"
import * as Tally from "./Tally.ts"

/** Summarises the whole tally of a plan; `binning` says how the quantiles of a large one are read. */
export const of = (plan: Plan, shape: Tally.Shape, part: Tally.Part, binning?: Tally.Binning): Summary => {
  const { indicators, noted, targets, years } = plan
  const members = membersOf(plan)
  const from = years[0]!
  const quantilesOf = Tally.quantiles(part, shape, binning)
  const spread = (column: number): Spread => ({
    mean: Tally.meanOf(part, column) + 0,
    least: part.low[column]! + 0,
    greatest: part.high[column]! + 0,
    quantiles: quantilesOf(column, probabilities)
  })
  const firstMargin = columnsOf({ indicators, noted, targets: [] })
  return {
    members,
    failed: {
      members: part.failures.reduce((sum, count) => sum + count, 0),
      byYear: [...part.failures].flatMap((count, y) => (count === 0 ? [] : [{ year: from + y, members: count }])),
      examples: part.examples.map(({ member, year }) => ({ member, year: from + year }))
    },
    from,
    probabilities: [...probabilities],
    quantiles: shape.ends === undefined ? "exact" : "binned",
    targets: targets.map(({ target, year }, i) => ({
      target: target.name,
      year,
      met: part.met[i]!,
      ...(part.reached[firstMargin + i]! > 0 ? { margin: spread(firstMargin + i) } : {})
    })),
    indicators: indicators.map(({ name }, i) => {
      const columns = noted.map((_, y) => i * noted.length + y)
      return { indicator: name, years: columns.filter((column) => part.reached[column]! > 0).map(spread) }
    })
  }
}
