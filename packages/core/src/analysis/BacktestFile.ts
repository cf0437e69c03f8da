/**
 * The file `backtest.yaml` of a place: which published figure is which number of the model.
 *
 * Every published indicator is mapped at most once, and every address is a number of the model.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Decode from "../document/Decode.ts"
import { expects } from "../document/Expected.ts"
import * as Fault from "../document/Fault.ts"
import { Label } from "../document/Label.ts"
import * as Meant from "../document/Meant.ts"
import { Finite, Year } from "../document/Number.ts"
import type { SourceFile } from "../document/Span.ts"
import * as Yaml from "../document/Yaml.ts"
import * as Indicator from "../model/Indicator.ts"
import type { Model } from "../model/Model.ts"
import * as EquationFault from "../model/EquationFault.ts"

const Text = Schema.NonEmptyString.pipe(expects({ en: "a text that is not empty", zh: "非空文字" }))

const CsvPath = Schema.String.check(Schema.isPattern(/^[a-z0-9_-]+(\/[a-z0-9_-]+)*\.csv$/u)).pipe(
  expects({
    en: "a CSV file in the place's folder, such as data/published.csv",
    zh: "地区目录内的 CSV 文件，如 data/published.csv"
  })
)

/**
 * One published indicator. Its value in `unit`, times `factor`, is in the unit of the model's `indicator`. Figures
 * before the year `from` stand on another basis and are not compared. `fitted_through` is for an indicator of which
 * the model used later years than of the others.
 */
export const Mapping = Schema.Struct({
  published: Text,
  unit: Text,
  indicator: Text,
  factor: Schema.optionalKey(Finite),
  from: Schema.optionalKey(Year),
  fitted_through: Schema.optionalKey(Year),
  note: Schema.optionalKey(Label)
})

/**
 * The file: where the actuals stand, which `scope` they begin with when they are about the place itself, and the last
 * year that the model was fitted to. That year is never left out: that figures are out of sample is said, not assumed.
 * Where nothing was fitted it is the model's first year.
 */
export const BacktestFile = Schema.Struct({
  gongfu: Schema.Literal(1),
  actuals: CsvPath,
  scope: Text,
  fitted_through: Year,
  indicators: Schema.Array(Mapping)
})
export type BacktestFile = typeof BacktestFile.Type

/** A published indicator and the number of the model that it is. */
export interface Mapped {
  readonly published: string
  readonly unit: string
  readonly indicator: Indicator.Indicator
  readonly factor: number
  readonly from: number | undefined
  readonly fittedThrough: number
  readonly note: Label | undefined
}

/** A checked file. */
export interface Plan {
  readonly actuals: string
  readonly scope: string
  readonly fittedThrough: number
  readonly mapped: ReadonlyArray<Mapped>
}

/** A published indicator stands in two mappings. */
export const MappedTwice = Fault.define<{ readonly published: string }>("MappedTwice", ({ published }) => ({
  problem: { en: `"${published}" is mapped twice`, zh: `“${published}”重复对应` },
  remedy: { en: "keep one of the two", zh: "只保留其中一个" }
}))

/** Reads the file and checks it against a model; every fault at once. */
export const fromFile = (source: SourceFile, model: Model): Result.Result<Plan, ReadonlyArray<Fault.Fault>> =>
  Result.gen(function* () {
    const yaml = yield* Yaml.parse(source)
    const file = yield* Decode.decode(BacktestFile, yaml)
    const faults: Array<Fault.Fault> = []
    const taken = new Set<string>()
    const mapped = file.indicators.flatMap((entry, i): ReadonlyArray<Mapped> => {
      const { factor, fitted_through, from, note, published, unit } = entry
      if (taken.has(published)) faults.push(MappedTwice(yaml.spanOf(["indicators", i, "published"]), { published }))
      taken.add(published)
      const indicator = Indicator.find(model, entry.indicator)
      if (indicator === undefined) {
        const name = entry.indicator
        faults.push(
          EquationFault.UnknownName(yaml.spanOf(["indicators", i, "indicator"]), {
            name,
            get meant() {
              return Meant.of(name, Indicator.all(model))
            }
          })
        )
        return []
      }
      const fittedThrough = fitted_through ?? file.fitted_through
      return [{ published, unit, indicator, factor: factor ?? 1, from, fittedThrough, note }]
    })
    if (faults.length > 0) return yield* Result.fail(Fault.capped(faults))
    return { actuals: file.actuals, scope: file.scope, fittedThrough: file.fitted_through, mapped }
  })
