/**
 * The scenario file: what one YAML file says, before it meets a model.
 *
 * A file says only what differs from the scenario that it extends. Levers
 * (what government decides) and assumptions (what it does not) are separate
 * blocks. Names are plain texts here; `Resolution.of` checks them.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Decode from "../document/Decode.ts"
import { checked, expects } from "../document/Expected.ts"
import type * as Fault from "../document/Fault.ts"
import { Label } from "../document/Label.ts"
import type { SourceFile } from "../document/Span.ts"
import * as Yaml from "../document/Yaml.ts"
import { Name, Shortage, Years } from "./ScenarioTerms.ts"
import * as Setting from "./Setting.ts"
import * as YearRange from "./YearRange.ts"

/**
 * A shock: in each year that it names, and in no other, an assumption's value is multiplied by `times` (1 where only
 * `plus` names the year), then `plus` (0 where only `times` does) is added, in the assumption's unit.
 */
export const Shock = Schema.Struct({
  name: Name,
  on: Schema.NonEmptyString.pipe(expects({ en: "the name of an assumption", zh: "假设的名称" })),
  times: Schema.optionalKey(YearRange.Values),
  plus: Schema.optionalKey(YearRange.Values),
  because: Label
})
  .pipe(
    expects({
      en: "a shock, {name: …, on: …, times: {2022: …}, because: {en: …, zh: …}}",
      zh: "冲击 {name: …, on: …, times: {2022: …}, because: {en: …, zh: …}}"
    })
  )
  .check(
    Schema.makeFilter(
      (shock) => shock.times !== undefined || shock.plus !== undefined,
      checked(
        { en: "a shock with times, plus, or both", zh: "带有 times、plus 或两者的冲击" },
        { anyOf: [{ required: ["times"] }, { required: ["plus"] }] }
      )
    )
  )
export type Shock = typeof Shock.Type

const Text = Schema.NonEmptyString.pipe(expects({ en: "a text that is not empty", zh: "非空文字" }))
const Settings = Schema.Record(Schema.String, Setting.Setting).pipe(
  expects({ en: "settings by name, {name: setting, …}", zh: "按名称的设定 {名称: 设定, …}" })
)

/** One scenario file. Exactly one of `extends` and `place` says what it starts from. */
export const ScenarioFile = Schema.Struct({
  gongfu: Schema.Literal(1).pipe(
    expects({ en: "1, the version of this file format", zh: "数字 1（本文件格式的版本）" })
  ),
  name: Name,
  title: Label,
  description: Schema.optionalKey(Label),
  extends: Schema.optionalKey(Text),
  place: Schema.optionalKey(Text),
  years: Schema.optionalKey(Years),
  levers: Schema.optionalKey(Settings),
  assumptions: Schema.optionalKey(Settings),
  shocks: Schema.optionalKey(Schema.Array(Shock).pipe(expects({ en: "a list of shocks", zh: "冲击列表" }))),
  expect: Schema.optionalKey(
    Schema.Array(Text).pipe(
      expects({
        en: "a list of conditions, [gdp[2025] > gdp[2020], …]",
        zh: "条件列表 [gdp[2025] > gdp[2020], …]"
      })
    )
  ),
  shortage: Schema.optionalKey(Shortage)
})
  .pipe(
    expects({
      en: "a scenario file, a map with gongfu, name, title, …",
      zh: "情景文件，即含 gongfu、name、title 等键的映射"
    })
  )
  .check(
    Schema.makeFilter(
      (file) => (file.extends === undefined) !== (file.place === undefined),
      checked(
        {
          en: 'exactly one of "extends" (another scenario) and "place" (for a scenario that extends none)',
          zh: "“extends”（所继承的情景）与“place”（不继承任何情景时）二者之一"
        },
        { oneOf: [{ required: ["extends"] }, { required: ["place"] }] }
      )
    )
  )
export type ScenarioFile = typeof ScenarioFile.Type

/**
 * A scenario file as read: what it says, or why it cannot be read, and the places of everything in it.
 *
 * `draft` holds the parts that can be read on their own, so that a file with one wrong value still has its other
 * settings checked. For a file without faults it says the same as `file`.
 */
