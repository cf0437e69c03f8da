/** Runs as wholes: forks, order, failures, laws, milestones, and what stands in their events. */
// Assertions stand in helpers here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import type { Assessor } from "@gongfu/core/run/Decider"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as RunState from "@gongfu/core/run/RunState"
import { RunEvent, type RunFailed } from "@gongfu/core/run/Event"
import * as Run from "@gongfu/core/run/Run"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import * as Check from "@gongfu/core/model/Check"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { tameDocument, wildDocument } from "../model/arbitraryModel.ts"
import { limits } from "../model/Tape.ts"
import { scenarioOf, settingOf } from "./settings.ts"
import { assess as townAssess, model, town, townScenario, townScenarios } from "./town.ts"

const project = (says: Partial<Scenario> = {}) => Run.project(town, townScenario(says))
const failureOf = (says: Partial<Scenario>): RunFailed => {
  const last = project(says).events.at(-1)!
  assert.strictEqual(last.type, "RunFailed")
  return last as RunFailed
}
const because = { en: "x", zh: "甲" }
const encode = Schema.encodeSync(RunEvent)
const decode = Schema.decodeUnknownSync(RunEvent, { onExcessProperty: "error" })

/** Every number in a value, however deep. */
const numbersIn = (value: unknown): ReadonlyArray<number> =>
  typeof value === "number"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(numbersIn)
      : []

const isSound = (events: ReadonlyArray<RunEvent>): void => {
  for (const event of events) {
    for (const number of numbersIn(event))
      assert.isTrue(Number.isFinite(number) && !Object.is(number, -0), JSON.stringify(event))
    const text = JSON.stringify(encode(event))
    assert.deepEqual(decode(JSON.parse(text)), event)
    assert.strictEqual(JSON.stringify(encode(decode(JSON.parse(text)))), text)
  }
}

