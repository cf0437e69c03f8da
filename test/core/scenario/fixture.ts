/** A small model with every kind of variable, and scenario files for it: written by hand and generated. */
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import type { Model } from "@gongfu/core/model/Model"
import * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
import type { Setting } from "@gongfu/core/scenario/Setting"
import * as Result from "effect/Result"
import * as fc from "fast-check"

export const shared = `gongfu: 1
model: toy
label: {en: Toy, zh: 玩具}
years: {from: 2020, to: 2030}
units:
  share: {label: {en: share, zh: 比例}, ratio: true, percent: true}
  yuan: {label: {en: yuan, zh: 元}}
dimensions:
  residence:
    label: {en: Residence, zh: 城乡}
    members: [{name: urban, label: {en: urban, zh: 城镇}}, {name: rural, label: {en: rural, zh: 农村}}]
sectors: [all]
`

export const sector = `sector: all
label: {en: All, zh: 全部}
variables:
  tax:
    label: {en: Tax, zh: 税}
    unit: share
    lever: {default: 0.3, min: 0, max: 0.8}
    source: {plan: "1"}
  posts:
    label: {en: Posts, zh: 岗位}
    unit: yuan
    lever: {default: 10, min: -100, max: 1000}
    source: {plan: "2"}
  growth:
    label: {en: Growth, zh: 增速}
    unit: share
    value: 0.05
    range: [-0.5, 0.5]
    source: {assumption: guess}
  outlook:
    label: {en: Outlook, zh: 前景}
    unit: yuan
    series: {2020: 100, 2030: 200}
    range: [0, 1000]
    source: {assumption: guess}
  split:
    label: {en: Split, zh: 分配}
    unit: share
    over: [residence]
    value: {urban: 0.6, rural: 0.4}
    range: [0, 1]
    source: {assumption: guess}
  constructor:
    label: {en: Constructor, zh: 建造商}
    unit: share
    value: 0.2
    range: [0, 1]
    source: {assumption: guess}
  fixed:
    label: {en: Fixed, zh: 固定}
    unit: share
    value: 0.5
    source: {statistic: "p. 1"}
  yield:
    label: {en: Yield, zh: 产出}
    unit: yuan
    equation: outlook * (1 + growth) * tax + posts
  parts:
    label: {en: Parts, zh: 份额}
    unit: yuan
    over: [residence]
    equation: outlook * split * fixed
`

export const success = <A, E>(result: Result.Result<A, E>): A => {
  if (Result.isSuccess(result)) return result.success
  throw new Error(JSON.stringify(result.failure, null, 1))
}

export const failure = <A, E>(result: Result.Result<A, E>): E => {
  if (Result.isFailure(result)) return result.failure
  throw new Error(`expected a failure, got ${JSON.stringify(result.success)}`)
}

export const model: Model = success(
  ModelFiles.load({ path: "model.yaml", text: shared }, [{ path: "all.yaml", text: sector }])
)

/** A scenario file read from text. */
export const read = (text: string, path = "scenario.yaml"): ScenarioFile.Source =>
  success(ScenarioFile.read({ path, text }))

