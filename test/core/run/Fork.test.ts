/** What a fork shares with its parent, and that it is a run like any other. */
import * as Decider from "@gongfu/core/run/Decider"
import * as RunState from "@gongfu/core/run/RunState"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as Fork from "@gongfu/core/run/Fork"
import * as ForkTitle from "@gongfu/core/run/ForkTitle"
import * as Repeat from "@gongfu/core/run/Repeat"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { town, townScenario, townScenarios } from "./town.ts"

/** A setting by hand and the number of years that follow it. */
interface Step {
  readonly set: readonly [name: string, to: number] | undefined
  readonly years: number
}

const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.record({
    set: fc.option(
      fc.oneof(
        fc.tuple(fc.constant("aid"), fc.constantFrom(0, 10, 30)),
        fc.tuple(fc.constant("tax_rate"), fc.constantFrom(0.2, 0.5)),
        fc.tuple(fc.constant("trade"), fc.constantFrom(60, 110))
      ),
      { nil: undefined }
    ),
    years: fc.nat({ max: 3 })
  }),
  { maxLength: 4 }
)

const commandOf = ([name, to]: readonly [string, number]): Decider.Command =>
  name === "trade"
    ? { type: "ChangeAssumption", name, to, by: "analyst" }
    : { type: "AdjustLever", lever: name, to, by: "analyst", reason: "why not" }

type Kept = Pick<Run.Run, "events" | "state">

/** Carries a run on by hand, as far as it goes. */
const carriedOn = (scenario: Parameters<typeof Run.advance>[1], from: Kept, doing: ReadonlyArray<Step>): Kept => {
  let run = from
  for (const { set, years } of doing) {
    if (set !== undefined) {
      const decided = Decider.decide(town, run.state, commandOf(set))
      if (Result.isSuccess(decided))
        run = {
          events: [...run.events, ...decided.success],
          state: decided.success.reduce(RunState.evolve, run.state)
        }
    }
    if (run.state.status !== "running") break
    const until = Math.min(run.state.trajectory.to + years, scenario.years.to)
    const { events, state } = Run.advance(town, scenario, run.state, until)
    run = { events: [...run.events, ...events], state }
  }
  return run
}

const forked = (scenario: Parameters<typeof Run.advance>[1], parent: Run.Run, year: number, name?: Fork.Name) =>
  Result.getOrThrow(Fork.of(town, scenario, parent, year, name))

const bodies = (events: ReadonlyArray<RunEvent>): ReadonlyArray<RunEvent> => events.slice(1)

