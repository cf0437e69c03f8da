import * as Attribution from "@gongfu/core/analysis/Attribution"
import type { ComparedRun } from "@gongfu/core/analysis/ComparedRun"
import * as Steps from "@gongfu/core/document/Steps"
import * as Indicator from "@gongfu/core/model/Indicator"
import type * as Fault from "@gongfu/core/document/Fault"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { model, town, townScenario } from "../run/town.ts"
import * as Small from "../target/smallPlace.ts"
import { changed, comparedRun, nextUp, withEvents } from "./runs.ts"
import { completedPair, mixed, sideOf } from "./sides.ts"

const indicators = (...names: ReadonlyArray<string>) => names.map((name) => Indicator.find(model, name)!)
const everything = Indicator.all(model)

const options = (over: Partial<Attribution.Options> = {}): Attribution.Options => ({
  indicators: everything,
  years: [],
  by: "input",
  pairs: 50,
  seed: 1,
  ...over
})

const attempt = (a: ComparedRun, b: ComparedRun, over: Partial<Attribution.Options> = {}) =>
  Result.gen(function* () {
    const plan = yield* Attribution.plan(town.kernel, [a, b], options(over))
    return { plan, attributed: yield* Steps.atAStroke(Attribution.carryOutInSteps(plan)) }
  })

const between = (a: Scenario, b: Scenario, over: Partial<Attribution.Options> = {}) =>
  Result.getOrThrow(attempt(sideOf(a), sideOf(b), over))

const faultsOf = (
  a: ComparedRun,
  b: ComparedRun,
  over: Partial<Attribution.Options> = {}
): ReadonlyArray<Fault.Fault> => {
  const found = attempt(a, b, over)
  return Result.isFailure(found) ? found.failure : assert.fail("attributed what cannot be")
}

const sum = (values: ReadonlyArray<number>): number => values.reduce((a, b) => a + b, 0)

/** Pairs between which no coalition divides by zero. */
const sound = (scenario: Scenario): Scenario => ({
  ...scenario,
  assumptions: Object.fromEntries(Object.entries(scenario.assumptions).filter(([name]) => name !== "divisor"))
})
const soundPair = completedPair.map(([a, b]) => [sound(a), sound(b)] as const)
const ended = (scenario: Scenario): boolean => sideOf(scenario).events.at(-1)!.type === "RunCompleted"
const pairs = soundPair.filter((pair) => pair.every(ended))
const groupings = fc.constantFrom<Attribution.Options["by"]>("input", "sector", "kind")

