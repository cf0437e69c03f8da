/**
 * Members at speed against members as runs of their own: every number of every year, to the bit, whatever was projected
 * before and in whichever lane.
 */
import * as Axis from "@gongfu/core/ensemble/Axis"
import * as Batch from "@gongfu/core/ensemble/Batch"
import * as Member from "@gongfu/core/ensemble/Member"
import * as Plan from "@gongfu/core/ensemble/Plan"
import * as Check from "@gongfu/core/model/Check"
import type { Model } from "@gongfu/core/model/Model"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import type { ModelDocument } from "@gongfu/core/model/ModelDocument"
import * as Law from "@gongfu/core/model/Law"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import * as Load from "gongfu/places/Load"
import { afterAll, assert, describe, it } from "vitest"
import { tameDocument, wildDocument } from "../model/arbitraryModel.ts"
import { scenarioOf, settingOf } from "../run/settings.ts"
import * as Town from "../run/town.ts"
import { lanesOf } from "./sideBySide.ts"

/** Shares of the way from the low end of an axis to the high one; both ends among them. */
const anyShare = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(0, 1) },
  { weight: 3, arbitrary: fc.nat(10_000).map((part) => part / 10_000) }
)

/** The shares of a few members, for as many axes as there may be. */
const anyMembers = fc.array(fc.array(anyShare, { minLength: 24, maxLength: 24 }), { minLength: 1, maxLength: 5 })

const positionsOf = (axes: ReadonlyArray<Axis.Axis>, shares: ReadonlyArray<number>): Float64Array =>
  Float64Array.from(axes, ({ position: { high, low } }, i) =>
    Math.min(low + shares[i % shares.length]! * (high - low), high)
  )

/** How often members went each way, so that none of them is left out by chance. */
const seen = { completed: 0, not_finite: 0, invariant_broken: 0 }

/** The index of the year in which a run failed; -1 where it did not. */
const failedIn = ({ events }: Run.Run, from: number): number => {
  const failed = events.find((event) => event.type === "RunFailed")
  seen[failed === undefined ? "completed" : failed.reason]++
  return failed === undefined ? -1 : failed.year - from
}

/** Where the members of a batch are not what their runs are. Members go through lanes in turn. */
const differences = (
  setting: Run.Setting,
  scenario: Scenario,
  axes: ReadonlyArray<Axis.Axis>,
  members: ReadonlyArray<Float64Array>,
  width: number
): ReadonlyArray<string> => {
  const found: Array<string> = []
  const { kernel } = setting
  const { model } = kernel
  const { from, to } = scenario.years
  const batch = Batch.make(kernel, scenario, axes, lanesOf(kernel, to - from + 1, width))
  for (let first = 0; first < members.length; first += width) {
    const group = Array.from({ length: width }, (_, lane) => members[Math.min(first + lane, members.length - 1)]!)
    for (const [lane, positions] of group.entries()) batch.place(lane, positions)
    batch.project()
    for (const [lane, positions] of group.entries()) {
      const run = Run.project(setting, Member.scenario(model, scenario, axes, positions, first + lane))
      const [failed, expected] = [batch.failedIn(lane), failedIn(run, from)]
      if (failed !== expected) found.push(`failed in ${failed}, the run in ${expected}`)
      const { trajectory } = run.state
      for (const year of Trajectory.years(trajectory))
        for (const { name, slot } of model.cells) {
          const [ours, theirs] = [batch.rows[batch.at(slot, year - from, lane)], Trajectory.at(trajectory, slot, year)]
          if (!Object.is(ours, theirs)) found.push(`${name} in ${year}: ${ours} in the batch, ${theirs} in the run`)
        }
    }
  }
  return found
}

const withLevers = (model: Model, scenario: Scenario): ReadonlyArray<Axis.Axis> => [
  ...Axis.assumptions(model, scenario).axes,
  ...model.variables.flatMap((variable) => Axis.ofLever(variable) ?? [])
]

/** The model, some of whose assumptions move by a factor instead. */
const withSpreads = (document: ModelDocument, turns: ReadonlyArray<boolean>): ModelDocument => {
  const turned = (variable: ModelDocument["sectors"][number]["variables"][number], i: number) => {
    const { range: _, ...rest } = variable
    return variable.value !== undefined && variable.range !== undefined && turns[i % turns.length]!
      ? { ...rest, spread: [0.25, 3] as const }
      : variable
  }
  return {
    ...document,
    sectors: document.sectors.map((sector) => ({ ...sector, variables: sector.variables.map(turned) }))
  }
}

