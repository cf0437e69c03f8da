import * as Member from "@gongfu/core/ensemble/Member"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as EnsemblePlan from "@gongfu/core/ensemble/Plan"
import * as Run from "@gongfu/core/run/Run"
import type { Design } from "@gongfu/core/sampling/Design"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import type * as Scenario from "@gongfu/core/scenario/Scenario"
import * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
import type { Setting } from "@gongfu/core/scenario/Setting"
import * as SettingPath from "@gongfu/core/scenario/Setting"
import * as Aim from "@gongfu/core/solve/Aim"
import * as AnswerFile from "@gongfu/core/solve/AnswerFile"
import * as Chance from "@gongfu/core/solve/Chance"
import * as Evaluator from "@gongfu/core/solve/Evaluator"
import * as LeverPath from "@gongfu/core/solve/LeverPath"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { place, scenario } from "../target/smallPlace.ts"

const value = (max: number) => fc.double({ min: 0, max, noNaN: true }).map((number) => Number(number.toFixed(3)))

const setting = (max: number): fc.Arbitrary<Setting> => {
  const points = fc.dictionary(fc.integer({ min: 2021, max: 2030 }).map(String), value(max), {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true
  })
  return fc.oneof(
    value(max),
    points,
    points.map((step) => ({ step }))
  )
}

const scenarios = fc
  .record({ job_share: setting(1), cleaning: setting(0.5) }, { requiredKeys: [], noNullPrototype: true })
  .map((levers) => scenario({ levers }))

const leversOf = (of: Scenario.Scenario) =>
  ["cleaning", "job_share"].map((name) => LeverPath.of(Indicator.find(place.model, name)!, of))

const parts = fc.tuple(...[0, 1].map(() => fc.double({ min: 0, max: 1, noNaN: true })))

/** A setting within what the levers can do. */
const sharesOf = (levers: ReadonlyArray<LeverPath.LeverPath>, of: ReadonlyArray<number>): Float64Array =>
  Float64Array.from(levers, ({ high, low }, i) => low + of[i]! * (high - low))

const movedBy = (of: Scenario.Scenario, levers: ReadonlyArray<LeverPath.LeverPath>, shares: Float64Array) => ({
  ...of,
  levers: Object.fromEntries(levers.map((path, i) => [path.indicator.name, LeverPath.moved(path, shares[i]!)]))
})

describe("a setting", () => {
  it("is measured as a run of the moved scenario is, to the bit", () => {
    fc.assert(
      fc.property(scenarios, parts, (of, drawn) => {
        const levers = leversOf(of)
        const shares = sharesOf(levers, drawn)
        const project = Evaluator.projector(place, of, levers)
        // What was projected before leaves nothing behind.
        project.rows(sharesOf(levers, [0.3, 0.9]))
        const { events, state } = Run.project(place, movedBy(of, levers, shares))
        assert.deepEqual(project.rows(shares), state.trajectory.rows)
        const aims = Aim.decidedIn(place.targets, of).map((target) => Aim.ofTarget(target, place.model, 2020))
        for (const aim of aims) {
          const found = events.findLast((event) => event.type === "TargetAssessed" && event.target === aim.name)
          const { margin } = aim.measure(state.trajectory.rows)
          assert.equal(found?.type === "TargetAssessed" && found.margin, margin)
          assert.equal(found?.type === "TargetAssessed" && found.status === "met", Aim.holds(aim, margin))
        }
      }),
      { numRuns: 40 }
    )
  })

  it("keeps every lever in its range, and says nothing else where it moves nothing", () => {
    fc.assert(
      fc.property(scenarios, parts, (of, drawn) => {
        const levers = leversOf(of)
        for (const [i, path] of levers.entries()) {
          const { lever, own } = path
          assert.deepEqual(LeverPath.moved(path, 0), own ?? lever.default)
          const moved = LeverPath.moved(path, sharesOf(levers, drawn)[i]!)
          const values =
            typeof moved === "number" ? [moved] : SettingPath.points(moved).map(({ value: number }) => number)
          for (const number of values) assert.isTrue(number >= lever.min && number <= lever.max)
          assert.deepEqual(
            typeof moved === "number" ? [] : SettingPath.points(moved).map(({ year }) => year),
            own === undefined ? [] : SettingPath.points(own).map(({ year }) => year)
          )
        }
      })
    )
  })

  it("comes back from its file as it was", () => {
    fc.assert(
      fc.property(scenarios, parts, (of, drawn) => {
        const levers = leversOf(of)
        const shares = sharesOf(levers, drawn)
        const moves = levers.map((path, i) => ({
          path,
          from: path.own ?? path.lever.default,
          to: LeverPath.moved(path, shares[i]!),
          by: 0,
          share: shares[i]!,
          step: 1,
          end: undefined,
          tight: undefined
        }))
        const title = { en: 'Moved: "so" # far', zh: "调整：后" }
        const text = AnswerFile.text({ name: "moved", title, parent: "./base one.yaml", comment: ["found"] }, { moves })
        const read = Result.getOrThrow(ScenarioFile.read({ path: "moved.yaml", text }))
        const base = Result.getOrThrow(
          ScenarioFile.read({
            path: "base.yaml",
            text: "gongfu: 1\nname: base\ntitle: {en: Base, zh: 基准}\nplace: ..\n"
          })
        )
        const resolved = Result.getOrThrow(Resolution.of([read, base], place.model))
        assert.deepEqual(resolved.title, title)
        assert.deepEqual(resolved.levers, Object.fromEntries(moves.map(({ path, to }) => [path.indicator.name, to])))
      })
    )
  })

  it("is rounded to a multiple of the step on the side that is wanted, or to an end of the range", () => {
    fc.assert(
      fc.property(scenarios, parts, fc.constantFrom(0.001, 0.002, 0.01, 0.05), (of, drawn, step) => {
        const levers = leversOf(of)
        for (const [i, path] of levers.entries()) {
          const share = sharesOf(levers, drawn)[i]!
          for (const towards of ["up", "down"] as const) {
            const turned = LeverPath.rounded(path, share, step, towards)
            const [last, wanted] = [path.from + turned * path.range, path.from + share * path.range]
            const atEnd =
              turned === path.low || turned === path.high || last <= path.lever.min || last >= path.lever.max
            assert.isTrue(atEnd || Math.abs(last / step - Math.round(last / step)) < 1e-6)
            assert.isTrue(atEnd || (towards === "up" ? last >= wanted - 1e-9 : last <= wanted + 1e-9))
          }
        }
      })
    )
  })
})

