/**
 * A part of an equation as people read it: with labels, with its numbers, or as a model file would write it.
 *
 * Where `EquationText` reads an equation as it was written, this reads what became of it for one member: a fold is
 * written out, and each name stands for one number. Brackets follow the tree.
 */
import type { Language } from "../document/Label.ts"
import type { BinaryOperator, FunctionName, GivenName } from "../model/Expression.ts"
import type { Row, Scalar } from "../model/Scalar.ts"
import { functions, givens, power, signs, tightness, unary, whole } from "./Notation.ts"

/** How the parts of an expression are written. */
export interface Style {
  /** A number that is read; the text of a negative one begins with its sign. */
  readonly slot: (row: Row, slot: number) => string
  readonly given: (name: GivenName) => string
  readonly sign: (operator: BinaryOperator) => string
  readonly minus: string
  readonly not: string
  readonly conditional: (test: string, whenTrue: string, whenFalse: string) => string
  /** A function of arguments that need no brackets; `first` is the first one with those that it may need. */
  readonly call: (name: FunctionName, given: ReadonlyArray<string>, first: string) => string
}

interface Read {
  readonly text: string
  readonly holds: number
}

const bracketed = ({ holds, text }: Read, least: number): string => (holds >= least ? text : `(${text})`)

// A number with a sign of its own holds like a sum: "5 − (-3)".
const figure = (text: string): Read => ({ text, holds: text.startsWith("-") ? tightness["+"] : whole })

/** An expression in a style. */
export const of = (scalar: Scalar, style: Style): string => {
  const inner = (part: Scalar): Read => {
    switch (part._tag) {
      case "Number":
        return figure(String(part.value))
      case "Slot":
        return figure(style.slot(part.row, part.slot))
      case "Given":
        return figure(style.given(part.name))
      case "Unary":
        return {
          text: (part.operator === "-" ? style.minus : style.not) + bracketed(inner(part.operand), power),
          holds: unary
        }
      case "Binary": {
        const holds = tightness[part.operator]
        const [left, right] = [bracketed(inner(part.left), holds), bracketed(inner(part.right), holds + 1)]
        return { text: left + style.sign(part.operator) + right, holds }
      }
      case "Sum": {
        const holds = tightness["+"]
        const terms = part.terms.map((term, i) => bracketed(inner(term), i === 0 ? holds : holds + 1))
        return { text: terms.join(style.sign("+")), holds }
      }
      case "Conditional":
        return {
          text: style.conditional(
            inner(part.test).text,
            bracketed(inner(part.whenTrue), 1),
            inner(part.whenFalse).text
          ),
          holds: 0
        }
      case "Call": {
        const given = part.arguments.map(inner)
        const [first, second] = given as [Read, Read]
        if (part.function === "pow" || part.function === "whole_power")
          return { text: `${bracketed(first, whole)} ^ ${bracketed(second, whole)}`, holds: power }
        const texts = given.map(({ text }) => text)
        return {
          text: style.call(part.function, texts, bracketed(first, unary)),
          holds: part.function === "clamp" ? 0 : whole
        }
      }
    }
  }
  return inner(scalar).text
}

/** An expression in words; numbers and labels have commas in them, so what is listed is set apart by semicolons. */
export const style = (
  language: Language,
  slot: Style["slot"],
  given: Style["given"] = (name) => givens[name][language]
): Style => {
  const zh = language === "zh"
  const apart = zh ? "；" : "; "
  return {
    slot,
    given,
    sign: (operator) => signs[operator][language],
    minus: "−",
    not: zh ? "非" : "not ",
    conditional: (test, whenTrue, whenFalse) =>
      zh ? `若 ${test}，则 ${whenTrue}，否则 ${whenFalse}` : `if ${test}, then ${whenTrue}, else ${whenFalse}`,
    call: (name, texts, first) => {
      const word = functions[name][language]
      if (name === "clamp") return `${first} ${word} [${texts.slice(1).join(apart)}]`
      // The points of a curve are not numbers of the run: they stand in the equation.
      return `${word} (${(name === "lookup" ? texts.slice(0, 1) : texts).join(apart)})`
    }
  }
}

const code: Omit<Style, "slot"> = {
  given: (name) => name,
  sign: (operator) => ` ${operator} `,
  minus: "-",
  not: "!",
  conditional: (test, whenTrue, whenFalse) => `${test} ? ${whenTrue} : ${whenFalse}`,
  call: (name, texts) => `${name}(${texts.join(", ")})`
}

/** An expression with addresses, much as a model file would write it, for programs. */
export const plain = (scalar: Scalar, nameOf: (slot: number) => string): string =>
  of(scalar, {
    ...code,
    slot: (row, slot) =>
      row === "now" ? nameOf(slot) : row === "last" ? `prev(${nameOf(slot)})` : `initial(${nameOf(slot)})`
  })
