/** What is confirmed of a run on record: that today's engine would record it so, and nothing else. */
import * as Bytes from "@gongfu/core/run/Bytes"
import * as Confirm from "@gongfu/core/run/Confirm"
import * as Decider from "@gongfu/core/run/Decider"
import * as RunState from "@gongfu/core/run/RunState"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as EventText from "@gongfu/core/run/EventText"
import * as Fork from "@gongfu/core/run/Fork"
import * as Run from "@gongfu/core/run/Run"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { town, townScenarios } from "./town.ts"

interface Text {
  readonly type: string
  readonly schema: number
  readonly payload: string
}

const textsOf = (events: ReadonlyArray<RunEvent>): ReadonlyArray<Text> =>
  events.map((event) => ({ type: event.type, schema: event.schema, payload: EventText.of(event) }))

const room = Bytes.room()

const confirmed = (scenario: Scenario.Scenario, texts: ReadonlyArray<Text>): boolean => {
  room.clear()
  return Confirm.of(
    { ...town, digest: Fingerprint.ofText },
    { scenario, fingerprint: Scenario.fingerprint(scenario) },
    texts.map((text) => (text.type === "YearProjected" ? { ...text, payload: room.keep(text.payload) } : text))
  )
}

/** A run that an analyst set something in, and carried on through a year. */
const carriedOn = (scenario: Scenario.Scenario, run: Pick<Run.Run, "events" | "state">, to: number, until: number) => {
  const set = Result.getOrThrow(
    Decider.decide(town, run.state, { type: "AdjustLever", lever: "aid", to, by: "analyst" })
  )
  const state = set.reduce(RunState.evolve, run.state)
  return [...run.events, ...set, ...Run.advance(town, scenario, state, until).events]
}

const whole = townScenarios.map((scenario) => ({ scenario, run: Run.project(town, scenario) }))

type Whole = typeof whole extends fc.Arbitrary<infer A> ? A : never

describe("Confirm", () => {
  it("says yes to every run that did not fail, finished or not, and no to one that did", () => {
    let finished = 0
    fc.assert(
      fc.property(whole, fc.nat(), ({ run, scenario }, cut) => {
        const { events, state } = run
        assert.strictEqual(confirmed(scenario, textsOf(events)), state.status === "completed")
        if (state.status === "completed") finished++
        const last = 2019 + (cut % Math.max(1, state.trajectory.to - 2019))
        assert.isTrue(confirmed(scenario, textsOf(Run.through(events, last))), "through a year")
      }),
      { numRuns: 150 }
    )
    assert.isAbove(finished, 40)
  })

  it("says yes whichever engine began the run, and no to what is no fingerprint of one", () => {
    const finished = whole.filter(({ run: one }) => one.state.status === "completed")
    const [{ run, scenario }] = fc.sample(finished, { numRuns: 1, seed: 1 }) as [Whole]
    const begun = (engine: string) =>
      textsOf(
        run.events.map((event) =>
          event.type === "RunStarted" ? { ...event, fingerprints: { ...event.fingerprints, engine } } : event
        )
      )
    assert.isTrue(confirmed(scenario, begun("0".repeat(64))))
    for (const engine of ["", "0".repeat(63), "Z".repeat(64)]) assert.isFalse(confirmed(scenario, begun(engine)))
  })

  it("says yes to a fork, with what was set by hand in it, and in years to come", () => {
    let settings = 0
    fc.assert(
      fc.property(
        whole,
        fc.nat(),
        fc.constantFrom(0, 10, 30),
        fc.nat({ max: 4 }),
        ({ run, scenario }, at, to, years) => {
          const last = Math.min(run.state.trajectory.to, scenario.years.to - 1)
          fc.pre(last >= 2020)
          const fork = Result.getOrThrow(Fork.of(town, scenario, run, 2020 + (at % (last - 2019))))
          const until = Math.min(fork.run.state.trajectory.to + years, scenario.years.to)
          const events = carriedOn(fork.scenario, fork.run, to, until)
          if (events.some(({ type }) => type === "RunFailed")) return
          assert.isTrue(confirmed(fork.scenario, textsOf(events)))
          settings++
        }
      ),
      { numRuns: 100 }
    )
    assert.isAbove(settings, 30)
  })

  it("says no once anything is otherwise", () => {
    const edits = fc.record({
      at: fc.nat(),
      kind: fc.constantFrom("digit", "letter", "schema", "type", "dropped", "twice", "cut"),
      where: fc.nat()
    })
    fc.assert(
      fc.property(whole, edits, ({ run, scenario }, { at, kind, where }) => {
        fc.pre(run.state.status === "completed")
        const texts = [...textsOf(run.events)]
        const i = at % texts.length
        const text = texts[i]!
        const replaced = (pattern: RegExp, by: (found: string) => string): string => {
          const found = [...text.payload.matchAll(pattern)]
          const { index } = found[where % found.length]!
          return text.payload.slice(0, index) + by(text.payload[index]!) + text.payload.slice(index + 1)
        }
        if (kind === "digit") texts[i] = { ...text, payload: replaced(/\d/g, (d) => String((Number(d) + 1) % 10)) }
        else if (kind === "letter") texts[i] = { ...text, payload: replaced(/[a-z]/g, (l) => (l === "q" ? "z" : "q")) }
        else if (kind === "schema") texts[i] = { ...text, schema: text.schema + 1 }
        else if (kind === "type")
          texts[i] = { ...text, type: text.type === "RunCompleted" ? "RunFailed" : "RunCompleted" }
        else if (kind === "cut") texts[i] = { ...text, payload: text.payload.slice(0, -1) }
        else texts.splice(i, kind === "dropped" ? 1 : 0, ...(kind === "twice" ? [text] : []))
        // Without its last event a run is one that goes on.
        if (kind === "dropped" && i === texts.length) return
        const said = confirmed(scenario, texts)
        // A digit beyond what a double holds says the same number, and another engine may have begun the run.
        const data = (payload: string) => JSON.parse(payload.replace(/"engine":"[0-9a-f]{64}"/, '"engine":"any"'))
        if (said) assert.deepStrictEqual(data(texts[i]!.payload), data(text.payload))
        else assert.isFalse(said)
      }),
      { numRuns: 600 }
    )
  })
})