describe("Run", () => {
  it("a forked prefix goes on like the unforked run, from every year", () => {
    fc.assert(
      fc.property(townScenarios, (scenario) => {
        const { events, state } = Run.project(town, scenario)
        for (let year = 2019; year < Math.min(scenario.years.to, state.trajectory.to + 1); year++) {
          const prefix = Run.through(events, year)
          const replayed = RunState.replay(model, prefix)
          assert.strictEqual(replayed.trajectory.to, year)
          const rest = Run.advance(town, scenario, replayed)
          assert.deepEqual([...prefix, ...rest.events], events)
          assert.deepEqual(rest.state, state)
        }
      }),
      { numRuns: 60 }
    )
  })

  it("gives the same events whatever ran before", () => {
    fc.assert(
      fc.property(townScenarios, townScenarios, (a, b) => {
        const first = Run.project(town, a)
        Run.project(town, b)
        assert.deepEqual(Run.project(town, a), first)
      }),
      { numRuns: 60 }
    )
  })

  it("same inputs give the same fingerprints in another process, in any order of runs", () => {
    const script = fileURLToPath(new URL("../../fixtures/printResults.ts", import.meta.url))
    const orders = fc
      .uniqueArray(townScenarios, { minLength: 2, maxLength: 4, selector: (scenario) => JSON.stringify(scenario) })
      .chain((scenarios) => fc.array(fc.constantFrom(...scenarios), { minLength: 3, maxLength: 9 }))
    const told = (scenarios: ReadonlyArray<Scenario>) =>
      execFileSync(process.execPath, [script], { encoding: "utf8", input: JSON.stringify(scenarios) })
    const computed = (scenarios: ReadonlyArray<Scenario>) =>
      scenarios.map((scenario) => `${Run.project(town, scenario).id} ${fingerprintOf(scenario)}\n`).join("")
    const fingerprintOf = (scenario: Scenario) => Fingerprint.of(Run.project(town, scenario).events)
    fc.assert(
      fc.property(orders, ([first, ...others]) => {
        const scenarios = [first!, ...others, first!]
        assert.strictEqual(told(scenarios), computed(scenarios))
      }),
      { numRuns: 5, endOnFailure: true }
    )
    const [a, b] = [townScenario(), townScenario({ levers: { aid: 11 } })]
    assert.notStrictEqual(fingerprintOf(a), fingerprintOf(b))
  })

  it("gives the same result in whatever order targets are assessed", () => {
    const assess =
      (names: ReadonlyArray<string>): Assessor =>
      (trajectory, year) =>
        names.flatMap((target) => townAssess(trajectory, year).map((found) => ({ ...found, target })))
    const [a, b, c] = [
      ["x", "y", "z"],
      ["z", "x", "y"],
      ["x", "y"]
    ].map((names) => Run.project(settingOf(model, assess(names)), townScenario()).state.result)
    assert.strictEqual(b, a)
    assert.notStrictEqual(c, a)
  })

  it("gives the same events in whatever order a scenario's settings stand", () => {
    const turned = <A>(settings: Readonly<Record<string, A>>) =>
      Object.fromEntries(Object.entries(settings).toReversed())
    fc.assert(
      fc.property(townScenarios, (scenario) => {
        const other = { ...scenario, levers: turned(scenario.levers), assumptions: turned(scenario.assumptions) }
        assert.deepEqual(Run.project(town, other), Run.project(town, scenario))
      }),
      { numRuns: 60 }
    )
  })

  it("an id follows from what decides the numbers, and from the parent", () => {
    const [{ id }, { id: same }, { id: other }] = [project(), project(), project({ levers: { aid: 11 } })]
    assert.match(id, /^town-[0-9a-f]{8}$/)
    assert.strictEqual(same, id)
    assert.notStrictEqual(other, id)
    const started = project().events[0] as Extract<RunEvent, { type: "RunStarted" }>
    assert.notStrictEqual(Run.idOf({ ...started, parent: { run: id, year: 2024 } }), id)
    assert.strictEqual(Run.idOf({ ...started, fingerprints: { ...started.fingerprints, place: "0".repeat(64) } }), id)
    assert.notStrictEqual(
      Run.idOf({ ...started, fingerprints: { ...started.fingerprints, engine: "0".repeat(64) } }),
      id
    )
  })

  it("writes events that decode and encode back, without NaN, infinity or -0", () => {
    fc.assert(
      fc.property(townScenarios, (scenario) => isSound(Run.project(town, scenario).events)),
      { numRuns: 100 }
    )
    const any = fc.oneof(tameDocument, wildDocument)
    fc.assert(
      fc.property(any, (document) => {
        const drawn = Result.getOrThrow(Check.fromDocument(document))
        isSound(Run.project(settingOf(drawn), scenarioOf()).events)
      }),
      limits(100)
    )
  })

  it("tame models complete or break a law; wild ones also leave the finite", () => {
    const ends = (document: Parameters<typeof Check.fromDocument>[0]) => {
      const last = Run.project(settingOf(Result.getOrThrow(Check.fromDocument(document))), scenarioOf()).events.at(-1)!
      return last.type === "RunFailed" ? last.reason : last.type
    }
    const tame = fc.sample(tameDocument, { numRuns: 100, seed: 3 }).map(ends)
    assert.isAbove(tame.filter((end) => end === "RunCompleted").length, 60)
    assert.notInclude(tame, "not_finite")
    const wild = fc.sample(wildDocument, { numRuns: 100, seed: 3 }).map(ends)
    for (const end of ["RunCompleted", "not_finite"]) assert.include(wild, end)
  })

  describe("fails", () => {
    it("where something is divided by zero, naming variable, equation and inputs", () => {
      const { events, state } = project({ assumptions: { divisor: { "2022": 2, "2024": 0 } } })
      assert.deepEqual(events.at(-1), {
        type: "RunFailed",
        schema: 1,
        year: 2024,
        reason: "not_finite",
        variable: "part",
        equation: "1 / divisor",
        result: "Infinity",
        inputs: { divisor: 0 }
      })
      assert.strictEqual(state.status, "failed")
      assert.strictEqual(state.trajectory.to, 2023)
      assert.isUndefined(state.result)
    })

    it("where a logarithm has none", () => {
      const failed = failureOf({
        shocks: [{ name: "deep", on: "divisor", times: {}, plus: { "2023": -13.5 }, because }]
      })
      assert.deepEqual(
        [failed.year, failed.variable, failed.equation, failed.result, failed.inputs],
        [2023, "log", "ln(divisor + 10.5)", "NaN", { divisor: -11.5 }]
      )
    })

    it("where a number overflows", () => {
      const failed = failureOf({ assumptions: { divisor: 10 } })
      assert.deepEqual(
        [failed.year, failed.variable, failed.equation, failed.result, failed.inputs],
        [2020, "power", "exp(71 * divisor)", "Infinity", { divisor: 10 }]
      )
    })

    it("where a shock takes an input out of the finite, naming the input", () => {
      const shock = (plus: number) => ({
        name: `s${plus > 1 ? 1 : 2}`,
        on: "trade",
        times: { "2022": 1e300 },
        plus: {},
        because
      })
      const failed = failureOf({ shocks: [shock(1), shock(2)] })
      assert.deepEqual([failed.year, failed.variable, failed.equation, failed.result], [2022, "trade", "", "Infinity"])
    })

    it("where a law of the model does not hold, with both sides", () => {
      const failed = failureOf({ assumptions: { "growth[rural]": { "2021": -0.5 } } })
      assert.deepEqual(
        [failed.year, failed.reason, failed.variable, failed.equation],
        [2021, "invariant_broken", "ratio_is_sane", "0.5 <= ratio <= 3"]
      )
      assert.approximately(failed.inputs["ratio"] as number, 63 / 15, 1e-12)
    })

    it("where a side of a law is infinite, which no tolerance excuses", () => {
      for (const law of [
        { within: ["1 / (divisor - 2)", -1e300, 1e300] },
        { equal: ["1 / (divisor - 2)", "divisor"] }
      ] as const) {
        const [sector] = model.document.sectors
        const invariants = [{ name: "law", label: because, ...law }]
        const strict = Check.fromDocument({ ...model.document, sectors: [{ ...sector!, invariants }] })
        const last = Run.project(settingOf(Result.getOrThrow(strict)), townScenario()).events.at(-1) as RunFailed
        assert.deepEqual(
          [last.type, last.reason, last.variable, last.result],
          ["RunFailed", "invariant_broken", "law", "Infinity"]
        )
      }
    })

    it("at the first thing that goes wrong in the order of computing", () => {
      const values = project({ assumptions: { "growth[rural]": { "2021": -1 } } }).events.at(-1) as RunFailed
      assert.deepEqual([values.variable, values.inputs], ["ratio", { "income[urban]": 63, "income[rural]": 0 }])
    })
  })

  describe("a shortage", () => {
    const greedy: Partial<Scenario> = { levers: { aid: { "2021": 10, "2024": 100 } } }

    it("fails a run that refuses it", () => {
      const failed = failureOf(greedy)
      assert.deepEqual(
        [failed.reason, failed.variable, failed.equation],
        ["invariant_broken", "aid_is_paid", "aid == paid"]
      )
      assert.isAbove(failed.inputs["aid"] as number, failed.inputs["paid"] as number)
    })

    it("is shared out in a run that scales", () => {
      const { state, events } = project({ ...greedy, shortage: "scale" })
      assert.strictEqual(state.status, "completed")
      const last = events.findLast((event) => event.type === "YearProjected")!
      assert.strictEqual(last.values["aid"], 100)
      assert.strictEqual(last.values["paid"], last.values["revenue"])
    })

    it("excuses no other law", () => {
      const says = { ...greedy, shortage: "scale", assumptions: { "growth[rural]": { "2021": -0.5 } } } as const
      assert.strictEqual(failureOf(says).variable, "ratio_is_sane")
    })
  })

  describe("a milestone", () => {
    const reached = (says: Partial<Scenario>) =>
      project(says).events.flatMap((event) =>
        event.type === "MilestoneReached" ? [`${event.milestone} ${event.year}`] : []
      )

    it("is told in the first year in which it holds, and once", () => {
      assert.deepEqual(reached({}), ["ratio_fell 2021", "saved_100 2024", "rural_half_up 2026"])
    })

    it("is not told again when it comes true again", () => {
      const up = { "growth[rural]": { step: { "2021": 0.1, "2023": -0.1, "2025": 0.1 } }, "growth[urban]": 0 }
      assert.deepEqual(
        reached({ assumptions: up }).filter((told) => told.startsWith("ratio_fell")),
        ["ratio_fell 2021"]
      )
    })

    it("that looks at the year before says nothing of the first year", () => {
      // The law on savings looks back too: the first year's revenue went nowhere, and breaks nothing.
      const events = Run.through(project({}).events, 2020)
      assert.deepEqual(
        events.map(({ type }) => type),
        ["RunStarted", "YearProjected"]
      )
    })
  })
})
