/** A run as data, for programs. Numbers are the model's own, unrounded; years are keys. */
import * as Excursion from "@gongfu/core/analysis/Excursion"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as ProsperityIndex from "@gongfu/core/target/ProsperityIndex"
import * as Scoreboard from "@gongfu/core/target/Scoreboard"
import * as Target from "@gongfu/core/target/Target"
import * as ExpectationsText from "./ExpectationsText.ts"
import * as LineageText from "./LineageText.ts"
import type { Shown } from "./ScoreboardText.ts"
import * as SettingJson from "./SettingJson.ts"

/** The run, its headline indicators, assumptions beyond their ranges, index, targets, milestones and expectations. */
export const of = ({ events, id, lapses, namesake, onRecord, place, state, title, verdicts }: Shown): object => {
  const { result, started, status, trajectory } = state
  const failed = events.find((event) => event.type === "RunFailed")
  const scores = Scoreboard.of(place.targets, events)
  return {
    id,
    title,
    place: place.name,
    status,
    ...(onRecord === undefined ? {} : { recorded: onRecord }),
    ...(namesake === undefined ? {} : { namesake }),
    ...(started === undefined
      ? {}
      : { scenario: started.scenario, from: started.from, to: started.to, fingerprints: started.fingerprints }),
    ...(started?.parent === undefined ? {} : { parent: started.parent }),
    settings: LineageText.settings(events).map(SettingJson.of),
    ...(result === undefined ? {} : { result }),
    ...(failed === undefined ? {} : { failed }),
    ...(lapses === undefined ? {} : { lapses }),
    excursions: Excursion.of(place.model, events).map(({ farthest, indicator, range, shocks, years }) => ({
      indicator: indicator.name,
      label: indicator.label,
      unit: indicator.unit,
      shocks,
      years,
      range,
      farthest
    })),
    headline: place.headline.map((indicator) => ({
      indicator: indicator.name,
      label: indicator.label,
      unit: indicator.unit,
      values: Object.fromEntries(
        Trajectory.years(trajectory).map((year) => [year, Trajectory.at(trajectory, indicator.slot, year)])
      )
    })),
    index: ProsperityIndex.of(place.targets, trajectory),
    counts: scores.counts,
    targets: scores.areas.flatMap((area) =>
      area.rows.map(({ standing, target }) => ({
        target: target.name,
        label: target.label,
        area: area.name,
        indicator: target.indicator.name,
        unit: Target.unitOf(target),
        by: target.by,
        strength: target.strength,
        ...(standing === undefined ? { status: "not_assessed" } : standing)
      }))
    ),
    milestones: state.milestones,
    expectations: verdicts.map(ExpectationsText.toJson)
  }
}
