/**
 * What a file of plan targets says, before anything is checked against a model.
 *
 * Targets are written as one YAML file, `targets.yaml`, and kept, in the store
 * and in fingerprints, as one canonical document, whose lists keep the order
 * of the file. `Target` is what comes out when the document has been checked.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Decode from "../document/Decode.ts"
import { expects, oneOf } from "../document/Expected.ts"
import type { Fault } from "../document/Fault.ts"
import { Label } from "../document/Label.ts"
import { Finite, Year } from "../document/Number.ts"
import * as Span from "../document/Span.ts"
import * as Yaml from "../document/Yaml.ts"
import { Name } from "../model/ModelDocument.ts"

/**
 * What a target asks for; `Assess` says how each is measured.
 *
 * - `level`: a value, in the year `by`
 * - `ceiling_each_year`: a value never exceeded, in every year `from` to `by`
 * - `annual_flow`: a value reached in every year `from` to `by`
 * - `cumulative`: a sum over the years `from` to `by`
 * - `average_growth`: compound growth a year, from the base year `from` to `by`
 * - `multiple_of_base`: the value in `by` over the value in the base year `from`
 * - `increase_over_base`: the value in `by` less the value in the base year `from`
 * - `trend_down`: a value that falls in every year `from` to `by`, against the year before
 */
export const Kind = Schema.Literals([
  "level",
  "ceiling_each_year",
  "annual_flow",
  "cumulative",
  "average_growth",
  "multiple_of_base",
  "increase_over_base",
  "trend_down"
]).pipe(
  oneOf({
    level: { en: 'a value in the year "by"', zh: "“by”年达到的数值" },
    ceiling_each_year: { en: "a value never exceeded", zh: "逐年不突破的上限" },
    annual_flow: { en: "a value reached every year", zh: "每年达到的数值" },
    cumulative: { en: "a sum over years", zh: "多年累计" },
    average_growth: { en: "compound growth a year", zh: "年均增长" },
    multiple_of_base: { en: "a multiple of the base year's", zh: "基年的倍数" },
    increase_over_base: { en: "an increase over the base year", zh: "比基年增加" },
    trend_down: { en: "a fall in every year", zh: "逐年下降" }
  })
)
export type Kind = typeof Kind.Type

/** How binding the plan's words are: a firm number, one to strive for, or a round one ("about 1.9"). */
export const Strength = Schema.Literals(["firm", "strive", "around"]).pipe(
  oneOf({
    firm: { en: "a firm number", zh: "约束性数值" },
    strive: { en: "one to strive for", zh: "力争达到" },
    around: { en: "a round one", zh: "左右" }
  })
)
export type Strength = typeof Strength.Type

/** The four ways to compare; a target has one of them, and one whose trend has to fall has none. */
export const comparisons = ["at_least", "more_than", "at_most", "less_than"] as const
export type Comparison = (typeof comparisons)[number]

const NotNegative = Finite.check(Schema.isGreaterThanOrEqualTo(0)).pipe(
  expects({ en: "a number that is not negative", zh: "非负的数" })
)

/**
 * One target. Numbers stand in the indicator's unit: a share as 0.5, not as 50. `tolerance` is how far a round
 * figure may be missed, in the unit of the comparison.
 */
export const TargetEntry = Schema.Struct({
  clause: Schema.NonEmptyString.pipe(
    expects({ en: 'the clause of the plan, a text such as "11"', zh: '规划条款，如 "11"' })
  ),
  area: Name,
  kind: Kind,
  indicator: Schema.NonEmptyString,
  from: Schema.optionalKey(Year),
  by: Year,
  at_least: Schema.optionalKey(Finite),
  more_than: Schema.optionalKey(Finite),
  at_most: Schema.optionalKey(Finite),
  less_than: Schema.optionalKey(Finite),
  tolerance: Schema.optionalKey(NotNegative),
  strength: Strength,
  label: Label,
  note: Schema.optionalKey(Label)
})
export type TargetEntry = typeof TargetEntry.Type

const Weight = Finite.check(Schema.isGreaterThan(0)).pipe(expects({ en: "a weight above zero", zh: "大于零的权重" }))

/** The weight of each area in the common-prosperity index; they need not sum to one. */
export const Weights = Schema.Record(Name, Weight)

/** The file `targets.yaml`: the areas of the plan, in the order of the scoreboard, and the targets. */
export const TargetFile = Schema.Struct({
  gongfu: Schema.Literal(1),
  areas: Schema.Record(Name, Label),
  weights: Schema.optionalKey(Weights),
  targets: Schema.Record(Name, TargetEntry)
})
export type TargetFile = typeof TargetFile.Type

/** All targets of a place. Lists keep the order of the file, which canonical JSON would not keep for keys. */
export const TargetDocument = Schema.Struct({
  gongfu: Schema.Literal(1),
  areas: Schema.Array(Schema.Struct({ name: Name, label: Label })),
  weights: Schema.optionalKey(Weights),
  targets: Schema.Array(Schema.Struct({ name: Name, ...TargetEntry.fields }))
})
export type TargetDocument = typeof TargetDocument.Type

/** Where things stand in the file. */
export interface Locate {
  /** A key of a target: the target's own name when no key is given or the key is absent. */
  readonly target: (target: string, key?: string) => Span.Span
  /** The weight of an area; the list of weights where the area has none. */
  readonly weight: (area: string) => Span.Span
}

/** For a document that came from a store: there is no line to point at. */
export const nowhere: Locate = { target: () => Span.whole("targets"), weight: () => Span.whole("targets") }

/** The canonical document of a decoded file. */
export const toDocument = (file: TargetFile): TargetDocument => ({
  gongfu: 1,
  ...(file.weights === undefined ? {} : { weights: file.weights }),
  areas: Object.entries(file.areas).map(([name, label]) => ({ name, label })),
  targets: Object.entries(file.targets).map(([name, entry]) => ({ name, ...entry }))
})

/** The unit of the figures of a target that is counted as its indicator is; nothing for growth and multiples. */
const figureUnit = (
  value: unknown,
  [block, target, key]: Yaml.Path,
  unitOf: (indicator: string) => Label | undefined
): Label | undefined => {
  if (block !== "targets" || ![...comparisons, "tolerance"].some((one) => one === key)) return undefined
  const [kind, indicator] = ["kind", "indicator"].map((one) => Decode.valueAt(value, [block, target!, one]))
  if (kind === "average_growth" || kind === "multiple_of_base" || typeof indicator !== "string") return undefined
  return unitOf(indicator)
}

/**
 * Reads `targets.yaml` as data, every fault at once, and gives the document with the places it came from. What is no
 * number is told in the unit of its indicator, where that is known.
 */
export const decode = (
  source: Span.SourceFile,
  unitOf: (indicator: string) => Label | undefined = () => undefined
): Result.Result<{ readonly document: TargetDocument; readonly locate: Locate }, ReadonlyArray<Fault>> =>
  Result.gen(function* () {
    const yaml = yield* Yaml.parse(source)
    const file = yield* Result.mapError(Decode.decode(TargetFile, yaml), (faults) =>
      Decode.inUnits(faults, (path) => figureUnit(yaml.value, path, unitOf))
    )
    return {
      document: toDocument(file),
      locate: {
        target: (target, key) =>
          key !== undefined && Object.hasOwn(file.targets[target] ?? {}, key)
            ? yaml.spanOf(["targets", target, key])
            : yaml.keySpanOf(["targets", target]),
        weight: (area) => yaml.keySpanOf(Object.hasOwn(file.weights ?? {}, area) ? ["weights", area] : ["weights"])
      }
    }
  })