/** A model, and a scenario that hits its inputs with shocks, sets some of them and ends in any year. */
const anyCase = fc
  .record({
    document: fc.oneof(tameDocument, wildDocument),
    turns: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    to: fc.integer({ min: 2021, max: 2035 }),
    shortage: fc.constantFrom("refuse" as const, "scale" as const),
    hits: fc.array(
      fc.record({
        on: fc.nat(),
        year: fc.integer({ min: 2020, max: 2035 }),
        times: fc.constantFrom(0, -1, 0.5, 3),
        plus: fc.constantFrom(0, -2, 7)
      }),
      { maxLength: 4 }
    ),
    held: fc.option(fc.nat(), { nil: undefined })
  })
  .map(({ document, held, hits, shortage, to, turns }) => {
    const model = Result.getOrThrowWith(
      Check.fromDocument(withSpreads(document, turns)),
      (faults) => new Error(faults.map((fault) => fault.problem.en).join("; "))
    )
    const because = { en: "drawn", zh: "抽取" }
    const assumptions = model.variables.filter(({ kind }) => kind === "assumption")
    const inputs = assumptions.flatMap(({ cells }) => cells)
    const set = held === undefined ? undefined : assumptions[held % Math.max(1, assumptions.length)]
    const levers = model.variables.filter(({ kind }) => kind === "lever")
    const scenario = scenarioOf({
      years: { from: 2020, to },
      shortage,
      levers: Object.fromEntries(levers.slice(0, 1).map(({ name }) => [name, { 2022: 3, 2030: 4 }])),
      assumptions: set === undefined ? {} : { [set.cells[0]!.name]: set.cells[0]!.range![1] },
      shocks: (inputs.length === 0 ? [] : hits).map(({ on, plus, times, year }, i) => ({
        name: `hit-${i}`,
        on: inputs[on % inputs.length]!.name,
        times: { [year]: times },
        plus: { [year]: plus },
        because
      }))
    })
    return { model, scenario }
  })