describe("an attribution", () => {
  it("has parts that sum to the difference, and gives both sides' own values", () => {
    fc.assert(
      fc.property(pairs, groupings, ([a, b], by) => {
        const { attributed } = between(a, b, { by, years: [2021] })
        const rows = [a, b].map((scenario) => Run.project(town, scenario).state.trajectory)
        for (const { a: left, b: right, difference, indicator, parts, policyAndCircumstance: two } of attributed) {
          const size = Math.max(Math.abs(difference), ...parts.map(({ value }) => Math.abs(value)))
          // Half of the smallest number that there is has no number of its own.
          const rounding = 1e-9 * size + 1e-300
          assert.closeTo(sum(parts.map(({ value }) => value)), difference, rounding)
          assert.closeTo(two.policy + two.circumstance, difference, rounding)
          assert.deepStrictEqual(
            [left, right],
            rows.map((trajectory) => Trajectory.at(trajectory, indicator.slot, 2021))
          )
          // What is left of two large numbers in their last digits is nobody's.
          if (Math.abs(difference) > 1e-12 * Math.max(Math.abs(left), Math.abs(right)))
            assert.closeTo(sum(parts.map(({ share }) => share!)), 1, rounding / Math.abs(difference))
          else assert.isTrue(parts.every(({ share }) => share === undefined))
        }
      })
    )
  })

  it("gives exactly 0 to what cannot reach an indicator", () => {
    let zeros = 0
    const isZero = (value: number) => {
      assert.strictEqual(value, 0)
      zeros++
    }
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const { attributed } = between(a, b, { indicators: indicators("ratio", "income[rural]", "revenue") })
        for (const { indicator, parts } of attributed)
          for (const { player, value } of parts) {
            const growths = player.inputs.some(({ addresses }) => addresses.some((at) => at.startsWith("growth")))
            if (indicator.name !== "revenue" && !growths) isZero(value)
            if (indicator.name === "revenue" && player.name === "aid") isZero(value)
          }
      })
    )
    assert.isAbove(zeros, 50)
  })

  it("exchanging the sides turns every part round", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const [there, back] = [between(a, b).attributed, between(b, a).attributed]
        for (const [i, { parts }] of there.entries()) {
          const size = Math.max(1, ...parts.map(({ value }) => Math.abs(value)))
          for (const { player, value } of parts) {
            const other = back[i]!.parts.find((part) => part.player.name === player.name)!
            assert.closeTo(other.value, -value, 1e-9 * size)
          }
        }
      }),
      { numRuns: 30 }
    )
  })

  it("is linear over indicators: what savings gain in a year is revenue less aid paid", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const years = [2020, 2021]
        const { attributed } = between(a, b, { indicators: indicators("saved", "revenue", "paid"), years })
        const part = (indicator: string, year: number, player: string) =>
          attributed
            .find((entry) => entry.indicator.name === indicator && entry.year === year)!
            .parts.find((one) => one.player.name === player)!.value
        for (const { player } of attributed[0]!.parts) {
          const { name } = player
          const gained = part("saved", 2021, name) - part("saved", 2020, name)
          assert.closeTo(part("revenue", 2021, name) - part("paid", 2021, name), gained, 1e-7)
        }
      })
    )
  })

  it("does not depend on the order of what the scenarios and events say, or on what else is asked", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const side = sideOf(b)
        const settings = side.events.filter(({ type }) => type === "LeverAdjusted" || type === "AssumptionChanged")
        const others = side.events.filter((event) => !settings.includes(event))
        const shuffled = withEvents(side, [others[0]!, ...settings.toReversed(), ...others.slice(1)])
        const plain = between(a, b).attributed
        assert.deepStrictEqual(Result.getOrThrow(attempt(sideOf(a), shuffled)).attributed, plain)
        const alone = between(a, b, { indicators: everything.slice(-1) }).attributed
        assert.deepStrictEqual(alone[0]!.parts, plain.at(-1)!.parts)
      }),
      { numRuns: 30 }
    )
  })

  it("tells the four corners: each side with the other's policy", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const { attributed, plan } = between(a, b, { indicators: indicators("saved") })
        const valueOf = (kinds: ReadonlyArray<string>) => {
          const taken = plan.inputs.filter(({ kind }) => kinds.includes(kind))
          const { state } = Run.project(town, mixed(a, b, taken))
          return state.status === "failed"
            ? undefined
            : Trajectory.at(state.trajectory, indicators("saved")[0]!.slot, plan.years[0]!)
        }
        const { circumstance, corners, interaction, policy } = attributed[0]!.policyAndCircumstance
        const found = [
          valueOf([]),
          valueOf(["lever"]),
          valueOf(["assumption", "shock"]),
          valueOf(["lever", "assumption", "shock"])
        ]
        fc.pre(found.every((value) => value !== undefined))
        const { a: none, b: all, circumstanceOfB, policyOfB } = corners
        assert.deepStrictEqual([none, policyOfB, circumstanceOfB, all], found)
        const size = Math.max(1, ...Object.values(corners).map(Math.abs))
        assert.closeTo(policy, (policyOfB - none + all - circumstanceOfB) / 2, 1e-12 * size)
        assert.closeTo(circumstance, (circumstanceOfB - none + all - policyOfB) / 2, 1e-12 * size)
        assert.closeTo(interaction, all - policyOfB - circumstanceOfB + none, 1e-12 * size)
      })
    )
  })

  it("can be worked out by hand: two levers that multiply share what they make together", () => {
    // jobs = demand * job_share: 100 -> 150 and 0.5 -> 0.6 make 50 -> 90; alone 25 and 10, after the other 30 and 15.
    const [a, b] = [comparedRun(), comparedRun({ levers: { job_share: 0.6 }, assumptions: { demand: 150 } })]
    const jobs = Indicator.find(a.model, "new_jobs")!
    const at = { ...options({ indicators: [jobs], years: [2021] }) }
    const plan = Result.getOrThrow(Attribution.plan(Small.place.kernel, [a, b], at))
    const [{ difference, parts, policyAndCircumstance: two }] = Result.getOrThrow(
      Steps.atAStroke(Attribution.carryOutInSteps(plan))
    ) as readonly [Attribution.Attributed]
    // Demand was to be 110 in 2021.
    assert.closeTo(difference, 90 - 55, 1e-9)
    const value = (name: string) => parts.find(({ player }) => player.name === name)!.value
    assert.closeTo(value("demand"), (40 * 0.5 + 40 * 0.6) / 2, 1e-9)
    assert.closeTo(value("job_share"), (110 * 0.1 + 150 * 0.1) / 2, 1e-9)
    assert.deepStrictEqual(plan.method, { _tag: "Exact", runs: 4 })
    assert.closeTo(two.policy, value("job_share"), 1e-9)
    assert.closeTo(two.interaction, 40 * 0.1, 1e-9)
    assert.deepStrictEqual(
      parts.map(({ player }) => player.name),
      ["demand", "job_share"],
      "the largest first"
    )
  })
})

