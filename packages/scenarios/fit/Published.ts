/** The published figures that the fit reads, by name and year. */
import type { Actual } from "@gongfu/core/analysis/Actuals"

/** A published figure; one that is not there, or stands twice for one area, is a defect of the fit and throws. */
export type Figure = (indicator: string, year: number, scope?: string) => number

/** Looks figures up among the rows of a file. */
export const of =
  (actuals: ReadonlyArray<Actual>): Figure =>
  (indicator, year, scope = "Wenzhou city") => {
    const found = actuals.filter(
      (actual) => actual.indicator === indicator && actual.year === year && actual.scope.startsWith(scope)
    )
    if (found.length !== 1) throw new Error(`${found.length} rows of ${indicator} in ${year} (${scope})`)
    return found[0]!.value
  }
