/**
 * What a model says: the data of its files, before anything is checked.
 *
 * A model is written as one YAML file a sector and kept, in the store and in
 * fingerprints, as one canonical document: this one. Equations are still text
 * here. `Model` is what comes out when the document has been checked.
 */
import * as Schema from "effect/Schema"
import { checked, expects } from "../document/Expected.ts"
import { Label, Prose } from "../document/Label.ts"
import { Finite, Year, YearMap } from "../document/Number.ts"

/** A name in the model: small letters, digits and underscores, starting with a letter. */
export const Name = Schema.String.check(Schema.isPattern(/^[a-z][a-z0-9_]*$/u)).pipe(
  expects({ en: "a name of small letters, digits and _", zh: "由小写字母、数字和下划线组成的名称" })
)

/**
 * Where a variable comes from, exactly one of:
 * a clause of the plan, a published page, a derivation, or an assumption with its reason.
 * A `statistic` or a `plan` may carry a `note` on how it was read. What explains stands in both languages, or as one
 * text; a clause and a page are named as they are.
 */
export const Source = Schema.Struct({
  plan: Schema.optionalKey(Schema.NonEmptyString),
  statistic: Schema.optionalKey(Schema.NonEmptyString),
  derived: Schema.optionalKey(Prose),
  assumption: Schema.optionalKey(Prose),
  note: Schema.optionalKey(Prose)
}).check(
  Schema.makeFilter(
    (source) =>
      [source.plan, source.statistic, source.derived, source.assumption].filter((s) => s !== undefined).length === 1,
    checked(
      {
        en: "exactly one of plan, statistic, derived, assumption",
        zh: "plan、statistic、derived、assumption 之一"
      },
      { oneOf: ["plan", "statistic", "derived", "assumption"].map((key) => ({ required: [key] })) }
    )
  )
)
export type Source = typeof Source.Type

/** A smallest and a largest sensible value, both included. */
export const Range = Schema.Tuple([Finite, Finite]).pipe(
  expects({ en: "a range, [smallest, largest]", zh: "范围 [最小, 最大]" })
)
export type Range = typeof Range.Type

/** How far each of a variable's values may lie from where it is given, as a smallest and a largest factor around 1. */
export const Spread = Schema.Tuple([
  Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 })),
  Finite.check(Schema.isGreaterThanOrEqualTo(1))
]).pipe(expects({ en: "two factors around 1, such as [0.7, 1.4]", zh: "1 两侧的两个倍数，如 [0.7, 1.4]" }))
export type Spread = typeof Spread.Type

/**
 * How likely an assumption's values are, within its range: all alike, most at a mode, or normal or lognormal around the
 * model's own value and cut off at the ends of the range. A mode and a standard deviation are told in the assumption's
 * unit, or as factors beside a spread; that of a lognormal one is of the logarithm.
 */
export const Distribution = Schema.Union([
  Schema.Literals(["uniform", "triangular"]),
  Schema.Struct({ triangular: Schema.Struct({ mode: Finite }) }),
  Schema.Struct({ normal: Schema.Struct({ sd: Finite }) }),
  Schema.Struct({ lognormal: Schema.Struct({ sd: Finite }) })
]).pipe(
  expects({
    en: "uniform, triangular, {triangular: {mode: …}}, {normal: {sd: …}} or {lognormal: {sd: …}}",
    zh: "uniform、triangular、{triangular: {mode: …}}、{normal: {sd: …}} 或 {lognormal: {sd: …}}"
  })
)
export type Distribution = typeof Distribution.Type

/** A policy lever: today's setting, and how far it can be set. */
export const Lever = Schema.Struct({ default: Finite, min: Finite, max: Finite })
export type Lever = typeof Lever.Type

/** One number, or one for each member of the variable's dimensions (nested in their order). */
export type Cells<A> = A | { readonly [member: string]: Cells<A> }
const cellsOf = <A>(cell: Schema.Codec<A>, description: { en: string; zh: string }): Schema.Codec<Cells<A>> => {
  const cells: Schema.Codec<Cells<A>> = Schema.Union([
    cell,
    Schema.Record(
      Schema.String,
      Schema.suspend((): Schema.Codec<Cells<A>> => cells)
    )
  ]).pipe(expects(description))
  return cells
}
const NumberCells = cellsOf(Finite, { en: "a number, or one for each member", zh: "一个数，或每个成员一个数" })
const ExpressionCells = cellsOf<string | number>(
  Schema.Union([Schema.String, Finite]) as Schema.Codec<string | number>,
  { en: "an equation, or one for each member", zh: "一个方程，或每个成员一个方程" }
)

/**
 * One variable. The key that it carries says what kind it is: `value` (a constant assumption), `series` (an
 * assumption by year, linear between the years given and held outside them), `lever`, or `equation`.
 */
export const Variable = Schema.Struct({
  label: Label,
  unit: Schema.NonEmptyString,
  over: Schema.optionalKey(Schema.Array(Name)),
  value: Schema.optionalKey(NumberCells),
  series: Schema.optionalKey(YearMap),
  lever: Schema.optionalKey(Lever),
  equation: Schema.optionalKey(ExpressionCells),
  initial: Schema.optionalKey(ExpressionCells),
  range: Schema.optionalKey(Range),
  spread: Schema.optionalKey(Spread),
  distribution: Schema.optionalKey(Distribution),
  source: Schema.optionalKey(Source),
  note: Schema.optionalKey(Label)
})
export type Variable = typeof Variable.Type

