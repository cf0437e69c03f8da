import { assert, describe, it } from "@effect/vitest"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import type * as Scenario from "@gongfu/core/scenario/Scenario"
import * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
import * as Engine from "@gongfu/explorer/Engine"
import type { Preset } from "@gongfu/explorer/Payload"
import * as ScenarioText from "@gongfu/explorer/state/ScenarioText"
import * as Setup from "@gongfu/explorer/state/Setup"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import * as Texts from "../hostile/texts.ts"
import * as Setups from "./setups.ts"

const { model } = Setups.place

/** What decides numbers. */
const decisive = ({ assumptions, levers, shocks, shortage, years }: Scenario.Scenario) => ({
  assumptions,
  levers,
  shocks,
  shortage,
  years
})

const source = (path: string, text: string): ScenarioFile.Source => Result.getOrThrow(ScenarioFile.read({ path, text }))

/** What a scenario comes to, year by year: a path that leads on after the last year may be told otherwise. */
const numbersOf = (scenario: Scenario.Scenario) => {
  const { failed, trajectory } = Engine.project(Setups.place, scenario)
  return { failed, rows: trajectory.rows, shortage: scenario.shortage, to: trajectory.to, years: scenario.years }
}

/** A setup's file; of all presets where the page offers no others. */
const textOf = (setup: Setup.Setup, preset: Preset, presets: ReadonlyArray<Preset> = Setups.presets): string =>
  ScenarioText.of(setup, preset, model, presets)

/** A preset as a file that says everything. */
const inFull = (preset: Preset): Preset => ({ ...preset, start: { place: "p" } })

/** The parent of a file, as a file that says everything. */
const parentOf = (preset: Preset): ScenarioFile.Source =>
  source("parent.yaml", textOf(Setup.untouched(preset.key), inFull(preset), []))

/** A file of an analyst's own, as a page about a shipped place knows it: what it comes to, and not where it lies. */
const own: fc.Arbitrary<Preset> = fc
  .record({
    setup: Setups.setup,
    to: fc.integer({ min: 2026, max: model.years.to }),
    shock: fc.boolean()
  })
  .map(({ setup, shock, to }) => {
    // A file may inherit paths that lead on after its own last year, but set none.
    const ended = (settings: Setup.Setup["levers"]): Setup.Setup["levers"] =>
      Object.fromEntries(
        Object.entries(settings).flatMap(([name, setting]) => {
          const until = Setup.until(setting, to)
          return until === undefined ? [] : [[name, until]]
        })
      )
    const { assumptions, levers } = setup
    const { shocks, ...scenario } = Setups.scenarioOf({
      ...setup,
      levers: ended(levers),
      assumptions: ended(assumptions)
    })
    const slump = {
      name: "slump-of-my-own",
      on: "reference_land_sales",
      times: { 2022: 0.67 },
      plus: {},
      because: { en: "x", zh: "x" }
    }
    return {
      key: "mine",
      scenario: {
        ...scenario,
        name: "mine",
        years: { ...scenario.years, to },
        shocks: shock ? [...shocks, slump] : shocks,
        expect: ["gdp[2025] > 8000"]
      },
      start: { place: "wenzhou" },
      beside: undefined
    }
  })

