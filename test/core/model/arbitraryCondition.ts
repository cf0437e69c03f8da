/**
 * Random conditions on the years of a run that are valid by construction, with a model that they hold of.
 *
 * They are grown as conditions of the model language are; then each variable is given a year.
 */
import type { ModelDocument } from "@gongfu/core/model/ModelDocument"
import type * as fc from "fast-check"
import { type Grown, growTruth, type Members, number, type Soil } from "./arbitraryEquation.ts"
import { document } from "./arbitraryModel.ts"
import { pure, realUnits, type Unit, unitText } from "./DrawnUnit.ts"
import type { Bare } from "./print.ts"
import { built, type Tape } from "./Tape.ts"

type Tree = Bare

/** An expression whose variables each name a year of 2020 to 2035; where `year` or `elapsed` stood there is a unit of time. */
const dated = (tape: Tape, tree: Tree): Tree => {
  const inner = (part: Tree): Tree => dated(tape, part)
  switch (tree._tag) {
    case "Number":
      return tree
    case "Given":
      return { _tag: "Reference", name: "one_year", members: [], year: 2020 + tape.below(16) }
    case "Past":
      return inner(tree.reference)
    case "Reference":
      return { ...tree, year: 2020 + tape.below(16) }
    case "Unary":
      return { ...tree, operand: inner(tree.operand) }
    case "Binary":
      return { ...tree, left: inner(tree.left), right: inner(tree.right) }
    case "Conditional":
      return {
        ...tree,
        test: inner(tree.test),
        whenTrue: inner(tree.whenTrue),
        whenFalse: inner(tree.whenFalse)
      }
    case "Call":
      // The points of a lookup stay literal.
      return tree.function === "lookup"
        ? { ...tree, arguments: [inner(tree.arguments[0]!), ...tree.arguments.slice(1)] }
        : { ...tree, arguments: tree.arguments.map(inner) }
    case "Fold":
      return { ...tree, body: inner(tree.body) }
  }
}

/** A valid model that stays finite, and conditions on its variables in years of 2020 to 2035. */
export const expectingDocument: fc.Arbitrary<{
  readonly document: ModelDocument
  readonly conditions: ReadonlyArray<Tree>
}> = built((tape) => {
  const grown = document(tape, true)
  const members: Members = Object.fromEntries(grown.dimensions.map((d) => [d.name, d.members.map((m) => m.name)]))
  const exponentsOf = (text: string): Unit => {
    const known = realUnits.find((unit) => unitText(unit) === text)
    return known ?? pure
  }
  const variables = grown.sectors.flatMap((sector) => sector.variables)
  const now = variables.map(({ name, over, unit }): Grown => ({
    name,
    unit: exponentsOf(unit),
    dimensions: over ?? []
  }))
  const units = [...new Set(now.map(({ unit }) => unit))]
  const soil: Soil = { tape, members, units, now, last: [], first: [], bound: [], tame: tape.chance(60) }
  // Each reads at least one number: a condition about nothing is a fault.
  const reading: Tree = {
    _tag: "Binary",
    operator: ">",
    left: { _tag: "Reference", name: "one_year", members: [], year: 2020 },
    right: number(0)
  }
  const conditions = Array.from({ length: 1 + tape.below(3) }, (): Tree => {
    const tree = dated(tape, growTruth(soil, 1 + tape.below(3)))
    return JSON.stringify(tree).includes('"Reference"')
      ? tree
      : { _tag: "Binary", operator: "&&", left: reading, right: tree }
  })
  return { document: grown, conditions }
})
