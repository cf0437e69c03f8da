/**
 * A study of sensitivity as data, for programs: every input that has an influence, on every output.
 */
import type { Shown } from "./SensitivityText.ts"

/** The study as plain data, ready for canonical JSON. What could not be estimated is null. */
export const of = (scenario: string, shown: Shown): object => ({
  dropped: shown.dropped,
  failed: shown.failed,
  stopped: shown.stopped.map(({ example, label, members, name, reason }) => ({
    reason,
    name,
    label,
    runs: members,
    year: example.year
  })),
  inputs: shown.inputs,
  members: shown.members,
  method: shown.method,
  over: shown.over,
  rows: shown.rows,
  seed: shown.seed,
  scenario,
  title: shown.title,
  outputs: shown.outputs.map(
    ({ base, influences, isMargin, label, mean, name, standardDeviation, untold, without, year }) => ({
      name,
      label,
      year,
      isMargin,
      without,
      untold,
      base: base ?? null,
      mean: mean ?? null,
      standardDeviation: standardDeviation ?? null,
      influences: influences.map(({ high, low, morris, sobol, variable }) => ({
        variable: variable.name,
        label: variable.label,
        low: low ?? null,
        high: high ?? null,
        ...(sobol === undefined
          ? {}
          : { first: interval(sobol.first), total: interval(sobol.total), isImpossible: sobol.isImpossible }),
        ...(morris === undefined
          ? {}
          : {
              muStar: interval(morris.muStar),
              sigma: morris.sigma ?? null,
              effects: morris.effects,
              isFew: morris.isFew
            })
      }))
    })
  )
})

const interval = ({ high, low, value }: { value: number; low: number | undefined; high: number | undefined }) => ({
  value,
  low: low ?? null,
  high: high ?? null
})