const oneLaw = Schema.makeFilter(
  (invariant: { readonly equal?: unknown; readonly within?: unknown }) =>
    (invariant.equal === undefined) !== (invariant.within === undefined),
  checked(
    { en: "either equal: [a, b] or within: [a, low, high]", zh: "equal: [a, b] 或 within: [a, 低, 高]" },
    { oneOf: [{ required: ["equal"] }, { required: ["within"] }] }
  )
)
/**
 * A law that must hold in every year: two expressions are equal, or one lies within bounds, both up to 1e-9 of their
 * size. `shortage: true` marks a law that a scenario breaks by asking for more than there is: a scenario that chose
 * to scale goes on, because the equations then share out what there is; any other run fails.
 */
export const Invariant = Schema.Struct({
  label: Label,
  over: Schema.optionalKey(Schema.Array(Name)),
  shortage: Schema.optionalKey(Schema.Boolean),
  equal: Schema.optionalKey(Schema.Tuple([Schema.NonEmptyString, Schema.NonEmptyString])),
  within: Schema.optionalKey(Schema.Tuple([Schema.NonEmptyString, Finite, Finite]))
}).check(oneLaw)
export type Invariant = typeof Invariant.Type

/** Something worth telling, in the first year in which it is true. */
export const Milestone = Schema.Struct({ label: Label, when: Schema.NonEmptyString })
export type Milestone = typeof Milestone.Type

/** A dimension and its members. Their order is the order of tables and of every fold. */
export const Dimension = Schema.Struct({
  label: Label,
  members: Schema.NonEmptyArray(Schema.Struct({ name: Name, label: Label }))
})
export type Dimension = typeof Dimension.Type

/**
 * A unit: its name in both languages; `ratio: true` for a pure number (share, multiple, index), `percent: true` for
 * a ratio that is shown times 100; `decimals` for how many are shown.
 */
export const Unit = Schema.Struct({
  label: Label,
  ratio: Schema.optionalKey(Schema.Boolean),
  percent: Schema.optionalKey(Schema.Boolean),
  decimals: Schema.optionalKey(
    Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 15 })).pipe(
      expects({ en: "a whole number from 0 to 15", zh: "0 至 15 的整数" })
    )
  )
})
export type Unit = typeof Unit.Type

/** A pattern put to use by a sector, under the name that takes the place of `$`; `label` takes its place in labels. */
export const Use = Schema.Struct({ pattern: Name, label: Label })
export type Use = typeof Use.Type

/** One sector's file. Dimensions that only this sector's variables run over may stand here instead of `model.yaml`. */
export const SectorFile = Schema.Struct({
  sector: Name,
  label: Label,
  dimensions: Schema.optionalKey(Schema.Record(Name, Dimension)),
  uses: Schema.optionalKey(Schema.Record(Name, Use)),
  variables: Schema.Record(Name, Variable),
  invariants: Schema.optionalKey(Schema.Record(Name, Invariant)),
  milestones: Schema.optionalKey(Schema.Record(Name, Milestone))
})
export type SectorFile = typeof SectorFile.Type

/**
 * The file `model.yaml`: what the sectors share. Initial values belong to the first of its years. Each name in
 * `sectors` and in `patterns` has a file of that name beside this one.
 */
export const ModelFile = Schema.Struct({
  gongfu: Schema.Literal(1),
  model: Name,
  label: Label,
  years: Schema.Struct({ from: Year, to: Year }),
  units: Schema.Record(Schema.NonEmptyString, Unit),
  dimensions: Schema.optionalKey(Schema.Record(Name, Dimension)),
  patterns: Schema.optionalKey(Schema.Array(Name)),
  sectors: Schema.NonEmptyArray(Name)
})
export type ModelFile = typeof ModelFile.Type

/** A name in a pattern: `$` stands for the name of the use, as in `$_stock`. */
const PatternName = Schema.String.check(Schema.isPattern(/^[a-z$][a-z0-9_$]*$/u)).pipe(
  expects({ en: "a name of small letters, digits, _ and $", zh: "由小写字母、数字、下划线和 $ 组成的名称" })
)
const overPattern = { over: Schema.optionalKey(Schema.Array(PatternName)) }

/** A pattern's file: variables and laws written once, with `$` where each use has its own name. */
export const PatternFile = Schema.Struct({
  pattern: Name,
  label: Label,
  variables: Schema.Record(PatternName, Schema.Struct({ ...Variable.fields, ...overPattern })),
  invariants: Schema.optionalKey(
    Schema.Record(PatternName, Schema.Struct({ ...Invariant.fields, ...overPattern }).check(oneLaw))
  )
})
export type PatternFile = typeof PatternFile.Type

const named = <F extends Schema.Struct.Fields>(fields: F) => Schema.Array(Schema.Struct({ name: Name, ...fields }))

/** A whole model. Lists keep the order of the files, which canonical JSON would not keep for keys. */
export const ModelDocument = Schema.Struct({
  gongfu: Schema.Literal(1),
  model: Name,
  label: Label,
  years: Schema.Struct({ from: Year, to: Year }),
  units: Schema.Record(Schema.NonEmptyString, Unit),
  dimensions: named(Dimension.fields),
  sectors: Schema.Array(
    Schema.Struct({
      name: Name,
      label: Label,
      variables: named(Variable.fields),
      invariants: named(Invariant.fields),
      milestones: named(Milestone.fields)
    })
  )
})
export type ModelDocument = typeof ModelDocument.Type
