/**
 * Whole ensembles of a small place: the same however they are shared out, and what its members' runs come to, one by one.
 */
import * as Ensemble from "@gongfu/core/ensemble/Ensemble"
import * as Member from "@gongfu/core/ensemble/Member"
import * as Plan from "@gongfu/core/ensemble/Plan"
import * as Summarise from "@gongfu/core/ensemble/Summarise"
import * as Summary from "@gongfu/core/ensemble/Summary"
import * as Tally from "@gongfu/core/ensemble/Tally"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Design from "@gongfu/core/sampling/Design"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Small from "../target/smallPlace.ts"
import { lanesOf } from "./sideBySide.ts"

/** The small place, with a law that some of its members break. */
const place = Small.placeOf({
  sector: `${Small.sector}invariants:\n  ratio_is_sane: {label: {en: The ratio is sane, zh: 城乡比合理}, within: [ratio, 0.01, 20]}\n  no_boom: {label: {en: No boom, zh: 无过热}, within: ["income[rural]", 0, 200000]}\n`
})
const indicators = ["income[rural]", "ratio", "new_jobs"].map((name) => Indicator.find(place.model, name)!)
const scenario = Small.scenario()

const planOf = (members: number, sampler: Design.Sampler = "latin-hypercube", to = 2030) =>
  Plan.make(
    place.kernel,
    place.targets.all,
    { ...scenario, years: { from: 2020, to } },
    { sampler, members, seed: 11 },
    indicators
  )

const summaryOf = (plan: Plan.Plan, width = 1): Summary.Summary => {
  const { part, shape } = Ensemble.carryOut(plan, lanesOf(place.kernel, plan.years.length, width))
  return Summarise.of(plan, shape, part)
}

