/**
 * Forks: a what-if that shares the first years of another run.
 *
 * A fork is a run of its own, whole in itself: it holds the years that it shares with its parent, which it names, and
 * goes on from there under the same scenario, or under what an analyst sets. So it can be read, compared, verified
 * and sent without its parent.
 *
 * F1  through the year of the fork it has the parent's events, but for its start;
 * F2  carried on without a change it comes to what follows from the parent's scenario and from what was set in the
 *     parent by hand through the year of the fork: the parent's values and result, where nothing was set in it later;
 * F3  the parent is left as it is.
 */
import * as Result from "effect/Result"
import type { Label } from "../document/Label.ts"
import type * as Scenario from "../scenario/Scenario.ts"
import * as ForkTitle from "./ForkTitle.ts"
import * as Repeat from "./Repeat.ts"
import * as Run from "./Run.ts"

/** Why a run cannot be forked there. */
export type Refusal =
  /** The year is not one that the run has and after which one more could follow: `from` to `to`. */
  | { readonly _tag: "NoSuchYear"; readonly from: number; readonly to: number }
  /** Today's engine gives other events from this year on than are on record. */
  | { readonly _tag: "OtherEngine"; readonly year: number }

/** What a fork is called. */
export interface Name {
  readonly name: string
  readonly title: Label
}

/** The name that a fork has where it is given none: the parent's scenario and the first year of its own. */
export const nameOf = (scenario: Scenario.Scenario, year: number): Name => ({
  name: `${scenario.name.slice(0, 55)}-${year + 1}`,
  title: ForkTitle.noted(scenario.title, year + 1)
})

/** Forks a run after a year. `scenario` is the parent's; the fork's is the same under another name. */
export const of = (
  setting: Run.Setting,
  scenario: Scenario.Scenario,
  parent: Pick<Run.Run, "id" | "events" | "state">,
  year: number,
  name: Name = nameOf(scenario, year)
): Result.Result<{ readonly run: Run.Run; readonly scenario: Scenario.Scenario }, Refusal> => {
  const { from, to } = parent.state.trajectory
  const last = Math.min(to, scenario.years.to - 1)
  if (!Number.isInteger(year) || year < from || year > last) return Result.fail({ _tag: "NoSuchYear", from, to: last })
  const forked = { ...scenario, ...name }
  const shared = Run.through(parent.events, year)
  const run = Repeat.of(setting, forked, { ...Repeat.asked(shared), parent: { run: parent.id, year }, until: year })
  // The start is the fork's own.
  const other = shared.findIndex((event, i) => i > 0 && !Repeat.sameEvent(event, run.events[i]))
  if (other === -1 && run.events.length === shared.length) return Result.succeed({ run, scenario: forked })
  const at = shared[other]
  return Result.fail({ _tag: "OtherEngine", year: at !== undefined && "year" in at ? at.year : year })
}