describe("many players", () => {
  const shocks = Array.from({ length: 13 }, (_, i) => ({
    name: `shock-${String.fromCharCode(97 + i)}`,
    on: i % 2 === 0 ? "trade" : "growth[urban]",
    times: { [String(2021 + (i % 4))]: 1 + (i + 1) / 50 },
    plus: {},
    because: { en: "x", zh: "x" }
  }))
  const a = townScenario()
  const b = (count: number) =>
    townScenario({ shocks: shocks.slice(0, count), levers: { tax_rate: 0.3 }, assumptions: { trade: 90 } })
  const of = { indicators: indicators("saved", "ratio"), years: [2026] }

  it("are attributed exactly up to fourteen, and sampled beyond, which is told", () => {
    const at14 = between(a, b(12), of).plan.method
    assert.deepStrictEqual(at14, { _tag: "Exact", runs: 16_384 })
    const { attributed, plan } = between(a, b(13), of)
    assert.deepStrictEqual(plan.method, { _tag: "Sampled", runs: 2 + 100 * 14, permutations: 100, seed: 1 })
    for (const { difference, parts } of attributed)
      assert.closeTo(sum(parts.map(({ value }) => value)), difference, 1e-9 * Math.abs(difference))
    assert.isTrue(attributed[0]!.parts.every(({ standardError }) => standardError !== undefined))
    for (const { player, value } of attributed[1]!.parts)
      if (player.inputs[0]!.addresses[0] !== "growth[urban]") assert.strictEqual(value, 0)
    assert.deepStrictEqual(between(a, b(13), { ...of, by: "kind" }).plan.method, { _tag: "Exact", runs: 8 })
  })
})

