/**
 * Checks of scenarios against a model: names, ranges, years, expectations.
 *
 * Of files it works on what could be read of each, so that faults of form and
 * faults of content come out together. A scenario that was resolved elsewhere
 * goes through the same checks.
 */
import type * as Fault from "../document/Fault.ts"
import type { Span } from "../document/Span.ts"
import type { Path, Yaml } from "../document/Yaml.ts"
import * as Indicator from "../model/Indicator.ts"
import type { Kind, Model, Variable } from "../model/Model.ts"
import * as UnitText from "../wording/UnitText.ts"
import * as Expectation from "./Expectation.ts"
import type { Scenario } from "./Scenario.ts"
import * as ScenarioFault from "./ScenarioFault.ts"
import type { Draft, Shock, Source } from "./ScenarioFile.ts"
import type { Years } from "./ScenarioTerms.ts"
import * as Setting from "./Setting.ts"
import * as Settable from "./Settable.ts"
import * as YearRange from "./YearRange.ts"

type Faults = ReadonlyArray<Fault.Fault>

/** What is said, and where each part of it stands. */
interface Said {
  readonly draft: Pick<Draft, "years" | "levers" | "assumptions" | "shocks" | "expectations">
  readonly yaml: Pick<Yaml, "spanOf" | "keySpanOf">
}

const blockOf: Record<Kind, ScenarioFault.Block | undefined> = {
  lever: "levers",
  assumption: "assumptions",
  equation: undefined,
  constant: undefined
}

/**
 * The variable at an address, when the address is spelt as the model spells it. What cannot be set at all is found by
 * its bare name too: its members do not matter.
 */
export const variableAt = (model: Model, address: string): Variable | undefined => {
  const bare = model.variable.get(address)
  if (bare !== undefined && blockOf[bare.kind] === undefined) return bare
  const indicator = Indicator.find(model, address)
  return indicator?.name === address ? indicator.variable : undefined
}

/** The fault of an address that the model does not have. */
const unknown = (span: Span, model: Model, block: ScenarioFault.Block, name: string): Fault.Fault => {
  const bare = model.variable.get(name)
  if (bare !== undefined)
    return ScenarioFault.MembersMissing(span, { name, addresses: bare.cells.map((cell) => cell.name) })
  return ScenarioFault.UnknownSetting(span, {
    block,
    name,
    get meant() {
      return Settable.meant(model, name, block)
    },
    get known() {
      return Settable.of(model)[block].map((indicator) => indicator.name)
    }
  })
}

/** The bounds of a lever, or of one number of an assumption; none for what cannot be set. */
export const boundsOf = (variable: Variable, address: string): readonly [min: number, max: number] | undefined =>
  variable.lever === undefined
    ? variable.cells.find(({ name }) => name === address)?.range
    : [variable.lever.min, variable.lever.max]

/** The years of a path that lie outside those that can be set, each at its key. */
const yearFaults = (source: Said, path: Path, setting: Setting.Setting, from: number, to: number): Faults =>
  Setting.points(setting)
    .filter(({ year }) => year < from || year > to)
    .map(({ year }) =>
      ScenarioFault.YearOutside(source.yaml.keySpanOf([...path, ...Setting.pathTo(setting, year)]), { year, from, to })
    )

const rangeFaults = (
  source: Said,
  path: Path,
  name: string,
  setting: Setting.Setting,
  variable: Variable,
  units: Model["units"]
): Faults => {
  const bounds = boundsOf(variable, name)
  if (bounds === undefined) return []
  const [min, max] = bounds
  const fault = (at: Path, value: number) => {
    const unit = UnitText.of(units, variable.unit)
    return ScenarioFault.OutOfRange(source.yaml.spanOf([...path, ...at]), { name, value, min, max, unit })
  }
  const outside = (value: number) => value < min || value > max
  return typeof setting === "number"
    ? outside(setting)
      ? [fault([], setting)]
      : []
    : Setting.points(setting)
        .filter(({ value }) => outside(value))
        .map(({ year, value }) => fault(Setting.pathTo(setting, year), value))
}

const settingFaults = (
  source: Said,
  model: Model,
  years: Years,
  block: ScenarioFault.Block,
  name: string,
  setting: Setting.Setting
): Faults => {
  const path = [block, name]
  const first = block === "levers" ? years.from + 1 : years.from
  const early = yearFaults(source, path, setting, first, years.to)
  const key = source.yaml.keySpanOf(path)
  const variable = variableAt(model, name)
  if (variable === undefined) return [unknown(key, model, block, name), ...early]
  if (variable.kind === "equation" || variable.kind === "constant")
    return [ScenarioFault.NotSettable(key, { name, kind: variable.kind }), ...early]
  const ranges = rangeFaults(source, path, name, setting, variable, model.units)
  const belongs = blockOf[variable.kind]!
  const misplaced = belongs === block ? [] : [ScenarioFault.WrongBlock(key, { name, block, belongs })]
  return [...misplaced, ...early, ...ranges]
}

