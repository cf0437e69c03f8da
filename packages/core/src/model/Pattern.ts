/**
 * Patterns: variables and laws that are written once and used by many sectors.
 *
 * A pattern writes `$` where each use has its own name: used as `road`, the variable `$_stock` becomes `road_stock`,
 * over the dimension `road`. What a pattern needs from its user it simply names, `$_cost`; a user that lacks it gets
 * the fault of an unknown name. A checked model knows nothing of patterns: it holds what they came to.
 */
import type { Label } from "../document/Label.ts"
import type { Cells, Invariant, PatternFile, Use, Variable } from "./ModelDocument.ts"

/** What a use of a pattern comes to, in the order of the pattern's file. */
export interface Expansion {
  readonly variables: ReadonlyArray<Written<Variable>>
  readonly invariants: ReadonlyArray<Written<Invariant>>
}

/** An entry as a sector has it, and the key under which the pattern's file has it. */
export interface Written<A> {
  readonly entry: A & { readonly name: string }
  readonly writtenAs: string
}

/** A text with the name in the place of `$`. */
const filled = (text: string, name: string): string => text.replaceAll("$", () => name)

const cells = <A extends string | number>(entry: Cells<A>, name: string): Cells<A> => {
  if (typeof entry === "string") return filled(entry, name) as A
  if (typeof entry === "number") return entry
  return Object.fromEntries(
    Object.entries(entry as Readonly<Record<string, Cells<A>>>).map(([member, inner]) => [member, cells(inner, name)])
  )
}

const labelled = (label: Label, use: Use): Label => ({
  en: filled(label.en, use.label.en),
  zh: filled(label.zh, use.label.zh)
})

/** Expands a pattern under a name. Texts of sources stay as they are: `$` may be money there. */
export const expand = (pattern: PatternFile, name: string, use: Use): Expansion => {
  const entries = <A extends { readonly label: Label; readonly over?: ReadonlyArray<string> }>(
    record: Readonly<Record<string, A>> | undefined,
    parts: (entry: A) => Partial<A>
  ): ReadonlyArray<Written<A>> =>
    Object.entries(record ?? {}).map(([writtenAs, entry]) => ({
      entry: {
        ...entry,
        ...parts(entry),
        label: labelled(entry.label, use),
        ...(entry.over === undefined ? {} : { over: entry.over.map((dimension) => filled(dimension, name)) }),
        name: filled(writtenAs, name)
      },
      writtenAs
    }))
  return {
    variables: entries(pattern.variables, ({ equation, initial, note }) => ({
      ...(equation === undefined ? {} : { equation: cells(equation, name) }),
      ...(initial === undefined ? {} : { initial: cells(initial, name) }),
      ...(note === undefined ? {} : { note: labelled(note, use) })
    })),
    invariants: entries(pattern.invariants, ({ equal, within }) => ({
      ...(equal === undefined ? {} : { equal: [filled(equal[0], name), filled(equal[1], name)] as const }),
      ...(within === undefined ? {} : { within: [filled(within[0], name), within[1], within[2]] as const })
    }))
  }
}
