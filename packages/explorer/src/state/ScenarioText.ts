/**
 * A setup as the scenario file that `gongfu run` accepts.
 *
 * F1  the file, resolved, gives the setup's own numbers: the result has the same fingerprint;
 * F2  it says what differs from the scenario that it extends and no more: the preset, or, where the preset is a file
 *     that is not known from where the new one will lie, the nearest shipped scenario;
 * F3  it expects what the preset expects, which a scenario has from no parent;
 * F4  whatever a title holds, it stays a text: every text is quoted as JSON, which YAML reads alike.
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

/** What a file starts from, and what it has to say on top of that. */
interface Footing {
  readonly start: string
  /** What a reader of the file has to know of where it starts. */
  readonly comments: ReadonlyArray<string>
  readonly years: Scenario["years"] | undefined
  readonly shortage: Scenario["shortage"] | undefined
  readonly levers: Scenario["levers"]
  readonly assumptions: Scenario["assumptions"]
  readonly shocks: Scenario["shocks"]
}

const settingsApart = (own: Scenario["levers"], parent: Scenario["levers"]): Scenario["levers"] =>
  Object.fromEntries(Object.entries(own).filter(([name, value]) => !Setup.same(value, parent[name])))

/** What a file says on top of where it starts. */
type Said = Omit<Footing, "start" | "comments">

/**
 * Whether a child can come to a scenario from a parent: it can change what it inherits, but not unsay it. `sayable` is
 * what a file can say of the scenario.
 */
const leadsTo = (parent: Scenario, own: Scenario, sayable: Said): boolean => {
  const covers = (kind: "levers" | "assumptions"): boolean =>
    Object.entries(parent[kind]).every(
      ([name, inherited]) => Object.hasOwn(sayable[kind], name) || Setup.same(own[kind][name], inherited)
    )
  const happens = new Map(own.shocks.map((one) => [one.name, shock(one).join("\n")]))
  return (
    covers("levers") &&
    covers("assumptions") &&
    // Another shock under the same name tells of another story.
    parent.shocks.every((one) => happens.get(one.name) === shock(one).join("\n"))
  )
}

/** What a scenario says against one that it can extend. */
const apart = (own: Scenario, parent: Scenario): Said => {
  const inherited = new Set(parent.shocks.map(({ name }) => name))
  const isSpan = own.years.from === parent.years.from && own.years.to === parent.years.to
  return {
    years: isSpan ? undefined : own.years,
    shortage: own.shortage === parent.shortage ? undefined : own.shortage,
    levers: settingsApart(own.levers, parent.levers),
    assumptions: settingsApart(own.assumptions, parent.assumptions),
    shocks: own.shocks.filter(({ name }) => !inherited.has(name))
  }
}

/**
 * The same until a year, in which the scenario ends: it may have inherited what comes later, but may not say it.
 */
const until = <A extends Said>(said: A, to: number): A => {
  const settings = (all: Said["levers"]): Said["levers"] =>
    Object.fromEntries(
      Object.entries(all).flatMap(([name, whole]) => {
        const ended = Setup.until(whole, to)
        return ended === undefined ? [] : [[name, ended]]
      })
    )
  const inYears = (values: Shock["times"]): Shock["times"] =>
    Object.fromEntries(Object.entries(values).filter(([year]) => Number(year) <= to))
  return {
    ...said,
    levers: settings(said.levers),
    assumptions: settings(said.assumptions),
    shocks: said.shocks
      .map((one) => ({ ...one, times: inYears(one.times), plus: inYears(one.plus) }))
      .filter(({ plus, times }) => Object.keys(times).length + Object.keys(plus).length > 0)
  }
}

const sizeOf = ({ assumptions, levers, shocks, shortage, years }: Said): number =>
  Object.keys(levers).length +
  Object.keys(assumptions).length +
  shocks.length +
  Number(shortage !== undefined) +
  Number(years !== undefined)

const footingOf = (setup: Setup.Setup, preset: Preset, model: Model, presets: ReadonlyArray<Preset>): Footing => {
  const { beside, key, start } = preset
  const own = Setup.scenarioOf(setup, preset)
  if ("extends" in start)
    return {
      ...apart(own, preset.scenario),
      start: `extends: ${text(start.extends)}`,
      comments: beside === undefined ? [] : [comment(`save beside ${beside} · 请与 ${beside} 存放在同一文件夹`)]
    }
  const { to } = own.years
  const whole = until(own, to)
  const [nearest] = presets
    .flatMap((parent) => {
      // What has to lie beside the new file is not found from wherever that will lie.
      if (!("extends" in parent.start) || parent.beside !== undefined || !leadsTo(parent.scenario, own, whole))
        return []
      const said = until(apart(own, parent.scenario), to)
      return [{ said, size: sizeOf(said), name: parent.start.extends }]
    })
    .toSorted((a, b) => a.size - b.size)
  if (nearest !== undefined)
    return {
      ...nearest.said,
      start: `extends: ${text(nearest.name)}`,
      comments: [
        comment(
          `${key} and its changes, told against ${nearest.name}: this file runs wherever it is saved · ` +
            `按与 ${nearest.name} 的差异写出 ${key} 及其改动，本文件存放在任何位置均可运行`
        )
      ]
    }
  const isSpan = own.years.from === model.years.from && to === model.years.to
  return {
    ...whole,
    years: isSpan ? undefined : own.years,
    start: `place: ${text(start.place)}`,
    comments: [
      comment(
        `told in full: where ${key} lies is not known here, and no scenario that ships leads to it · ` +
          `完整写出：${key} 的存放位置未知，也没有可供继承的内置情景`
      )
    ]
  }
}

/** The file's text. `presets` are all that the page offers. */
export const of = (setup: Setup.Setup, preset: Preset, model: Model, presets: ReadonlyArray<Preset>): string => {
  const { expect, title } = preset.scenario
  const { assumptions, comments, levers, shocks, shortage, start, years } = footingOf(setup, preset, model, presets)
  const lines = [
    ...comments,
    "gongfu: 1",
    `name: ${nameOf(preset)}`,
    `title: ${label({ en: `${title.en}, adjusted`, zh: `${title.zh}（调整）` })}`,
    start,
    ...(years === undefined ? [] : [`years: {from: ${years.from}, to: ${years.to}}`]),
    ...(shortage === undefined ? [] : [`shortage: ${shortage}`]),
    ...block("levers", levers, model),
    ...block("assumptions", assumptions, model),
    ...(shocks.length === 0 ? [] : ["shocks:", ...shocks.flatMap(shock)]),
    ...(expect.length === 0 ? [] : ["expect:", ...expect.map((condition) => `  - ${text(condition)}`)])
  ]
  return `${lines.join("\n")}\n`
}