export interface Source {
  readonly yaml: Yaml.Yaml
  readonly file: Result.Result<ScenarioFile, ReadonlyArray<Fault.Fault>>
  readonly draft: Draft
}

/** The readable parts of a scenario file, in the order of the file. */
export interface Draft {
  readonly extends: string | undefined
  readonly place: string | undefined
  readonly years: Years | undefined
  readonly levers: ReadonlyArray<readonly [name: string, setting: Setting.Setting]>
  readonly assumptions: ReadonlyArray<readonly [name: string, setting: Setting.Setting]>
  readonly shocks: ReadonlyArray<readonly [index: number, shock: Shock]>
  readonly expectations: ReadonlyArray<readonly [index: number, text: string]>
}

const strict = { onExcessProperty: "error" } as const
const readText = Schema.decodeUnknownResult(Text, strict)
const readYears = Schema.decodeUnknownResult(Years, strict)
const readSetting = Schema.decodeUnknownResult(Setting.Setting, strict)
const readShock = Schema.decodeUnknownResult(Shock, strict)

const readable = <K, A>(
  entries: Iterable<[K, unknown]>,
  read: (value: unknown) => Result.Result<A, unknown>
): ReadonlyArray<readonly [K, A]> =>
  [...entries].flatMap(([key, value]) => {
    const part = read(value)
    return Result.isSuccess(part) ? [[key, part.success] as const] : []
  })

const entriesOf = (value: unknown): ReadonlyArray<[string, unknown]> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : []

const draftOf = (value: unknown): Draft => {
  const block = Object.fromEntries(entriesOf(value))
  return {
    extends: Result.getOrUndefined(readText(block["extends"])),
    place: Result.getOrUndefined(readText(block["place"])),
    years: Result.getOrUndefined(readYears(block["years"])),
    levers: readable(entriesOf(block["levers"]), readSetting),
    assumptions: readable(entriesOf(block["assumptions"]), readSetting),
    shocks: readable(Array.isArray(block["shocks"]) ? block["shocks"].entries() : [], readShock),
    expectations: readable(Array.isArray(block["expect"]) ? block["expect"].entries() : [], readText)
  }
}

/** Reads the text of a scenario file. Fails only when the text is not plain YAML; what else is wrong is in `file`. */
export const read = (source: SourceFile): Result.Result<Source, ReadonlyArray<Fault.Fault>> =>
  Yaml.parse(source).pipe(
    Result.map((yaml) => ({ yaml, file: Decode.decode(ScenarioFile, yaml), draft: draftOf(yaml.value) }))
  )

const encode = Schema.encodeSync(ScenarioFile)

/** The data of a scenario file, as `read` would find them in YAML. */
export const toData = (file: ScenarioFile): typeof ScenarioFile.Encoded => encode(file)

/**
 * What a file says together with the file that it extends.
 *
 * The child's word holds, name by name: a lever or an assumption as a whole, never point by point; a shock replaces
 * the parent's of the same name. Title, description and expectations are the child's own, because the parent's tell
 * of another scenario: what business as usual comes to is not what the plan built on it comes to. The law: `extend(extend(a, b), c)` says the same as `extend(a, extend(b, c))`.
 */
export const extend = (parent: ScenarioFile, child: ScenarioFile): ScenarioFile => {
  const { extends: grandparent, place, years, levers, assumptions, shocks, shortage } = parent
  const { extends: _, place: __, ...own } = child
  const replaced = new Set(child.shocks?.map((shock) => shock.name))
  return {
    ...(years && { years }),
    ...(shortage && { shortage }),
    ...own,
    ...(grandparent !== undefined && { extends: grandparent }),
    ...(place !== undefined && { place }),
    ...((levers ?? child.levers) && { levers: { ...levers, ...child.levers } }),
    ...((assumptions ?? child.assumptions) && { assumptions: { ...assumptions, ...child.assumptions } }),
    ...((shocks ?? child.shocks) && {
      shocks: [...(shocks ?? []).filter((shock) => !replaced.has(shock.name)), ...(child.shocks ?? [])]
    })
  }
}