describe("a batch", () => {
  afterAll(() => {
    for (const [way, times] of Object.entries(seen)) assert.isAbove(times, 10, `members that ${way}`)
  })

  it("gives what runs of its members give, to the bit, for any model, scenario and positions", () => {
    fc.assert(
      fc.property(
        anyCase,
        anyMembers,
        fc.boolean(),
        fc.constantFrom(1, 2),
        ({ model, scenario }, shares, levers, width) => {
          const axes = levers ? withLevers(model, scenario) : Axis.assumptions(model, scenario).axes
          const members = shares.map((own) => positionsOf(axes, own))
          assert.deepStrictEqual(differences(settingOf(model), scenario, axes, members, width), [])
        }
      ),
      { numRuns: 60 }
    )
  })

  it("gives what runs give where members fail, in either way and under either choice about shortage", () => {
    fc.assert(
      fc.property(
        Town.townScenarios,
        anyMembers,
        fc.boolean(),
        fc.constantFrom(1, 2, 3),
        (scenario, shares, levers, width) => {
          const axes = levers ? withLevers(Town.model, scenario) : Axis.assumptions(Town.model, scenario).axes
          const members = shares.map((own) => positionsOf(axes, own))
          assert.deepStrictEqual(differences(Town.town, scenario, axes, members, width), [])
        }
      ),
      { numRuns: 60 }
    )
  })

  it("gives what runs give of the shipped place", async () => {
    const [loaded] = await Effect.runPromise(Load.scenarios(["wenzhou/plan"]))
    const { place } = loaded!
    // The first half of it: a run of so many settings takes its time.
    const scenario = { ...loaded!.scenario, years: { from: 2020, to: 2026 } }
    const plan = Plan.make(place.kernel, [], scenario, { sampler: "latin-hypercube", members: 2, seed: 8 }, [])
    const pointOf = Plan.positions(plan)
    const members = Array.from({ length: 2 }, (_, member) => {
      const positions = new Float64Array(plan.axes.length)
      pointOf(member, positions)
      return positions
    })
    assert.deepStrictEqual(differences(place, scenario, plan.axes, members, 2), [])
  })

  it("gives at levers that are set what it gives of a scenario that sets them, whatever was placed before", async () => {
    const [plan, other] = await Effect.runPromise(Load.scenarios(["wenzhou/plan", "wenzhou/business-as-usual"]))
    const { place } = plan!
    const { axes } = Axis.assumptions(place.model, plan!.scenario)
    const years = Trajectory.years(plan!.scenario.years)
    const [moved, expected] = [other!.scenario, { ...other!.scenario, levers: plan!.scenario.levers }].map((scenario) =>
      Batch.make(place.kernel, scenario, axes, lanesOf(place.kernel, years.length, 2))
    ) as [Batch.Batch, Batch.Batch]
    const levers = place.model.variables.filter(({ kind }) => kind === "lever").flatMap(({ cells }) => cells)
    const at = (share: number): Float64Array =>
      Float64Array.from(axes, ({ position: { high, low } }) => low + share * (high - low))
    const project = (batch: Batch.Batch, shares: ReadonlyArray<number>): void => {
      for (const [lane, share] of shares.entries()) batch.place(lane, at(share))
      batch.project()
    }
    project(moved, [0.3, 0.9])
    for (const { slot } of levers)
      for (const y of years.keys()) moved.set(slot, y, expected.rows[expected.at(slot, y, 0)]!)
    for (const shares of [
      [0.5, 0.6],
      [0.4, 0.5]
    ]) {
      project(moved, shares)
      project(expected, shares)
      assert.deepStrictEqual(moved.rows, expected.rows)
    }
  })

  it("fails by an input that a shock makes infinite, though nothing reads it", () => {
    const idle =
      "  idle: {label: {en: Idle, zh: 闲}, unit: yuan, value: 0, range: [0, 1e150], source: {assumption: x}}\n"
    const model = Result.getOrThrow(
      ModelFiles.load({ path: "model.yaml", text: Town.shared }, [
        { path: "all.yaml", text: Town.sector.replace("invariants:\n", `${idle}invariants:\n`) }
      ])
    )
    const flood = (year: number) =>
      Town.townScenario({
        shocks: [
          { name: "flood", on: "idle", times: { [year]: 1e308 }, plus: {}, because: { en: "drawn", zh: "抽取" } }
        ]
      })
    for (const year of [2020, 2023]) {
      const scenario = flood(year)
      const axes = Axis.assumptions(model, scenario).axes
      const centre = Float64Array.from(axes, ({ position }) => position.centre)
      const flooded = centre.map((position, i) => (axes[i]!.variable.name === "idle" ? 1e150 : position))
      assert.deepStrictEqual(differences(settingOf(model), scenario, axes, [centre, flooded, flooded, centre], 2), [])
      // Where it is the scenario's own, and no axis writes it.
      const held = { ...scenario, assumptions: { idle: 1e150 } }
      assert.deepStrictEqual(differences(settingOf(model), held, axes.slice(0, 1), [centre.slice(0, 1)], 1), [])
    }
  })

  it("takes a -0 for 0, of a position and after a shock", () => {
    const scenario = Town.townScenario({
      shocks: [
        { name: "calm", on: "trade", times: { 2020: -1 }, plus: { 2020: -0 }, because: { en: "drawn", zh: "抽取" } }
      ]
    })
    const axes = withLevers(Town.model, scenario)
    const zero = { tax_rate: -0, trade: -100 } as Readonly<Record<string, number>>
    const positions = Float64Array.from(axes, ({ position: { centre }, variable }) => zero[variable.name] ?? centre)
    assert.deepStrictEqual(differences(Town.town, { ...scenario, shortage: "scale" }, axes, [positions], 1), [])
    assert.isTrue(Object.is(-0, zero["tax_rate"]))
  })
})

describe("a law", () => {
  const side = fc.oneof(
    fc.constantFrom(0, 1, -1, 1e9, Infinity, -Infinity, Number.NaN, 1e300),
    fc.double({ min: -1e12, max: 1e12 })
  )
  const [equal, between] = [Town.model.invariants[0]!, Town.model.invariants[1]!]

  it("is broken as its tolerance says, whether sides agree at once or are looked at closely", () => {
    const bound = (left: number, right: number): number => 1e-9 * Math.max(1, Math.abs(left), Math.abs(right))
    fc.assert(
      fc.property(
        side,
        fc.oneof(side, fc.constant("near" as const)),
        fc.integer({ min: -300, max: 300 }).map((part) => part / 100),
        (left, other, part) => {
          const right = other === "near" ? left + part * 1e-9 * Math.max(1, Math.abs(left)) : other
          const finite = Number.isFinite(left) && Number.isFinite(right)
          assert.strictEqual(Law.broken(equal, left, right), !finite || !(Math.abs(left - right) <= bound(left, right)))
          const { high, low } = between.bound as { readonly low: number; readonly high: number }
          for (const value of [left, low + part * 1e-9, high + part * 1e-9]) {
            const slack = bound(value, 0)
            assert.strictEqual(
              Law.broken(between, value, 0),
              !Number.isFinite(value) || !(value >= low - slack && value <= high + slack)
            )
          }
        }
      ),
      { numRuns: 1000 }
    )
  })
})
