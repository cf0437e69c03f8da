/**
 * From a chain of scenario files to the scenario that they come to, checked against its model.
 */
import * as Result from "effect/Result"
import * as Decode from "../document/Decode.ts"
import type * as Fault from "../document/Fault.ts"
import { capped } from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"
import type { Path } from "../document/Yaml.ts"
import type { Model } from "../model/Model.ts"
import * as UnitText from "../wording/UnitText.ts"
import * as Check from "./Check.ts"
import type { Scenario, Shock } from "./Scenario.ts"
import * as ScenarioFile from "./ScenarioFile.ts"
import * as Setting from "./Setting.ts"
import * as YearRange from "./YearRange.ts"

const byName = <A>(entries: Iterable<readonly [string, A]>): Record<string, A> =>
  Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)))

const settings = (block: Readonly<Record<string, Setting.Setting>> = {}): Record<string, Setting.Setting> =>
  byName(Object.entries(block).map(([name, setting]) => [name, Setting.normal(setting)]))

const shockOf = (shock: ScenarioFile.Shock): Shock => ({
  name: shock.name,
  on: shock.on,
  times: Setting.normalPoints(YearRange.expanded(shock.times ?? {})),
  plus: Setting.normalPoints(YearRange.expanded(shock.plus ?? {})),
  because: shock.because
})

/** The unit of a number at a path of a scenario file; nothing where it would be none, or of a name that is not known. */
const unitAt = (value: unknown, [block, name, key]: Path, model: Model): Label | undefined => {
  const isSetting = block === "levers" || block === "assumptions"
  const isPlus = block === "shocks" && key === "plus"
  const on = isSetting ? name : isPlus ? Decode.valueAt(value, [block, name!, "on"]) : undefined
  const variable = typeof on === "string" ? Check.variableAt(model, on) : undefined
  return variable && UnitText.of(model.units, variable.unit).label
}

/**
 * Resolves a chain of files, from the scenario itself to the one that extends none, against a model.
 *
 * Gives the scenario, or every fault of every file at once, in the order of file and line and up to the limit of
 * `Fault.capped`: what could not be read, and what could but does not fit the model.
 *
 * **Details**
 *
 * Each file is checked on its own terms, with the years that it or its ancestors give: a scenario may end earlier
 * than the one that it extends without having to repeat the longer paths.
 */
export const of = (
  chain: readonly [ScenarioFile.Source, ...ReadonlyArray<ScenarioFile.Source>],
  model: Model
): Result.Result<Scenario, ReadonlyArray<Fault.Fault>> => {
  const checked = Check.chain(chain, model)
  const files = chain.map((source) => source.file)
  const unread = chain.flatMap(({ file, yaml }) =>
    Result.isFailure(file) ? Decode.inUnits(file.failure, (path) => unitAt(yaml.value, path, model)) : []
  )
  const faults = [...checked, ...unread]
  if (faults.length > 0) return Result.fail(capped(faults))
  const said = files.flatMap((file) => (Result.isSuccess(file) ? [file.success] : []))
  const { name, title, description, years, shortage, levers, assumptions, shocks, expect } = said.reduceRight(
    (parent, child) => ScenarioFile.extend(parent, child)
  )
  return Result.succeed({
    gongfu: 1,
    name,
    title,
    ...(description && { description }),
    years: years ?? { from: model.years.from, to: model.years.to },
    shortage: shortage ?? "refuse",
    levers: settings(levers),
    assumptions: settings(assumptions),
    shocks: (shocks ?? []).map(shockOf).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    expect: expect ?? []
  })
}
