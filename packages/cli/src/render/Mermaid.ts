/**
 * A model, or a part of it, as a Mermaid flowchart: an arrow from each variable to those that
 * need it, dotted where last year's or the first year's value is meant.
 *
 * Levers, assumptions and constants have shapes of their own; sectors are
 * boxes. Names are the model's and safe; labels are quoted, and what Mermaid would read in them as an entity, as
 * Markdown or as a directive is written as an entity.
 */
import type { Language } from "@gongfu/core/document/Label"
import type { Arrow } from "@gongfu/core/model/Dependencies"
import type { Kind, Model, Variable } from "@gongfu/core/model/Model"
import { printable } from "./Width.ts"

/** A part of a model to draw: variables, arrows between them, and those of the variables that stand out. */
export interface Selection {
  readonly variables: ReadonlySet<string>
  readonly arrows: ReadonlyArray<Arrow>
  readonly marked?: ReadonlySet<string>
}

const shapes: Record<Kind, readonly [string, string]> = {
  lever: ["[/", "/]"],
  assumption: ["([", "])"],
  constant: ["[[", "]]"],
  equation: ["[", "]"]
}

const quoted = (text: string): string =>
  `"${printable(text).replaceAll(/["#%&;<>`\\]/g, (mark) => `#${mark.codePointAt(0)!};`)}"`

// `end` and the like are words of Mermaid; a prefix keeps every name an id.
const id = (name: string): string => `v_${name}`

/** The flowchart of a part of a model, labels in a language; sectors without a variable in it are left out. */
export const flowchart = (model: Model, selection: Selection, language: Language): string => {
  const { arrows, marked = new Set(), variables } = selection
  const node = (variable: Variable): string => {
    const [open, close] = shapes[variable.kind]
    return `    ${id(variable.name)}${open}${quoted(variable.label[language])}${close}`
  }
  const sectors = model.sectors.flatMap(({ label, name }) => {
    const own = model.variables.filter((variable) => variable.sector === name && variables.has(variable.name))
    return own.length === 0 ? [] : [`  subgraph s_${name}[${quoted(label[language])}]`, ...own.map(node), "  end"]
  })
  const names = model.variables.map(({ name }) => name).filter((name) => marked.has(name))
  return [
    "flowchart LR",
    ...sectors,
    ...arrows.map(({ from, past, to }) => `  ${id(from)} ${past ? "-.->" : "-->"} ${id(to)}`),
    ...(names.length === 0 ? [] : ["  classDef marked stroke-width:4px", `  class ${names.map(id).join(",")} marked`])
  ].join("\n")
}
