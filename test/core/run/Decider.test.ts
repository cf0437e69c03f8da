/** What each command makes happen, and when it is refused. */
// Assertions stand in helpers here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Decider from "@gongfu/core/run/Decider"
import * as RunState from "@gongfu/core/run/RunState"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as EventText from "@gongfu/core/run/EventText"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { given as givenIn } from "./specification.ts"
import { model, town, townScenario, townScenarios } from "./town.ts"

const given = givenIn(town)
const begin = Run.start(town, townScenario())
const started = given().when(begin).events[0]!
const from2020 = given(started).when({ type: "Advance" }).events
const running = [started, ...from2020]
const complete = Run.project(town, townScenario()).events

describe("Decider", () => {
  it("gives a result the same fingerprint whether its years are told or are bytes, in any order", () => {
    const ordered = fc
      .tuple(townScenarios, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }))
      .map(([scenario, order]) => ({ state: Run.project(town, scenario).state, order }))
    fc.assert(
      fc.property(ordered, ({ order, state }) => {
        const findings = state.findings.toSorted((a, b) => order[a.year % 20]! - order[b.year % 20]!)
        const texts = (isYear: boolean) =>
          findings.filter(({ type }) => (type === "YearProjected") === isYear).map((event) => EventText.of(event))
        const years = texts(true).map((text) => new TextEncoder().encode(text))
        const result = Decider.resultOfTexts(years, texts(false), Fingerprint.ofText)
        assert.strictEqual(result, Decider.resultOf(state))
      }),
      { numRuns: 40 }
    )
  })

  describe("Start", () => {
    it("starts a run that is absent", () =>
      given()
        .when(begin)
        .thenEvents({
          type: "RunStarted",
          schema: 1,
          scenario: "town",
          from: 2020,
          to: 2030,
          shortage: "refuse",
          fingerprints: (begin as { fingerprints: Extract<RunEvent, { type: "RunStarted" }>["fingerprints"] })
            .fingerprints
        }))

    it("keeps the parent of a fork", () => {
      const [event] = given().when({ ...begin, parent: { run: "plan-1", year: 2024 } }).events
      assert.deepEqual(event?.type === "RunStarted" ? event.parent : undefined, { run: "plan-1", year: 2024 })
    })

    it("is refused once a run has started, has failed or is complete", () => {
      given(started).when(begin).thenRefused("AlreadyStarted")
      given(...complete)
        .when(begin)
        .thenRefused("AlreadyStarted")
    })

    it("is refused for years that the model does not have", () => {
      for (const years of [
        { from: 2021, to: 2030 },
        { from: 2020, to: 2031 },
        { from: 2020, to: 2020 },
        { from: 2020, to: 2019 }
      ])
        given()
          .when({ ...begin, ...years })
          .thenRefused("OutsideYears")
    })
  })

  it("refuses any other command before the start and after the end", () => {
    const failed = Run.project(town, townScenario({ assumptions: { divisor: { "2022": 2, "2023": 0 } } })).events
    assert.strictEqual(failed.at(-1)?.type, "RunFailed")
    const commands: ReadonlyArray<Decider.Command> = [
      { type: "Advance" },
      { type: "AdjustLever", lever: "aid", to: 1, by: "scenario" },
      { type: "ChangeAssumption", name: "trade", to: 1, by: "analyst" },
      { type: "ApplyShock", shock: "s", variable: "trade", times: 1, plus: 0 }
    ]
    for (const command of commands)
      for (const events of [[], complete, failed])
        given(...events)
          .when(command)
          .thenRefused("NotRunning")
  })

  describe("AdjustLever", () => {
    const adjust = (to: number, lever = "aid"): Decider.Command => ({ type: "AdjustLever", lever, to, by: "scenario" })
    const adjusted = (from: number, to: number): RunEvent => ({
      type: "LeverAdjusted",
      schema: 2,
      year: 2021,
      lever: "aid",
      from,
      to,
      by: "scenario"
    })

    it("sets a lever for the year that is projected next", () =>
      given(...running)
        .when(adjust(20))
        .thenEvents(adjusted(10, 20)))
    it("tells the reason if there is one", () =>
      given(...running)
        .when({ type: "AdjustLever", lever: "aid", to: 20, by: "scenario", reason: "drought" })
        .thenEvents({ ...adjusted(10, 20), reason: "drought" } as RunEvent))
    it("starts from the last setting", () =>
      given(...running, adjusted(10, 20))
        .when(adjust(30))
        .thenEvents(adjusted(20, 30)))
    it("says nothing when nothing changes", () => {
      given(...running)
        .when(adjust(10))
        .thenNothing()
      given(...running, adjusted(10, 20))
        .when(adjust(20))
        .thenNothing()
    })
    it("takes both ends of the range, and no -0", () => {
      given(...running)
        .when(adjust(200))
        .thenEvents(adjusted(10, 200))
      given(...running)
        .when(adjust(-0))
        .thenEvents(adjusted(10, 0))
    })
    it("is refused outside the range and for what is no number", () => {
      for (const to of [-0.001, 200.001, NaN, Infinity, -Infinity])
        given(...running)
          .when(adjust(to))
          .thenRefused("OutsideRange")
    })
    it("is refused for what is no lever", () => {
      for (const lever of ["trade", "income", "income[rural]", "nothing", "", "aid[rural]", "constructor", "fee"])
        given(...running)
          .when(adjust(1, lever))
          .thenRefused("NotALever")
    })
    it("holds however the address is spaced", () =>
      given(...running)
        .when(adjust(20, " aid "))
        .thenEvents(adjusted(10, 20)))
  })

  describe("ChangeAssumption", () => {
    const change = (name: string, to: number): Decider.Command => ({
      type: "ChangeAssumption",
      name,
      to,
      by: "scenario"
    })
    const changed = (name: string, from: number, to: number): RunEvent => ({
      type: "AssumptionChanged",
      schema: 2,
      year: 2021,
      name,
      from,
      to,
      by: "scenario"
    })

    it("sets an assumption, starting from the model's own value in that year", () => {
      given(...running)
        .when(change("trade", 90))
        .thenEvents(changed("trade", 110, 90))
      given(...running)
        .when(change("growth[rural]", 0.1))
        .thenEvents(changed("growth[rural]", 0.07, 0.1))
    })
    it("starts from the last change", () =>
      given(...running, changed("trade", 110, 90))
        .when(change("trade", 80))
        .thenEvents(changed("trade", 90, 80)))
    it("says nothing when it is set as it was", () =>
      given(...running, changed("trade", 110, 90))
        .when(change("trade", 90))
        .thenNothing())
    it("pins a series to its own value of one year when asked to", () =>
      given(...running)
        .when(change("trade", 110))
        .thenEvents(changed("trade", 110, 110)))
    it("writes no -0", () =>
      given(...running)
        .when(change("trade", -0))
        .thenEvents(changed("trade", 110, 0)))
    it("is refused outside the range and for what is no number", () => {
      for (const to of [-0.001, 1000.1, NaN, Infinity])
        given(...running)
          .when(change("trade", to))
          .thenRefused("OutsideRange")
    })
    it("is refused for what is no assumption", () => {
      for (const name of ["aid", "income", "fee", "growth", "growth[coast]", "nothing", "constructor"])
        given(...running)
          .when(change(name, 1))
          .thenRefused("NotAnAssumption")
    })
  })

  describe("ApplyShock", () => {
    const shock = (variable: string, times: number, plus: number): Decider.Command => ({
      type: "ApplyShock",
      shock: "storm",
      variable,
      times,
      plus
    })

    it("hits an assumption in the next year", () =>
      given(...running)
        .when(shock("growth[rural]", 0.5, -0.25))
        .thenEvents({
          type: "ShockApplied",
          schema: 1,
          year: 2021,
          shock: "storm",
          variable: "growth[rural]",
          times: 0.5,
          plus: -0.25
        }))
    it("writes no -0", () =>
      given(...running)
        .when(shock("trade", -0, -0))
        .thenEvents({
          type: "ShockApplied",
          schema: 1,
          year: 2021,
          shock: "storm",
          variable: "trade",
          times: 0,
          plus: 0
        }))
    it("is refused for what is no assumption", () => {
      for (const name of ["aid", "income", "fee", "growth", "nothing"])
        given(...running)
          .when(shock(name, 1, 0))
          .thenRefused("NotAnAssumption")
    })
    it("is refused for what is not finite", () => {
      for (const [times, plus] of [
        [NaN, 0],
        [Infinity, 0],
        [1, NaN],
        [1, -Infinity]
      ] as const)
        given(...running)
          .when(shock("trade", times, plus))
          .thenRefused("NotFinite")
    })
    it("applies once, in order, and is gone the year after", () => {
      const events: Array<RunEvent> = [...running]
      const tell = (command: Decider.Command) => events.push(...given(...events).when(command).events)
      tell(shock("trade", 0.5, 0))
      tell(shock("trade", 1, 10))
      tell({ type: "Advance" })
      tell({ type: "Advance" })
      const values = events.flatMap((event) => (event.type === "YearProjected" ? [event.values["trade"]] : []))
      assert.deepEqual(values, [100, 65, 120])
      assert.deepEqual(RunState.replay(model, events).shocks, [])
    })
  })

  describe("Advance", () => {
    it("projects the first year from initial values", () => {
      given(started).when({ type: "Advance" }).thenTypes("YearProjected")
      const [event] = from2020
      assert.deepEqual(
        event?.type === "YearProjected" ? [event.year, event.values["income"], event.values["saved"]] : [],
        [2020, { urban: 60, rural: 30 }, 0]
      )
    })
    it("tells targets after the year, then milestones", () => {
      const upTo = Run.through(complete, 2026)
      given(...upTo)
        .when({ type: "Advance" })
        .thenTypes("YearProjected", "TargetAssessed")
      given(...Run.through(complete, 2025))
        .when({ type: "Advance" })
        .thenTypes("YearProjected", "TargetAssessed", "MilestoneReached")
    })
    it("completes with the last year, and not before", () => {
      given(...Run.through(complete, 2028))
        .when({ type: "Advance" })
        .thenTypes("YearProjected", "TargetAssessed")
      given(...Run.through(complete, 2029))
        .when({ type: "Advance" })
        .thenTypes("YearProjected", "TargetAssessed", "RunCompleted")
    })
  })

  it("a refused command changes nothing, and no command throws", () => {
    const name = fc.constantFrom(
      "aid",
      "tax_rate",
      "trade",
      "growth[rural]",
      "divisor",
      "income",
      "x",
      "__proto__",
      "constructor",
      "growth[constructor]"
    )
    const by = fc.constantFrom("scenario" as const, "analyst" as const)
    const command: fc.Arbitrary<Decider.Command> = fc.oneof(
      fc.constant(begin),
      fc.constant({ type: "Advance" } as const),
      fc.record({ type: fc.constant("AdjustLever" as const), lever: name, to: fc.double(), by }),
      fc.record({ type: fc.constant("ChangeAssumption" as const), name, to: fc.double({ min: -20, max: 20 }), by }),
      fc.record({
        type: fc.constant("ApplyShock" as const),
        shock: fc.string(),
        variable: name,
        times: fc.double(),
        plus: fc.double()
      })
    )
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        let state = RunState.initial(model)
        const events: Array<RunEvent> = []
        for (const each of [begin, ...commands]) {
          const before = state
          const decided = Decider.decide(town, state, each)
          if (Result.isSuccess(decided)) {
            events.push(...decided.success)
            state = decided.success.reduce(RunState.evolve, state)
          }
          assert.strictEqual(before, Result.isSuccess(decided) && decided.success.length > 0 ? before : state)
        }
        assert.deepEqual(RunState.replay(model, events), state)
      })
    )
  })

  it("the fold of a run's events is the state that it ended in", () => {
    let failed = 0
    fc.assert(
      fc.property(townScenarios, (scenario) => {
        const { events, state } = Run.project(town, scenario)
        assert.deepEqual(RunState.replay(model, events), state)
        const years = events.flatMap((event) => (event.type === "YearProjected" ? [event.year] : []))
        assert.deepEqual(years, Trajectory.years(state.trajectory))
        if (state.status === "failed") failed++
        else assert.strictEqual(state.trajectory.to, scenario.years.to)
      }),
      { numRuns: 150 }
    )
    // The property would say little if every scenario failed.
    assert.isBelow(failed, 120)
  })

  it("values of another model are a defect, and name the place", () => {
    const [projected] = from2020
    const other = { ...projected, values: { ...(projected as { values: object }).values, moon: 1 } } as RunEvent
    assert.throws(() => RunState.replay(model, [started, other]), /2020.*moon/)
  })
})
