/**
 * A study of sensitivity as data, for programs: every input that has an influence, on every output.
 */
import type { Shown } from "./SensitivityText.ts"

/** The study as plain data, ready for canonical JSON. What could not be estimated is null. */
export const of = (scenario: string, { outputs, place: _, title, most: __, ...study }: Shown): object => ({
  ...study,
  scenario,
  title,
  outputs: outputs.map(({ base, influences, mean, standardDeviation, unit: ___, ...output }) => ({
    ...output,
    base: base ?? null,
    mean: mean ?? null,
    standardDeviation: standardDeviation ?? null,
    influences: influences.map(({ high, low, morris, sobol, variable }) => ({
      input: variable.name,
      label: variable.label,
      low: low ?? null,
      high: high ?? null,
      ...(sobol === undefined ? {} : { first: interval(sobol.first), total: interval(sobol.total) }),
      ...(morris === undefined ? {} : { muStar: interval(morris.muStar), sigma: morris.sigma ?? null })
    }))
  }))
})

const interval = ({ high, low, value }: { value: number; low: number | undefined; high: number | undefined }) => ({
  value,
  low: low ?? null,
  high: high ?? null
})