/** What is wrong with the years that keys of a shock name, each at its key. */
const keyFaults = ({ yaml }: Said, path: Path, values: YearRange.Values, { from, to }: Years): Faults => {
  const at = ({ key }: YearRange.Span): Span => yaml.keySpanOf([...path, key])
  const keys = YearRange.spans(values).toSorted((a, b) => at(a).line - at(b).line || at(a).column - at(b).column)
  return keys.flatMap((own, i): Faults => {
    const { from: first, key, to: last } = own
    if (first > last) return [ScenarioFault.RangeTurned(at(own), { key, from: first, to: last })]
    const outside =
      first >= from && last <= to
        ? []
        : first === last
          ? [ScenarioFault.YearOutside(at(own), { year: first, from, to })]
          : [ScenarioFault.YearsOutside(at(own), { key, first, last, from, to })]
    const other = keys.slice(0, i).find((earlier) => YearRange.overlap(earlier, own))
    if (other === undefined) return outside
    const year = Math.max(other.from, first)
    return [...outside, ScenarioFault.YearTwice(at(own), { year, keys: [other.key, key], line: at(other).line })]
  })
}

const shockFaults = (source: Said, model: Model, years: Years, index: number, shock: Shock): Faults => {
  const outside = (["times", "plus"] as const).flatMap((key) => {
    const values = shock[key]
    return values === undefined ? [] : keyFaults(source, ["shocks", index, key], values, years)
  })
  const span = source.yaml.spanOf(["shocks", index, "on"])
  const kind = variableAt(model, shock.on)?.kind
  if (kind === undefined) return [unknown(span, model, "assumptions", shock.on), ...outside]
  return kind === "assumption" ? outside : [ScenarioFault.ShockOn(span, { name: shock.on, kind }), ...outside]
}

const expectationFaults = ({ draft, yaml }: Said, model: Model, years: Years): Faults =>
  draft.expectations.flatMap(
    ([index, text]) => Expectation.read(text, model, years, yaml.spanOf(["expect", index])).faults
  )

const duplicateShocks = ({ draft, yaml }: Said): Faults => {
  const span = (index: number) => yaml.spanOf(["shocks", index, "name"])
  const first = new Map<string, number>()
  return draft.shocks.flatMap(([index, { name }]) => {
    const earlier = first.get(name)
    if (earlier !== undefined) return [ScenarioFault.DuplicateShock(span(index), { name, line: span(earlier).line })]
    first.set(name, index)
    return []
  })
}

const horizonFaults = ({ draft, yaml }: Said, model: Model): Faults => {
  if (draft.years === undefined) return []
  const { from, to } = draft.years
  const base = model.years.from
  const last = model.years.to
  return [
    ...(from === base ? [] : [ScenarioFault.WrongFirstYear(yaml.spanOf(["years", "from"]), { year: from, base })]),
    ...(to <= last ? [] : [ScenarioFault.WrongLastYear(yaml.spanOf(["years", "to"]), { year: to, last })])
  ]
}

const contentFaults = (source: Said, model: Model, years: Years): Faults => [
  ...horizonFaults(source, model),
  ...source.draft.levers.flatMap(([name, setting]) => settingFaults(source, model, years, "levers", name, setting)),
  ...source.draft.assumptions.flatMap(([name, setting]) =>
    settingFaults(source, model, years, "assumptions", name, setting)
  ),
  ...source.draft.shocks.flatMap(([index, shock]) => shockFaults(source, model, years, index, shock)),
  ...duplicateShocks(source)
]

/** The years that hold for the first file of a chain, kept to what the model can do. */
const yearsOf = (chain: ReadonlyArray<Source>, model: Model): Years => {
  const years = chain.find((source) => source.draft.years !== undefined)?.draft.years
  const { from, to } = model.years
  return { from, to: years === undefined || years.to <= from ? to : Math.min(years.to, to) }
}

/** Every fault of content in a chain of files, the scenario itself first and its farthest ancestor last. */
export const chain = (files: ReadonlyArray<Source>, model: Model): Faults =>
  files.flatMap((source, i) => {
    const years = yearsOf(files.slice(i), model)
    return [...contentFaults(source, model, years), ...expectationFaults(source, model, years)]
  })

/**
 * Every fault of content in a resolved scenario that anybody may have written, all at one place. Its settings may name
 * any year of the model: it may end before the one that it extends.
 */
export const resolved = (scenario: Scenario, model: Model, span: Span): Faults => {
  const said: Said = {
    draft: {
      years: scenario.years,
      levers: Object.entries(scenario.levers),
      assumptions: Object.entries(scenario.assumptions),
      shocks: [...scenario.shocks.entries()],
      expectations: [...scenario.expect.entries()]
    },
    yaml: { spanOf: () => span, keySpanOf: () => span }
  }
  return [...contentFaults(said, model, model.years), ...expectationFaults(said, model, scenario.years)]
}