/** Data as YAML on one line a top-level key, in the order of the keys as given. */
export const yamlOf = (value: unknown, top = true): string => {
  if (Object.is(value, -0)) return "-0"
  if (Array.isArray(value)) return `[${value.map((item) => yamlOf(item, false)).join(", ")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const entries = value instanceof Map ? [...value] : Object.entries(value)
  const pairs = entries.map(([key, inner]) => `${JSON.stringify(key)}: ${yamlOf(inner, false)}`)
  return top ? `${pairs.join("\n")}\n` : `{${pairs.join(", ")}}`
}

/** A scenario file read from data, written as YAML. */
export const written = (data: object, path = "scenario.yaml"): ScenarioFile.Source => read(yamlOf(data), path)

export const label = { en: "a title", zh: "标题" }

/** The least that a scenario says. */
export const root = { gongfu: 1, name: "base", title: label, place: ".." }

const numbers = (min: number, max: number) => fc.double({ min, max, noNaN: true })

const yearMap = (from: number, to: number, value: fc.Arbitrary<number>) =>
  fc
    .dictionary(fc.integer({ min: from, max: to }).map(String), value, { minKeys: 1, maxKeys: 5 })
    .map((map) => ({ ...map }))

const setting = (from: number, value: fc.Arbitrary<number>): fc.Arbitrary<Setting> =>
  fc.oneof(
    value,
    yearMap(from, 2030, value),
    yearMap(from, 2030, value).map((step) => ({ step }))
  )

const some = <A>(record: { [K in keyof A]: fc.Arbitrary<A[K]> }) =>
  fc.option(fc.record(record, { requiredKeys: [] }), { nil: undefined })

const text = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .filter((t) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u.test(t))
const labels = fc.record({ en: text, zh: text })
const name = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), fc.constant("constructor"))

const shock = fc
  .record(
    {
      name: fc.constantFrom("a", "b", "c", "land-slump"),
      on: fc.constantFrom("growth", "outlook", "split[rural]", "constructor"),
      times: yearMap(2020, 2030, numbers(-2, 2)),
      plus: yearMap(2020, 2030, numbers(-2, 2)),
      because: labels
    },
    { requiredKeys: ["name", "on", "times", "because"] }
  )
  .chain((whole) => {
    const { times: _, ...rest } = whole
    return fc.constantFrom(whole, ...(rest.plus === undefined ? [] : [rest]))
  })

const condition = fc.constantFrom(
  "yield[2025] >= 2 * yield[2020]",
  "sum(parts[2030]) > 0 && parts[rural][2021] < parts[2021][urban]",
  "!(tax[2022] == 0.3)",
  "posts[2030] / outlook[2030] < 0.5"
)

const body = fc
  .record({
    name,
    title: labels,
    description: fc.option(labels, { nil: undefined }),
    years: fc.option(fc.constant({ from: 2020, to: 2030 }), { nil: undefined }),
    levers: some({ tax: setting(2021, numbers(0, 0.8)), posts: setting(2021, numbers(-100, 1000)) }),
    assumptions: some({
      growth: setting(2020, numbers(-0.5, 0.5)),
      outlook: setting(2020, numbers(0, 1000)),
      "split[rural]": setting(2020, numbers(0, 1)),
      constructor: setting(2020, numbers(0, 1))
    }),
    shocks: fc.option(fc.uniqueArray(shock, { maxLength: 3, selector: (s) => s.name }), { nil: undefined }),
    expect: fc.option(fc.array(condition, { maxLength: 2 }), { nil: undefined }),
    shortage: fc.option(fc.constantFrom("refuse" as const, "scale" as const), { nil: undefined })
  })
  .map((file) => Object.fromEntries(Object.entries(file).filter(([, value]) => value !== undefined)))

/** Data of a scenario file that fits the model and extends none. */
export const rootData: fc.Arbitrary<ScenarioFile.ScenarioFile> = body.map(
  (file) => ({ gongfu: 1, place: "..", ...file }) as unknown as ScenarioFile.ScenarioFile
)

/** Data of a scenario file that fits the model and extends another. */
export const childData: fc.Arbitrary<ScenarioFile.ScenarioFile> = body.map(
  (file) => ({ gongfu: 1, extends: "base.yaml", ...file }) as unknown as ScenarioFile.ScenarioFile
)

/** The same data with the keys of every map in another order. */
export const shuffled = (value: unknown, random: (n: number) => number): unknown => {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, random))
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, shuffled(inner, random)] as const)
  for (let i = entries.length - 1; i > 0; i--) {
    const j = random(i + 1)
    ;[entries[i], entries[j]] = [entries[j]!, entries[i]!]
  }
  // A map rather than an object: an object would put years back into order.
  return new Map(entries)
}
