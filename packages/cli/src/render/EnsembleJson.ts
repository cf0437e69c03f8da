/**
 * An ensemble as data, for programs: what was asked for, and what came of it.
 */
import * as Summary from "@gongfu/core/ensemble/Summary"
import type { Shown } from "./EnsembleText.ts"

/** The ensemble as plain data, ready for canonical JSON. */
export const of = ({ id, onRecord, result, started, summary, title }: Shown): object => {
  const { axes, design, fingerprints, from, scenario, to } = started
  const { members } = summary
  return {
    id,
    scenario,
    title,
    from,
    to,
    design,
    axes,
    fingerprints,
    ...(onRecord === undefined ? {} : { recorded: onRecord }),
    result,
    members,
    failed: summary.failed,
    probabilities: summary.probabilities,
    quantiles: summary.quantiles,
    targets: summary.targets.map((one) => ({
      ...one,
      probability: Summary.probabilityOf(one, members),
      standardError: Summary.standardErrorOf(one, members)
    })),
    indicators: summary.indicators
  }
}
