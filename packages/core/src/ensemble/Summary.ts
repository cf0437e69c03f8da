/**
 * The summary of an ensemble: what is told, recorded and compared of it.
 *
 * A member that failed counts in the years before, and meets no target that is assessed later; how many there were is told.
 */
import * as Schema from "effect/Schema"
import { Year } from "../document/Number.ts"

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** The probabilities at which quantiles are told. */
export const probabilities = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] as const

/** How a number is spread over the members that came to it; quantiles in the order of the probabilities. */
export const Spread = Schema.Struct({
  mean: Schema.Finite,
  least: Schema.Finite,
  greatest: Schema.Finite,
  quantiles: Schema.Array(Schema.Finite)
})
export type Spread = typeof Spread.Type

/** A target: how many members meet it in the year. The margin is in the target's unit; nothing where all failed before. */
export const TargetOdds = Schema.Struct({
  target: Schema.String,
  year: Year,
  met: Count,
  margin: Schema.optionalKey(Spread)
})
export type TargetOdds = typeof TargetOdds.Type

/** An indicator: how it is spread in each year, from the first to the last that any member came to. */
export const IndicatorFan = Schema.Struct({ indicator: Schema.String, years: Schema.Array(Spread) })
export type IndicatorFan = typeof IndicatorFan.Type

/** The summary. `members` counts all of them, failed ones too. */
export const Summary = Schema.Struct({
  members: Count,
  failed: Schema.Struct({
    members: Count,
    byYear: Schema.Array(Schema.Struct({ year: Year, members: Count })),
    examples: Schema.Array(Schema.Struct({ member: Count, year: Year }))
  }),
  from: Year,
  probabilities: Schema.Array(Schema.Finite),
  /** Exact, or read from bins that hold counts. */
  quantiles: Schema.Literals(["exact", "binned"]),
  targets: Schema.Array(TargetOdds),
  indicators: Schema.Array(IndicatorFan)
})
export type Summary = typeof Summary.Type

/** The share of members that meet a target. */
export const probabilityOf = ({ met }: Pick<TargetOdds, "met">, members: number): number => met / members

/** How many members came to a year: those whose numbers of it the spreads are over. */
export const reachedIn = ({ failed, members }: Pick<Summary, "failed" | "members">, year: number): number =>
  failed.byYear.reduce((left, stopped) => (stopped.year <= year ? left - stopped.members : left), members)
