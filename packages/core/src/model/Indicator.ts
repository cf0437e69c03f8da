/**
 * Indicators: the numbers of a model by their address.
 *
 * An address is a variable's name and, for a variable over dimensions, one member of each in brackets:
 * `gdp`, `income[rural]`, `income_part[rural][wage]`. Targets, comparisons, exports and the SQL views all use it.
 */
import type { Label } from "../document/Label.ts"
import { cellOf, membersByName, type Model, type Variable } from "./Model.ts"

/** One number of a yearly row, with what a table needs to show it. */
export interface Indicator {
  readonly name: string
  readonly variable: Variable
  readonly members: ReadonlyArray<string>
  readonly slot: number
  /** The variable's label followed by its members': "Income · rural". */
  readonly label: Label
  readonly unit: string
}

/** A label with a member's behind it. Few of a model's are shown, and a text joined so is copied when it is read. */
const joined = (label: Label, member: Label): Label => ({
  en: `${label.en} · ${member.en}`,
  zh: `${label.zh}·${member.zh}`
})

const ofVariable = (model: Model, variable: Variable): ReadonlyArray<Indicator> => {
  const { cells, dimensions, label, unit } = variable
  const labels = dimensions.map((name) => membersByName(model.dimensions.find((dimension) => dimension.name === name)!))
  return cells.map(({ members, name, slot }) => ({
    name,
    variable,
    members,
    slot,
    label: members.reduce((whole, member, i) => joined(whole, labels[i]!.get(member)!.label), label),
    unit
  }))
}

interface Known {
  readonly all: ReadonlyArray<Indicator>
  readonly byName: ReadonlyMap<string, Indicator>
}

const known = new WeakMap<Model, Known>()

const knownOf = (model: Model): Known => {
  const found = known.get(model)
  if (found !== undefined) return found
  const indicators = model.variables.flatMap((variable) => ofVariable(model, variable))
  const made = { all: indicators, byName: new Map(indicators.map((indicator) => [indicator.name, indicator])) }
  known.set(model, made)
  return made
}

/** Every indicator of a model, in the order of its files. */
export const all = (model: Model): ReadonlyArray<Indicator> => knownOf(model).all

/** All that a name of a reader's choice can mean: every indicator, and each variable that stands for several of them. */
export const named = (model: Model): ReadonlyArray<Indicator | Variable> => [
  ...all(model),
  ...model.variables.filter(({ dimensions }) => dimensions.length > 0)
]

/** Every indicator of a model by its address, in the order of its files. */
export const byName = (model: Model): ReadonlyMap<string, Indicator> => knownOf(model).byName

/** The indicator at an address, if the model has it; members may stand in any order. */
export const find = (model: Model, address: string): Indicator | undefined => {
  const written = knownOf(model).byName.get(address)
  if (written !== undefined) return written
  const parts = /^([a-z][a-z0-9_]*)((?:\[[a-z][a-z0-9_]*\])*)$/.exec(address.replaceAll(" ", ""))
  const variable = parts === null ? undefined : model.variable.get(parts[1]!)
  if (variable === undefined) return undefined
  const members = parts![2]!.split(/[[\]]+/).filter((member) => member !== "")
  if (members.length !== variable.dimensions.length) return undefined
  const cell = cellOf(variable, new Set(members))
  return cell === undefined ? undefined : knownOf(model).byName.get(cell.name)
}

/**
 * The name that is meant by a text: one name has it as its label, in either language and letter by letter. Any other
 * text is taken for a name itself.
 */
export const nameOf = (model: Model, typed: string): string => {
  if (find(model, typed) !== undefined || model.variable.has(typed)) return typed
  const names = new Set(named(model).flatMap(({ label, name }) => (Object.values(label).includes(typed) ? [name] : [])))
  return names.size === 1 ? [...names][0]! : typed
}
