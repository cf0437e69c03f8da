import { assert, describe, it } from "@effect/vitest"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import type * as Scenario from "@gongfu/core/scenario/Scenario"
import * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
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

/** The parent of a file, as a file that says everything. */
const parentOf = (preset: Preset): ScenarioFile.Source =>
  source("parent.yaml", ScenarioText.of(Setup.untouched(preset.key), { ...preset, start: { place: "p" } }, model))

describe("the file of a setup", () => {
  it("resolves to the setup's own numbers, as a child and in full", () => {
    fc.assert(
      fc.property(Setups.setup, (setup) => {
        const preset = Setups.presetOf(setup)
        const wanted = decisive(Setups.scenarioOf(setup))
        const child = source("child.yaml", ScenarioText.of(setup, preset, model))
        const whole = source("whole.yaml", ScenarioText.of(setup, { ...preset, start: { place: "p" } }, model))
        assert.deepStrictEqual(decisive(Result.getOrThrow(Resolution.of([child, parentOf(preset)], model))), wanted)
        assert.deepStrictEqual(decisive(Result.getOrThrow(Resolution.of([whole], model))), wanted)
      })
    )
  })

  it("says what differs and no more", () => {
    fc.assert(
      fc.property(Setups.setup, (setup) => {
        const { file } = source("child.yaml", ScenarioText.of(setup, Setups.presetOf(setup), model))
        const { assumptions = {}, expect, levers = {}, shocks, years } = Result.getOrThrow(file)
        assert.sameMembers(Object.keys(levers), Object.keys(setup.levers))
        assert.sameMembers(Object.keys(assumptions), Object.keys(setup.assumptions))
        assert.deepStrictEqual([shocks, years, expect], [undefined, undefined, undefined])
      })
    )
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
        const { file } = source("x.yaml", ScenarioText.of(Setup.untouched(preset.key), hostile, model))
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
