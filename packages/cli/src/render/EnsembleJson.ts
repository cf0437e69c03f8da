/**
 * An ensemble as data, for programs: what was asked for, and what came of it.
 */
import * as Summary from "@gongfu/core/ensemble/Summary"
import type { Shown } from "./EnsembleText.ts"
import * as ProportionText from "./ProportionText.ts"

/** The ensemble as plain data, ready for canonical JSON. */
export const of = ({ id, onRecord, place, result, started, stopped, summary, title }: Shown): object => {
  const { axes, design, fingerprints, from, scenario, to } = started
  const { members } = summary
  const due = new Map(place.targets.all.map(({ by, name }) => [name, by]))
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
    ...(stopped.length > 0 ? { stopped } : {}),
    quantileLevels: summary.probabilities,
    quantileMethod: summary.quantiles,
    // Of a target that is due after the last year there is a margin, and no probability.
    targets: summary.targets.map((one) => {
      const isDue = (due.get(one.target) ?? one.year) <= one.year
      return {
        ...one,
        probability: isDue ? Summary.probabilityOf(one, members) : null,
        ...(isDue ? ProportionText.json(one.met, members) : { standardError: null })
      }
    }),
    indicators: summary.indicators
  }
}