describe("Fork", () => {
  it("F1 and F2: it shares the parent's years, and without a change comes to the same values and result", () => {
    fc.assert(
      fc.property(townScenarios, (scenario) => {
        const parent = Run.project(town, scenario)
        const last = Math.min(parent.state.trajectory.to, scenario.years.to - 1)
        for (const year of Trajectory.years({ from: 2020, to: last })) {
          const { run, scenario: own } = forked(scenario, parent, year)
          assert.deepEqual(bodies(run.events), bodies(Run.through(parent.events, year)))
          const { events, state } = Run.advance(town, own, run.state)
          assert.deepEqual([...bodies(run.events), ...events], bodies(parent.events))
          assert.strictEqual(state.result, parent.state.result)
        }
      }),
      { numRuns: 40 }
    )
  })

  it("a run that was carried on by hand, or forked from such a one, is carried out again to the same events", () => {
    let byHand = 0
    fc.assert(
      fc.property(
        townScenarios,
        fc.nat({ max: 9 }),
        steps,
        fc.nat({ max: 9 }),
        steps,
        (scenario, a, first, b, then) => {
          const parent = Run.project(town, scenario)
          const at = (run: Kept, part: number) =>
            2020 + (part % Math.max(1, Math.min(run.state.trajectory.to, scenario.years.to - 1) - 2020 + 1))
          fc.pre(parent.state.trajectory.to >= 2020)
          const child = forked(scenario, parent, at(parent, a))
          const childOn = { id: child.run.id, ...carriedOn(child.scenario, child.run, first) }
          const grandchild = forked(child.scenario, childOn, at(childOn, b), { name: "later", title: scenario.title })
          const grandchildOn = carriedOn(grandchild.scenario, grandchild.run, then)
          for (const [run, own] of [
            [childOn, child.scenario],
            [grandchildOn, grandchild.scenario]
          ] as const) {
            const again = Repeat.of(town, own, Repeat.asked(run.events))
            assert.deepEqual(again.events, run.events)
            assert.deepEqual(again.state, run.state)
          }
          if (grandchildOn.events.some((event) => "by" in event && event.by === "analyst")) byHand++
        }
      ),
      { numRuns: 120 }
    )
    assert.isAbove(byHand, 30)
  })

  it("its id names the parent and the year, so that forks of other years are other runs", () => {
    const parent = Run.project(town, townScenario())
    const ids = Trajectory.years({ from: 2020, to: 2029 }).map(
      (year) => forked(townScenario(), parent, year, { name: "idea", title: { en: "x", zh: "x" } }).run.id
    )
    assert.strictEqual(new Set(ids).size, 10)
    for (const id of ids) assert.match(id, /^idea-[0-9a-f]{8}$/)
  })

  it("says the same as another run only event for event, to the end of both", () => {
    const { events } = Run.project(town, townScenario())
    assert.isTrue(Repeat.sameEvents(events, [...events]))
    for (const other of [events.slice(0, -1), events.toSpliced(3, 1), events.with(2, events[3]!), []]) {
      assert.isFalse(Repeat.sameEvents(events, other))
      assert.isFalse(Repeat.sameEvents(other, events))
    }
  })

  it("is called after its parent's scenario and the first year of its own, by a name that a scenario may have", () => {
    const scenario = townScenario()
    const { name, title } = Fork.nameOf(scenario, 2023)
    assert.strictEqual(name, `${scenario.name}-2024`)
    assert.deepEqual(title, ForkTitle.noted(scenario.title, 2024))
    const long = { ...scenario, name: `a${"b".repeat(63)}` }
    for (const year of [2023, 2024]) assert.match(Fork.nameOf(long, year).name, /^[a-z][a-z0-9-]{0,63}$/)
    assert.notStrictEqual(Fork.nameOf(long, 2023).name, Fork.nameOf(long, 2024).name)
  })

  it("is refused outside the years after which one more can follow", () => {
    const scenario = townScenario()
    const parent = Run.project(town, scenario)
    for (const year of [2019, 2030, 2031, 2024.5, NaN])
      assert.deepEqual(Fork.of(town, scenario, parent, year), Result.fail({ _tag: "NoSuchYear", from: 2020, to: 2029 }))
  })

  it("is refused where today's engine gives other values than are on record", () => {
    const scenario = townScenario()
    const parent = Run.project(town, scenario)
    const events = parent.events.map((event): RunEvent =>
      event.type === "YearProjected" && event.year === 2023
        ? { ...event, values: { ...event.values, trade: 111 } }
        : event
    )
    const other = { ...parent, events }
    assert.deepEqual(Fork.of(town, scenario, other, 2025), Result.fail({ _tag: "OtherEngine", year: 2023 }))
    assert.isTrue(Result.isSuccess(Fork.of(town, scenario, other, 2022)))
    // Or says more than is on record of the last year that is shared.
    const end = parent.events.findLastIndex((event) => "year" in event && event.year === 2025)
    assert.notStrictEqual(parent.events[end]!.type, "YearProjected")
    const lacking = { ...parent, events: parent.events.toSpliced(end, 1) }
    assert.deepEqual(Fork.of(town, scenario, lacking, 2025), Result.fail({ _tag: "OtherEngine", year: 2025 }))
  })
})

describe("what an analyst sets", () => {
  const scenario = townScenario({ levers: { aid: { "2021": 20, "2025": 60 } } })
  const parent = Run.project(town, scenario)

  it("holds against the scenario's own path until it is set again", () => {
    const { run, scenario: own } = forked(scenario, parent, 2022)
    const on = carriedOn(own, run, [
      { set: ["aid", 5], years: 2 },
      { set: ["aid", 7], years: 9 }
    ])
    const aid = on.state.trajectory.model.cells.find(({ name }) => name === "aid")!.slot
    assert.deepEqual(Trajectory.series(on.state.trajectory, aid), [10, 20, 30, 5, 5, 7, 7, 7, 7, 7, 7])
  })

  it("is told even where it is what holds already, and then holds", () => {
    const { run, scenario: own } = forked(scenario, parent, 2022)
    const on = carriedOn(own, run, [{ set: ["aid", 30], years: 9 }])
    const adjusted = on.events.filter((event) => event.type === "LeverAdjusted" && event.year > 2022)
    assert.deepEqual(adjusted, [
      {
        type: "LeverAdjusted",
        schema: 2,
        year: 2023,
        lever: "aid",
        from: 30,
        to: 30,
        by: "analyst",
        reason: "why not"
      }
    ])
    assert.notStrictEqual(on.state.result, parent.state.result)
  })
})