describe("what cannot be attributed", () => {
  const good = sideOf(townScenario())
  const other = sideOf(townScenario({ levers: { tax_rate: 0.3 } }))
  const tags = (faults: ReadonlyArray<Fault.Fault>) => faults.map(({ _tag }) => _tag)

  it("sides of different models, failed and unfinished runs, and years that are not there: all at once", () => {
    const failed = sideOf(townScenario({ name: "failed", assumptions: { divisor: 0 } }))
    assert.deepStrictEqual(tags(faultsOf(good, failed, { years: [2040] })), ["FailedRun", "NoCommonYears"])
    const unfinished = changed(other, (event) => (event.type === "RunCompleted" ? undefined : event))
    assert.deepStrictEqual(tags(faultsOf(unfinished, comparedRun(), { years: [2019, 2025, 2040] })), [
      "UnfinishedRun",
      "DifferentModels",
      "YearNotCommon",
      "YearNotCommon"
    ])
    assert.deepStrictEqual(tags(faultsOf(good, withEvents(other, []))), ["NotARun", "NoCommonYears"])
    assert.deepStrictEqual(faultsOf(good, unfinished)[0]?.data, { run: other.id, year: 2030 })
  })

  it("a record that its inputs do not give again, on either side, and it names the place", () => {
    const wrong = (run: ComparedRun) =>
      changed(run, (event) =>
        event.type === "YearProjected" && event.year === 2024
          ? { ...event, values: { ...event.values, fee: nextUp(1) } }
          : event
      )
    for (const [a, b, run] of [
      [wrong(good), other, good],
      [good, wrong(other), other]
    ] as const) {
      const [fault, ...more] = faultsOf(a, b)
      assert.isEmpty(more)
      assert.strictEqual(fault!._tag, "NotReproduced")
      assert.deepInclude(fault!.data, { run: run.id, year: 2024, indicator: "fee", computed: 1, otherEngine: false })
    }
    // Of years that are not looked at nothing is asked.
    assert.isTrue(Result.isSuccess(attempt(good, wrong(other), { years: [2023] })))
    const lever = changed(other, (event) => (event.type === "LeverAdjusted" ? { ...event, to: 0.31 } : event))
    assert.deepInclude(faultsOf(good, lever)[0]!.data, {
      year: 2021,
      indicator: "tax_rate",
      recorded: 0.3,
      computed: 0.31
    })
    const foreign = changed(wrong(other), (event) =>
      event.type === "RunStarted"
        ? { ...event, fingerprints: { ...event.fingerprints, engine: "0".repeat(64) } }
        : event
    )
    assert.match(faultsOf(good, foreign)[0]!.remedy.en, /another version of the engine/)
  })

  it("a coalition that divides by zero: its players, the variable and the year", () => {
    const a = townScenario({ assumptions: { divisor: 1 } })
    const b = townScenario({
      levers: { aid: 20 },
      assumptions: { divisor: { step: { "2020": 1, "2023": 0 } } },
      shocks: [
        {
          name: "rescue",
          on: "divisor",
          times: {},
          plus: Object.fromEntries(Trajectory.years({ from: 2023, to: 2030 }).map((year) => [year, 1])),
          because: { en: "x", zh: "x" }
        }
      ]
    })
    const [fault] = faultsOf(sideOf(a), sideOf(b))
    assert.deepInclude(fault!.data, { year: 2023, variable: "part", equation: "1 / divisor", result: "Infinity" })
    const { players } = fault!.data as { players: ReadonlyArray<{ name: string }> }
    const names = players.map(({ name }) => name)
    assert.include(names, "divisor")
    assert.notInclude(names, "rescue")
    assert.match(fault!.problem.en, /divisor.*"part" is Infinity in 2023/)
    assert.isTrue(Result.isSuccess(attempt(sideOf(a), sideOf(b), { years: [2022] })))
  })

  it("where nothing differs there are no parts, and what differs later is told", () => {
    const same = between(townScenario(), townScenario({ name: "other" }))
    assert.isEmpty(same.plan.players)
    assert.isTrue(same.attributed.every(({ difference, parts }) => difference === 0 && parts.length === 0))
    const late = between(townScenario(), townScenario({ levers: { aid: { step: { "2025": 20 } } } }), { years: [2024] })
    assert.isEmpty(late.plan.players)
    assert.deepStrictEqual(
      late.plan.later.map(({ name }) => name),
      ["aid"]
    )
  })
})