describe("the file of a setup", () => {
  it("resolves to the setup's own numbers, as a child and in full", () => {
    fc.assert(
      fc.property(Setups.setup, (setup) => {
        const preset = Setups.presetOf(setup)
        const wanted = decisive(Setups.scenarioOf(setup))
        const child = source("child.yaml", textOf(setup, preset))
        const whole = source("whole.yaml", textOf(setup, inFull(preset), []))
        assert.deepStrictEqual(decisive(Result.getOrThrow(Resolution.of([child, parentOf(preset)], model))), wanted)
        assert.deepStrictEqual(decisive(Result.getOrThrow(Resolution.of([whole], model))), wanted)
      })
    )
  })

  it("says what differs and no more", () => {
    fc.assert(
      fc.property(Setups.setup, (setup) => {
        const { file } = source("child.yaml", textOf(setup, Setups.presetOf(setup)))
        const { assumptions = {}, expect, levers = {}, shocks, years } = Result.getOrThrow(file)
        assert.sameMembers(Object.keys(levers), Object.keys(setup.levers))
        assert.sameMembers(Object.keys(assumptions), Object.keys(setup.assumptions))
        assert.deepStrictEqual([shocks, years], [undefined, undefined])
        const wanted = Setups.presetOf(setup).scenario.expect
        assert.deepStrictEqual(expect ?? [], wanted)
      })
    )
  })

  it("extends the nearest scenario that ships where the preset is a file that lies nobody knows where", () => {
    let most = 0
    fc.assert(
      fc.property(own, (preset) => {
        const setup = Setup.set(Setup.untouched("mine"), preset, "lever", "welfare_posts", 12_345)
        const wanted = Setup.scenarioOf(setup, preset)
        const child = source("child.yaml", textOf(setup, preset, [preset, ...Setups.presets]))
        const file = Result.getOrThrow(child.file)
        assert.deepStrictEqual(file.expect, wanted.expect)
        const parent = Setups.presets.find(({ key }) => file.extends === `wenzhou/${key}`)!
        const chain = [child, parentOf(parent)] as const
        const found = Result.getOrThrow(Resolution.of(chain, model))
        assert.deepStrictEqual(numbersOf(found), numbersOf(wanted))
        for (const [name, setting] of Object.entries(file.levers ?? {}))
          assert.isFalse(Setup.same(setting, parent.scenario.levers[name]), name)
        const inherited = new Set(parent.scenario.shocks.map(({ name }) => name))
        assert.isTrue((file.shocks ?? []).every(({ name }) => !inherited.has(name)))
        const said = [file.levers, file.assumptions, file.shocks].map((block) => Object.keys(block ?? {}).length)
        most = Math.max(most, ...said)
      })
    )
    // What is drawn sets eight things at most on top of a scenario that ships, and one more is moved.
    assert.isAtMost(most, 9)
  })

  it("says all, and why, where nothing that is offered can be extended", () => {
    const [preset] = fc.sample(own, { numRuns: 1, seed: 1 })
    const besides = Setups.presets.map((one) => ({ ...one, beside: "x.yaml" }))
    const text = textOf(Setup.untouched("mine"), preset!, [preset!, ...besides])
    assert.match(text, /^# told in full: where mine lies is not known here, .+ · 完整写出：mine 的存放位置未知，.+\n/)
    const { file } = source("x.yaml", text)
    const read = Result.getOrThrow(file)
    assert.deepStrictEqual([read.place, read.extends], ["wenzhou", undefined])
    assert.deepStrictEqual(read.expect, ["gdp[2025] > 8000"])
  })

  it("keeps every text a text, whatever a title or a folder is called", () => {
    const text = fc.oneof(fc.constantFrom(...Texts.shown), fc.string({ unit: "grapheme", minLength: 1 }))
    fc.assert(
      fc.property(text, text, text, (en, zh, beside) => {
        const preset = Setups.presets[0]!
        const hostile: Preset = {
          ...preset,
          beside,
          scenario: {
            ...preset.scenario,
            title: { en, zh },
            shocks: [{ name: "s", on: "x", times: { 2022: 1 }, plus: {}, because: { en, zh } }]
          },
          start: { place: "p" }
        }
        const { file } = source("x.yaml", textOf(Setup.untouched(preset.key), hostile, []))
        const read = Result.getOrThrow(file)
        const said = (words: string): string =>
          words.toWellFormed().replaceAll(/[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[^\P{Cc}\t\n]/gu, "")
        assert.deepStrictEqual(read.title, { en: `${said(en)}, adjusted`, zh: `${said(zh)}（调整）` })
        assert.deepStrictEqual(read.shocks?.[0]?.because, { en: said(en) || "–", zh: said(zh) || "–" })
      })
    )
  })

  it("has a name that a scenario may have, and keeps it when it is changed again", () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,63}$/)
    fc.assert(
      fc.property(key, (name) => {
        const preset = { ...Setups.presets[0]!, key: name }
        const made = ScenarioText.nameOf(preset)
        assert.match(made, /^[a-z][a-z0-9-]{0,63}$/)
        assert.strictEqual(ScenarioText.nameOf({ ...preset, key: made }), made)
      })
    )
  })
})