describe("an ensemble", () => {
  it("is the same however its blocks are shared out between workers, and in lanes of any number", () => {
    const plan = planOf(150)
    const { count } = Tally.blocksOf(Plan.membersOf(plan))
    const whole = Ensemble.carryOut(plan, lanesOf(place.kernel, 11, 1))
    fc.assert(
      fc.property(
        fc.array(fc.nat(2), { minLength: count, maxLength: count }),
        fc.constantFrom(1, 2, 3),
        (workers, width) => {
          const parts = [0, 1, 2].map((own) => {
            const worker = Ensemble.worker(plan, whole.shape, lanesOf(place.kernel, 11, width))
            let done = 0
            for (const [index, name] of workers.entries())
              if (name === own) for (const members of worker.block(index)) done += members
            return { part: worker.part(), done }
          })
          assert.strictEqual(
            parts.reduce((sum, { done }) => sum + done, 0),
            150
          )
          assert.deepStrictEqual(Tally.join(parts.map(({ part }) => part)), whole.part)
        }
      ),
      { numRuns: 25 }
    )
  })

  it("says of targets, failures and indicators what the runs of its members come to, under any sampler", () => {
    for (const sampler of Design.samplers)
      for (const to of sampler === "sobol" ? [2023, 2030] : [2030]) {
        const plan = planOf(40, sampler, to)
        const summary = summaryOf(plan, 2)
        const pointOf = Plan.positions(plan)
        const runs = Array.from({ length: 40 }, (_, member) => {
          const positions = new Float64Array(plan.axes.length)
          pointOf(member, positions)
          return Run.project(place, Member.scenario(place.model, plan.scenario, plan.axes, positions, member))
        })
        const failed = runs.flatMap(({ events }) => events.filter((event) => event.type === "RunFailed"))
        assert.strictEqual(summary.failed.members, failed.length)
        assert.deepStrictEqual(
          summary.failed.byYear,
          plan.years.flatMap((year) => {
            const members = failed.filter((event) => event.year === year).length
            return members === 0 ? [] : [{ year, members }]
          })
        )
        for (const odds of summary.targets) {
          const assessed = runs.flatMap(({ events }) =>
            events.filter(
              (event) => event.type === "TargetAssessed" && event.target === odds.target && event.year === odds.year
            )
          )
          const margins = assessed.map((event) => (event as { readonly margin: number }).margin)
          assert.strictEqual(odds.met, assessed.filter((event) => "status" in event && event.status === "met").length)
          assert.strictEqual(odds.margin!.least, Math.min(...margins))
          assert.strictEqual(odds.margin!.greatest, Math.max(...margins))
        }
        for (const [i, { slot }] of indicators.entries())
          for (const [y, year] of plan.years.entries()) {
            const values = runs
              .filter(({ state }) => state.trajectory.to >= year)
              .map(({ state }) => Trajectory.at(state.trajectory, slot, year))
              .toSorted((a, b) => a - b)
            const spread = summary.indicators[i]!.years[y]!
            assert.deepStrictEqual([spread.least, spread.greatest], [values[0], values.at(-1)])
            assert.isTrue(spread.quantiles.every((value, k) => k === 0 || value >= spread.quantiles[k - 1]!))
            const middle =
              (values[Math.floor((values.length - 1) / 2)]! + values[Math.ceil((values.length - 1) / 2)]!) / 2
            assert.closeTo(spread.quantiles[Summary.probabilities.indexOf(0.5)]!, middle, 1e-9 * Math.abs(middle))
          }
      }
  })

  it("has members that fail, so that the above says something", () => {
    const { failed, members } = summaryOf(planOf(150))
    assert.isTrue(failed.members > 0 && failed.members < members / 2)
    assert.isAbove(failed.byYear.length, 2)
  })

  it("counts in bins what is too much to keep, close to what the whole of it says", () => {
    const plan = planOf(1500)
    const kept = summaryOf(plan)
    const lanes = lanesOf(place.kernel, 11, 1)
    const shape = Ensemble.shapeOf(plan, lanes)
    assert.isUndefined(shape.ends)
    const pilots = Ensemble.carryOut(planOf(Tally.pilots), lanes).part
    const worker = Ensemble.worker(plan, { ...shape, ends: Tally.endsOf(pilots) }, lanes)
    for (let index = 0; index < Tally.blocksOf(1500).count; index++) for (const _ of worker.block(index));
    const binned = Summarise.of(plan, { ...shape, ends: Tally.endsOf(pilots) }, worker.part())
    assert.strictEqual(binned.quantiles, "binned")
    assert.deepStrictEqual(
      binned.targets.map(({ met }) => met),
      kept.targets.map(({ met }) => met)
    )
    for (const [i, { years }] of kept.indicators.entries())
      for (const [y, exact] of years.entries()) {
        const { greatest, least, mean, quantiles } = binned.indicators[i]!.years[y]!
        assert.deepStrictEqual([mean, least, greatest], [exact.mean, exact.least, exact.greatest])
        for (const [k, value] of quantiles.entries())
          assert.closeTo(value, exact.quantiles[k]!, (exact.greatest - exact.least) / 100 + 1e-12)
      }
    assert.isTrue(Tally.isKept(1000, 174))
    assert.isFalse(Tally.isKept(1_000_000, 174))
  })

  it("of one member has that member's numbers for everything", () => {
    const { indicators: told, members } = summaryOf(planOf(1))
    assert.strictEqual(members, 1)
    for (const { years } of told)
      for (const { greatest, least, mean, quantiles } of years)
        assert.isTrue([greatest, mean, ...quantiles].every((value) => value === least))
  })

  it("whose members all fail meets nothing, and still has a summary that can be stored", () => {
    const doomed = Small.placeOf({
      sector: `${Small.sector}invariants:\n  none: {label: {en: None, zh: 无}, within: [ratio, -2, -1]}\n`
    })
    const design = { sampler: "monte-carlo", members: 40, seed: 1 } as const
    const plan = Plan.make(doomed.kernel, doomed.targets.all, scenario, design, [])
    const { part, shape } = Ensemble.carryOut(plan, lanesOf(doomed.kernel, 11, 2))
    const summary = Summarise.of(plan, shape, part)
    assert.strictEqual(summary.failed.members, 40)
    assert.deepStrictEqual(summary.failed.byYear, [{ year: 2020, members: 40 }])
    assert.isTrue(summary.targets.every(({ margin, met }) => met === 0 && margin === undefined))
    assert.deepStrictEqual(Schema.decodeUnknownSync(Summary.Summary)(JSON.parse(JSON.stringify(summary))), summary)
  })
})
