/**
 * A setup as the scenario file that `gongfu run` accepts.
 *
 * F1  the file, resolved, gives the setup's own numbers: the result has the same fingerprint;
 * F2  it says what differs from the preset and no more, where the preset can be extended;
 * F3  whatever a title holds, it stays a text: every text is quoted as JSON, which YAML reads alike.
 */
import type { Model } from "@gongfu/core/model/Model"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Scenario, Shock } from "@gongfu/core/scenario/Scenario"
import * as Setting from "@gongfu/core/scenario/Setting"
import type { Preset } from "../Payload.ts"
import * as Setup from "./Setup.ts"

/** The longest name that a scenario may have. */
const longest = 64
const ending = "-adjusted"

/** The name of a setup's scenario: the preset's, and that it was changed. */
export const nameOf = ({ key }: Preset): string =>
  key.endsWith(ending) ? key : `${key.slice(0, longest - ending.length).replace(/-+$/, "")}${ending}`

/** What no scenario file may hold: controls, and marks that turn the direction of what stands beside them. */
const unseen = /[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[^\P{Cc}\t\n]/gu

const text = (value: string): string =>
  // What ends a line for YAML but not for JSON is escaped, too.
  JSON.stringify(value.toWellFormed().replaceAll(unseen, "") || "–").replaceAll(
    /[\u2028\u2029\ufeff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`
  )

const label = ({ en, zh }: { readonly en: string; readonly zh: string }): string => `{en: ${text(en)}, zh: ${text(zh)}}`

const pointsOf = (points: ReadonlyArray<Setting.Point>): string =>
  `{${points.map(({ value, year }) => `${year}: ${value}`).join(", ")}}`

const setting = (value: Setting.Setting): string =>
  typeof value === "number"
    ? String(value)
    : Setup.jumps(value)
      ? `{step: ${pointsOf(Setting.points(value))}}`
      : pointsOf(Setting.points(value))

/** What a line is about, for a reader of the file; a label cannot leave its line. */
const comment = (words: string): string => `# ${words.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")}`

const block = (
  name: string,
  settings: Readonly<Record<string, Setting.Setting>>,
  model: Model
): ReadonlyArray<string> => {
  const names = Object.keys(settings).toSorted()
  if (names.length === 0) return []
  return [
    `${name}:`,
    ...names.map((address) => {
      const key = /^[a-z][a-z0-9_]*$/.test(address) ? address : text(address)
      const about = Indicator.find(model, address)?.label
      const told = about === undefined ? "" : ` ${comment(`${about.en} · ${about.zh}`)}`
      return `  ${key}: ${setting(settings[address]!)}${told}`
    })
  ]
}

const shock = ({ because, name, on, plus, times }: Shock): ReadonlyArray<string> => [
  `  - name: ${name}`,
  `    on: ${text(on)}`,
  ...(Object.keys(times).length === 0 ? [] : [`    times: ${setting(times)}`]),
  ...(Object.keys(plus).length === 0 ? [] : [`    plus: ${setting(plus)}`]),
  `    because: ${label(because)}`
]

/** The file's text. */
export const of = (setup: Setup.Setup, preset: Preset, model: Model): string => {
  const { beside, start } = preset
  const { title } = preset.scenario
  const whole: Scenario = Setup.scenarioOf(setup, preset)
  const isChild = "extends" in start
  const { from, to } = whole.years
  const shortage = isChild ? setup.shortage : whole.shortage
  const lines = [
    ...(beside === undefined ? [] : [comment(`save beside ${beside} · 请与 ${beside} 存放在同一文件夹`)]),
    "gongfu: 1",
    `name: ${nameOf(preset)}`,
    `title: ${label({ en: `${title.en}, adjusted`, zh: `${title.zh}（调整）` })}`,
    isChild ? `extends: ${text(start.extends)}` : `place: ${text(start.place)}`,
    ...(isChild || (from === model.years.from && to === model.years.to) ? [] : [`years: {from: ${from}, to: ${to}}`]),
    ...(shortage === undefined ? [] : [`shortage: ${shortage}`]),
    ...block("levers", isChild ? setup.levers : whole.levers, model),
    ...block("assumptions", isChild ? setup.assumptions : whole.assumptions, model),
    ...(isChild || whole.shocks.length === 0 ? [] : ["shocks:", ...whole.shocks.flatMap(shock)])
  ]
  return `${lines.join("\n")}\n`
}
