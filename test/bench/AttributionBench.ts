/**
 * Exact attribution between two runs that differ in ten inputs, over fifteen years, against the bare runs of the kernel
 * that it needs: one for each of the 1,024 coalitions.
 *
 * The bare side writes a year's inputs into its row and computes it, and does nothing else: no check, no output, no
 * inputs that depend on anything. The other side is the whole of it: both runs' events read, both ends held against
 * the record, every coalition, the parts of all headline indicators, and the two-by-two of policy and circumstance.
 * Both are told in processor time, as the kernel is.
 */
import * as Attribution from "@gongfu/core/analysis/Attribution"
import type { ComparedRun } from "@gongfu/core/analysis/ComparedRun"
import * as Steps from "@gongfu/core/document/Steps"
import * as Run from "@gongfu/core/run/Run"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Result from "effect/Result"
import * as Ratio from "./Ratio.ts"
import type { Subject } from "./Subject.ts"

const rounds = 21
const warmUp = 3
const levers = 8
const assumptions = 2

/** Two runs of the plan: one with the first of its levers as they are today, and with two assumptions moved. */
const runs = ({ place, run, scenario }: Subject): readonly [ComparedRun, ComparedRun] => {
  const { model, targets } = place
  const fewer = Object.entries(scenario.levers).slice(levers)
  const moved = model.cells.filter(({ range, value }) => range !== undefined && value !== undefined)
  const settings = moved.slice(0, assumptions).map(({ name, range, value }) => {
    const [low, high] = range!
    return [name, value! + ((high - value! > value! - low ? high : low) - value!) / 10] as const
  })
  const changed: Scenario = {
    ...scenario,
    name: "changed",
    shortage: "scale",
    levers: Object.fromEntries(fewer),
    assumptions: Object.fromEntries(settings)
  }
  const other = Run.project(place, changed)
  const compared = ({ events, id }: Run.Run): ComparedRun => ({ id, title: scenario.title, events, model, targets })
  return [compared(other), compared(run)]
}

/** Measures in turn what both sides take; a bar holds for the ratio of the medians, and so do the rounds. */
export const measure = (subject: Subject): Ratio.Ratio => {
  const { place, run } = subject
  const { headline, kernel, model } = place
  const { from } = model.years
  const to = from + 15
  const sides = runs(subject)
  const attribute = () => {
    const options = { indicators: headline, years: [to], by: "input" as const, pairs: 2, seed: 1 }
    const plan = Result.getOrThrow(Attribution.plan(kernel, sides, options))
    if (plan.players.length !== levers + assumptions) throw new Error(`${plan.players.length} inputs differ`)
    return Result.getOrThrow(Steps.atAStroke(Attribution.carryOutInSteps(plan)))
  }

  const count = model.cells.filter(({ equation }) => equation === undefined).length
  const { slots } = model
  const years = Trajectory.years({ from, to })
  const { trajectory } = run.state
  const inputs = years.map((year) => {
    const start = Trajectory.offset(trajectory, year)
    return trajectory.rows.slice(start, start + count)
  })
  const rows = new Float64Array(years.length * slots)
  const bare = () => {
    for (let i = 0; i < 2 ** (levers + assumptions); i++)
      for (let y = 0; y < years.length; y++) {
        const now = y * slots
        rows.set(inputs[y]!, now)
        if (y === 0) kernel.start(rows, 0, 0, 0, from)
        else kernel.step(rows, now, now - slots, 0, from + y)
      }
  }

  const timed = (body: () => unknown): number => {
    const begun = process.cpuUsage()
    body()
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1000
  }
  const [ours, theirs]: [Array<number>, Array<number>] = [[], []]
  for (let round = -warmUp; round < rounds; round++) {
    const times = [timed(attribute), timed(bare)] as const
    if (round < 0) continue
    ours.push(times[0])
    theirs.push(times[1])
  }
  const middle = Ratio.median(theirs)
  return {
    name: "attribute: 10 inputs, 15 years, against 1,024 runs",
    // Each attribution against the median of the bare runs, so that the median is the ratio of the medians.
    ratios: ours.map((time) => time / middle),
    bar: { atMost: 1.5 },
    sides: { "an attribution": ours, "bare runs": theirs }
  }
}
