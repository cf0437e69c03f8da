/**
 * A model as a Mermaid flowchart: an arrow from each variable to those that
 * need it, dotted where last year's or the first year's value is meant.
 *
 * Levers, assumptions and constants have shapes of their own; sectors are
 * boxes. Names are the model's and safe; labels are quoted.
 */
import type { Language } from "@gongfu/core/document/Label"
import * as Expression from "@gongfu/core/model/Expression"
import type { Kind, Model, Variable } from "@gongfu/core/model/Model"
import { printable } from "./Width.ts"

interface Need {
  readonly name: string
  readonly past: boolean
}

const needs = (expression: Expression.Expression, past = false): ReadonlyArray<Need> => {
  if (expression._tag === "Reference") return [{ name: expression.name, past }]
  return Expression.parts(expression).flatMap((part) => needs(part, past || expression._tag === "Past"))
}

/** What a variable needs: each name once for the same year, once for the past. */
const needsOf = (variable: Variable): ReadonlyArray<Need> => {
  const all = variable.cells.flatMap((cell) => [
    ...(cell.equation === undefined ? [] : needs(cell.equation.tree)),
    ...(cell.initial === undefined ? [] : needs(cell.initial.tree, true))
  ])
  return [...new Map(all.map((need) => [`${need.name} ${need.past}`, need])).values()]
}

const shapes: Record<Kind, readonly [string, string]> = {
  lever: ["[/", "/]"],
  assumption: ["([", "])"],
  constant: ["[[", "]]"],
  equation: ["[", "]"]
}

const quoted = (text: string): string =>
  `"${printable(text).replaceAll("&", "#amp;").replaceAll('"', "#quot;").replaceAll("<", "#lt;").replaceAll(">", "#gt;")}"`

// `end` and the like are words of Mermaid; a prefix keeps every name an id.
const id = (name: string): string => `v_${name}`

/** The flowchart of a model, labels in a language. */
export const flowchart = (model: Model, language: Language): string => {
  const node = (variable: Variable): string => {
    const [open, close] = shapes[variable.kind]
    return `    ${id(variable.name)}${open}${quoted(variable.label[language])}${close}`
  }
  const sectors = model.sectors.flatMap(({ label, name }) => [
    `  subgraph s_${name}[${quoted(label[language])}]`,
    ...model.variables.filter((variable) => variable.sector === name).map(node),
    "  end"
  ])
  const arrows = model.variables.flatMap((variable) =>
    needsOf(variable).map(({ name, past }) => `  ${id(name)} ${past ? "-.->" : "-->"} ${id(variable.name)}`)
  )
  return ["flowchart LR", ...sectors, ...arrows].join("\n")
}
