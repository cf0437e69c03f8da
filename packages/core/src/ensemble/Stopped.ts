/**
 * What stopped members of an ensemble: the few that its summary names, carried out again as runs.
 *
 * S1  a member is told to stop in the year in which the summary has it stop;
 * S2  every one of them is counted once.
 */
import type { Label } from "../document/Label.ts"
import type { RunFailed } from "../run/Event.ts"
import * as Run from "../run/Run.ts"
import * as Member from "./Member.ts"
import * as Plan from "./Plan.ts"

/** One reason for stopping, with how many of the members that were looked at had it, and the first of them. */
export interface Cause extends Pick<RunFailed, "reason"> {
  /** A law of the model, or a variable that was no finite number; of a dimension all members in one. */
  readonly name: string
  readonly label: Label
  readonly members: number
  readonly example: { readonly member: number; readonly year: number }
}

/** What stopped some members of a plan, such as those that its summary names, the most frequent first. */
export const causes = (
  plan: Plan.Plan,
  setting: Run.Setting,
  examples: ReadonlyArray<{ readonly member: number }>
): ReadonlyArray<Cause> => {
  const { model } = plan.kernel
  const positionsOf = Plan.positions(plan)
  const positions = new Float64Array(plan.axes.length)
  const found = new Map<string, Cause>()
  for (const { member } of examples) {
    positionsOf(member, positions)
    const { events } = Run.project(setting, Member.scenario(model, plan.scenario, plan.axes, positions, member))
    const stop = events.find((event) => event.type === "RunFailed")
    if (stop === undefined) continue
    const { reason, variable, year } = stop
    const name = variable.split("[")[0]!
    const stopper =
      reason === "invariant_broken" ? model.invariants.find((law) => law.name === name) : model.variable.get(name)
    const known = found.get(`${reason} ${name}`) ?? {
      reason,
      name,
      label: stopper!.label,
      members: 0,
      example: { member, year }
    }
    found.set(`${reason} ${name}`, { ...known, members: known.members + 1 })
  }
  return [...found.values()].toSorted((a, b) => b.members - a.members || a.example.member - b.example.member)
}
