/**
 * Equations as people read them: labels for names, words for functions, signs of arithmetic, and only the brackets
 * that are needed.
 *
 * An equation comes as pieces, so that a page can make links of the names in it. Brackets in the reading follow the
 * tree, never the text: what is read is what is computed.
 */
import type { Language } from "../document/Label.ts"
import type { Expression, Reference } from "../model/Expression.ts"
import * as Indicator from "../model/Indicator.ts"
import * as Kernel from "../model/Kernel.ts"
import type { Model } from "../model/Model.ts"
import { foldDimension } from "../model/Shape.ts"
import { folds, functions, givens, power, signs, tightness, unary, whole } from "./Notation.ts"

/** A piece of an equation: words and signs, or the name of a variable. */
export type Piece = string | { readonly variable: string; readonly text: string }

interface Read {
  readonly pieces: ReadonlyArray<Piece>
  readonly holds: number
}

const bracketed = ({ holds, pieces }: Read, least: number): ReadonlyArray<Piece> =>
  holds >= least ? pieces : ["(", ...pieces, ")"]

const joined = (parts: ReadonlyArray<ReadonlyArray<Piece>>, between: string): ReadonlyArray<Piece> =>
  parts.flatMap((part, i) => (i === 0 ? part : [between, ...part]))

/** The words of an expression that stands in an equation over some dimensions. */
export const read = (
  model: Model,
  expression: Expression,
  dimensions: ReadonlyArray<string>,
  language: Language
): ReadonlyArray<Piece> => {
  const names = Kernel.namesOf(model)
  const zh = language === "zh"
  const { from } = model.years
  const comma = zh ? "，" : ", "

  const named = ({ members, name }: Reference): Piece => {
    const variable = model.variable.get(name)!
    const labels = members.map(
      (member) =>
        variable.dimensions
          .flatMap((dimension) => names.dimensions.get(dimension)!.members)
          .find((one) => one.name === member)!.label[language]
    )
    return { variable: name, text: [variable.label[language], ...labels].join(zh ? "·" : " · ") }
  }

  const inner = (part: Expression, bound: ReadonlySet<string>): Read => {
    const at = (one: Expression): Read => inner(one, bound)
    const free = (one: Expression): ReadonlyArray<Piece> => at(one).pieces
    switch (part._tag) {
      case "Number":
        return { pieces: [String(part.value)], holds: whole }
      case "Given":
        return { pieces: [givens[part.name][language]], holds: whole }
      case "Reference":
        return { pieces: [named(part)], holds: whole }
      case "Past": {
        const of = named(part.reference)
        const when = part.past === "prev" ? (zh ? "上年" : "last year’s ") : zh ? `${from} 年` : `${from}’s `
        return { pieces: [when, of], holds: whole }
      }
      case "Unary":
        return {
          pieces: [part.operator === "-" ? "−" : zh ? "非" : "not ", ...bracketed(at(part.operand), power)],
          holds: unary
        }
      case "Binary": {
        const holds = tightness[part.operator]
        // The right side of a sum or product that the tree groups keeps its brackets: the order of rounding is meant.
        return {
          pieces: [
            ...bracketed(at(part.left), holds),
            signs[part.operator][language],
            ...bracketed(at(part.right), holds + 1)
          ],
          holds
        }
      }
      case "Conditional":
        return {
          pieces: zh
            ? [
                "若 ",
                ...free(part.test),
                "，则 ",
                ...bracketed(at(part.whenTrue), 1),
                "，否则 ",
                ...free(part.whenFalse)
              ]
            : [
                "if ",
                ...free(part.test),
                ", then ",
                ...bracketed(at(part.whenTrue), 1),
                ", else ",
                ...free(part.whenFalse)
              ],
          holds: 0
        }
      case "Call": {
        const [first, ...others] = part.arguments
        const word = functions[part.function][language]
        if (part.function === "pow")
          return { pieces: [...bracketed(at(first!), whole), " ^ ", ...bracketed(at(others[0]!), whole)], holds: power }
        if (part.function === "clamp")
          return {
            pieces: [...bracketed(at(first!), unary), ` ${word} [`, ...joined(others.map(free), comma), "]"],
            holds: 0
          }
        if (part.function === "lookup") {
          const values = others.map(free)
          const points = values.flatMap((x, i) => (i % 2 === 0 ? [[...x, " → ", ...values[i + 1]!]] : []))
          return {
            pieces: [word, " (", ...free(first!), zh ? "：" : ": ", ...joined(points, comma), ")"],
            holds: whole
          }
        }
        return { pieces: [word, " (", ...joined(part.arguments.map(free), comma), ")"], holds: whole }
      }
      case "Fold": {
        const dimension = foldDimension(part, names, bound) as string
        const label = names.dimensions.get(dimension)!.label[language]
        const body = inner(part.body, new Set([...bound, dimension])).pieces
        const word = folds[part.fold][language]
        return { pieces: [zh ? `${word}〔按${label}〕(` : `${word} over ${label} of (`, ...body, ")"], holds: whole }
      }
    }
  }
  return inner(expression, new Set(dimensions)).pieces
}

/** What one cell is called beside its variable's other cells: the labels of its members. */
export const membersOf = (model: Model, address: string, language: Language): string => {
  const { label, variable } = Indicator.find(model, address)!
  return label[language].slice(variable.label[language].length).replace(/^[ ·]+/, "")
}