describe("a probability", () => {
  const design: Design = { sampler: "latin-hypercube", members: 25, seed: 3 }
  const of = scenario({ levers: { cleaning: 0.1 } })
  const levers = leversOf(of)
  const aims = Aim.decidedIn(place.targets, of)
    .filter(({ name }) => ["rural_income", "all_jobs", "smog_ceiling"].includes(name))
    .map((target) => Aim.ofTarget(target, place.model, 2020))
  const scales = aims.map(() => 1)
  const sample = Chance.members(place, of, levers, aims, scales, design)

  it("is the share of members whose own runs reach every aim", () => {
    fc.assert(
      fc.property(parts, (drawn) => {
        const shares = sharesOf(levers, drawn)
        const steps = Chance.tally(sample, aims.length, shares)
        let step = steps.next()
        while (step.done !== true) step = steps.next()
        const plan = EnsemblePlan.make(place.kernel, [], of, design, [])
        const positionsOf = EnsemblePlan.positions(plan)
        const counts = Array.from({ length: design.members }, (_, member) => {
          const positions = new Float64Array(plan.axes.length)
          positionsOf(member, positions)
          const moved = movedBy(of, levers, shares)
          const own = Member.scenario(place.model, moved, plan.axes, positions, member)
          const { trajectory } = Run.project(place, own).state
          return aims.every((aim) => Aim.holds(aim, aim.measure(trajectory.rows).margin))
        })
        assert.equal(step.value.all, counts.filter((met) => met).length)
      }),
      { numRuns: 5 }
    )
  })

  it("is reached just when the number that stands at it is not below zero, whatever the probability", () => {
    fc.assert(
      fc.property(parts, (drawn) => {
        const shares = sharesOf(levers, drawn)
        const central = Evaluator.of(place, of, levers, [], [])
        sample.move(shares)
        const numbers = Array.from({ length: sample.count }, (_, member) => sample.margin(member))
        const reaching = numbers.filter((number) => number >= 0).length
        for (let rank = 1; rank <= sample.count; rank++) {
          const { margins } = Chance.evaluator(central, sample, rank / sample.count).measure(shares)
          assert.equal(margins[0]! >= 0, reaching >= rank)
        }
      }),
      { numRuns: 10 }
    )
  })

  it("is the same at a glance from nearby", () => {
    fc.assert(
      fc.property(parts, fc.constantFrom(0, 1), (drawn, lever) => {
        const central = Evaluator.of(place, of, levers, [], [])
        const evaluator = Chance.evaluator(central, sample, 0.5)
        const near = sharesOf(levers, drawn)
        const shares = near.slice()
        shares[lever] = Math.min(levers[lever]!.high, shares[lever]! + 1e-6)
        assert.deepEqual(evaluator.glance!(shares, near), evaluator.measure(shares))
      }),
      { numRuns: 10 }
    )
  })
})
