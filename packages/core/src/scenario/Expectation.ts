/**
 * What a scenario expects of its own run: a condition on indicators in years.
 *
 * `low_income_income[2025] >= 2 * low_income_income[2020]` is written in the language of equations, in which a
 * variable has a year among its brackets, beside its members in any order. A condition stands in no year of its own,
 * so every variable names one, and `year`, `elapsed`, `prev` and `initial`, which speak of a current year, are faults.
 *
 * A run is read as one long row: the rows of its years one after the other, as a trajectory holds them.
 */
import type * as Fault from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"
import * as Meant from "../document/Meant.ts"
import * as Span from "../document/Span.ts"
import * as TypedNumber from "../document/TypedNumber.ts"
import type { BinaryOperator, Expression, Reference } from "../model/Expression.ts"
import * as E from "../model/Expression.ts"
import * as Kernel from "../model/Kernel.ts"
import * as Locate from "../model/Locate.ts"
import { lower } from "../model/Lower.ts"
import { address, type Model } from "../model/Model.ts"
import * as EquationFault from "../model/EquationFault.ts"
import * as Parse from "../model/Parse.ts"
import { reads, type Scalar } from "../model/Scalar.ts"
import * as Shape from "../model/Shape.ts"
import * as Size from "../model/Size.ts"
import * as SizeFault from "../model/SizeFault.ts"
import * as Unit from "../model/Unit.ts"
import * as UnitCheck from "../model/UnitCheck.ts"
import * as UnitText from "../wording/UnitText.ts"
import * as ScenarioFault from "./ScenarioFault.ts"
import type { Years } from "./ScenarioTerms.ts"

/** A number that a condition reads: an indicator address in a year, and its place in the long row. */
export interface Reading {
  readonly name: string
  readonly year: number
  readonly unit: string
  readonly at: number
}

/** A checked condition. */
export interface Expectation {
  /** As written, with white space as single spaces. */
  readonly text: string
  /** The condition on the long row. */
  readonly scalar: Scalar
  /** Both sides of a plain comparison, in a unit; nothing where several conditions are joined. */
  readonly sides: { readonly left: Scalar; readonly right: Scalar; readonly unit: string } | undefined
  /** What it reads, each once, in the order of reading; a fold reads every member. */
  readonly readings: ReadonlyArray<Reading>
}

const comparisons: ReadonlySet<BinaryOperator> = new Set(["<", "<=", ">", ">=", "==", "!="])

/** Whether an operator compares two numbers. */
export const isComparison = (operator: BinaryOperator): boolean => comparisons.has(operator)

const dated = ({ name, members }: Pick<Reference, "name" | "members">, year: number): string =>
  `${address(name, members)}[${year}]`

/** What an expression has to say instead of what needs a current year. */
const timeless = (
  tree: Expression,
  years: Years
): { readonly what: string; readonly instead: Fault.Fault["remedy"] } | undefined => {
  if (tree._tag === "Given")
    return {
      what: tree.name,
      instead: { en: "write the number itself", zh: "请直接写出数值" }
    }
  if (tree._tag !== "Past") return undefined
  const { reference } = tree
  const year = tree.past === "initial" ? years.from : Math.max(years.from, (reference.year ?? years.to) - 1)
  const written = dated(reference, year)
  return { what: `${tree.past}()`, instead: { en: `name the year: ${written}`, zh: `请写明年份：${written}` } }
}

/** Faults of years: what names none, one outside the scenario's, or needs a current one. */
const yearFaults = (tree: Expression, model: Model, years: Years, spanOf: Parse.SpanOf): ReadonlyArray<Fault.Fault> => {
  const span = spanOf(tree.start, tree.end)
  const needs = timeless(tree, years)
  if (needs !== undefined) return [ScenarioFault.NoCurrentYear(span, needs)]
  if (tree._tag !== "Reference") return E.parts(tree).flatMap((part) => yearFaults(part, model, years, spanOf))
  const { from, to } = years
  if (tree.year === undefined) {
    // An unknown name is told by itself.
    if (!model.variable.has(tree.name)) return []
    return [ScenarioFault.YearMissing(span, { name: address(tree.name, tree.members), example: dated(tree, to) })]
  }
  return tree.year < from || tree.year > to ? [ScenarioFault.YearNotProjected(span, { year: tree.year, from, to })] : []
}

/**
 * The unit to show a side in, as written in the model where it can be: that of the quantities that it adds, compares
 * or takes a multiple of; nothing for plain numbers. What is multiplied or divided is a pure number or, at least,
 * spelt out.
 */
const unitOf = (tree: Expression, model: Model, computed: (part: Expression) => string): string | undefined => {
  const of = (part: Expression) => unitOf(part, model, computed)
  switch (tree._tag) {
    case "Number":
    case "Given":
      return undefined
    case "Reference":
      return model.variable.get(tree.name)!.unit
    case "Past":
      return of(tree.reference)
    case "Unary":
      return of(tree.operand)
    case "Fold":
      return of(tree.body)
    case "Conditional":
      return of(tree.whenTrue) ?? of(tree.whenFalse)
    case "Call":
      return ["min", "max", "clamp", "abs"].includes(tree.function)
        ? tree.arguments.map(of).find((unit) => unit !== undefined)
        : computed(tree)
    case "Binary": {
      const [left, right] = [of(tree.left), of(tree.right)]
      if (tree.operator === "+" || tree.operator === "-") return left ?? right
      if (left === undefined) return tree.operator === "*" || right === undefined ? right : computed(tree)
      return right === undefined ? left : computed(tree)
    }
  }
}

/** The unit of a number that stands by itself in a part of a condition; nothing where indicators are in several. */
const unitIn = (part: string, model: Model): Label | undefined => {
  const names = part.match(/[a-z_]\w*/gi) ?? []
  const units = new Set(names.flatMap((name) => model.variable.get(name)?.unit ?? []))
  if (units.size > 1) return undefined
  return [...units].map((unit) => UnitText.of(model.units, unit).label)[0] ?? TypedNumber.noUnit
}

/** A fault of a text as a condition has it. */
const ofCondition = (fault: Fault.Fault): Fault.Fault => {
  const data = fault.data as { readonly detail: Fault.Fault["problem"]; readonly name: string }
  if (fault._tag === EquationFault.NotAnEquation.tag) return ScenarioFault.NotAnExpectation(fault.span, data)
  // Other arguments would not help: that it is used at all is the fault.
  if (fault._tag === EquationFault.WrongArguments.tag && (E.pasts as ReadonlyArray<string>).includes(data.name))
    return ScenarioFault.NoCurrentYear(fault.span, {
      what: `${data.name}()`,
      instead: { en: "name the year of each variable, such as gdp[2025]", zh: "请写明每个变量的年份，如 gdp[2025]" }
    })
  return fault
}

/** A fault of names as who expects something has it, who does not write the model. */
const ofReader = (fault: Fault.Fault, model: Model, years: Years): Fault.Fault => {
  if (fault._tag === EquationFault.UnknownName.tag) {
    const { name } = fault.data as { readonly name: string }
    return ScenarioFault.UnknownIndicator(fault.span, {
      name,
      get meant() {
        return Meant.of(name, model.variables)
      }
    })
  }
  if (fault._tag === EquationFault.MemberNeeded.tag) {
    const data = fault.data as Parameters<typeof EquationFault.MemberNeeded>[1]
    return EquationFault.MemberNeeded(fault.span, { ...data, year: data.year ?? years.to, condition: true })
  }
  return fault
}

/**
 * Reads a condition against a model and the years of a scenario. `span` is where its text stands in a file.
 *
 * Gives the condition, or every fault: what is not of the language, unknown names and members, years, and units that
 * do not agree.
 */
export const read = (
  text: string,
  model: Model,
  years: Years,
  span: Span.Span = Span.whole("expect")
): { readonly expectation: Expectation | undefined; readonly faults: ReadonlyArray<Fault.Fault> } => {
  const flat = text.replace(/\s+/g, " ").trim()
  const spanOf: Parse.SpanOf = (start, end) => Locate.within(span, flat, start, end)
  const parsed = Parse.parse(flat, spanOf, true, (part) => unitIn(part, model))
  const faults: Array<Fault.Fault> = parsed.faults.map(ofCondition)
  const { tree } = parsed
  if (tree === undefined) return { expectation: undefined, faults }
  const names = Kernel.namesOf(model)
  const report = (fault: Fault.Fault): void => {
    faults.push(ofReader(fault, model, years))
  }
  const pure = new Map(Object.entries(model.units).map(([name, unit]) => [name, unit.ratio === true]))
  const unitOfVariable = (name: string): Unit.Unit | undefined => {
    const variable = model.variable.get(name)
    const unit = variable === undefined ? undefined : Unit.parse(variable.unit, pure)
    return unit === undefined || Unit.isUnknown(unit) ? undefined : unit
  }
  const context = (tell: typeof report): UnitCheck.Context => ({
    names,
    text: flat,
    inWords: (unit) => (unit.size === 0 ? UnitCheck.pure : UnitText.of(model.units, Unit.show(unit)).label),
    unitOf: unitOfVariable,
    spanOf,
    report: tell
  })
  Shape.check(tree, names, new Set(), spanOf, report)
  faults.push(...yearFaults(tree, model, years, spanOf))
  // A node that is not allowed stands in the tree as 0: what it would be counted as is an echo.
  if (parsed.faults.length === 0) UnitCheck.checkTruth(tree, context(report))
  if (faults.length === 0 && E.namesIn(tree).size === 0)
    report(ScenarioFault.ReadsNothing(spanOf(tree.start, tree.end), { text: flat }))
  const count = faults.length === 0 ? Size.terms(tree, names, new Set()) : 0
  if (count > Size.mostTerms)
    report(SizeFault.TooLongExpectation(spanOf(tree.start, tree.end), { count, most: Size.mostTerms }))
  if (faults.length > 0) return { expectation: undefined, faults }

  const { slots } = model
  const readAt = ({ year }: Reference, slot: number) => (year! - years.from) * slots + slot
  const scalar = lower(tree, new Map(), names, "later", readAt)
  const computed = (part: Expression): string =>
    Unit.show(
      UnitCheck.unitOf(
        part,
        context(() => {})
      ) ?? Unit.one
    )
  const unit = (part: Expression) => unitOf(part, model, computed)
  const variables = new Map(model.variables.flatMap((variable) => variable.cells.map(({ slot }) => [slot, variable])))
  return {
    expectation: {
      text: flat,
      scalar,
      sides:
        scalar._tag === "Binary" && tree._tag === "Binary" && isComparison(scalar.operator)
          ? { left: scalar.left, right: scalar.right, unit: unit(tree.left) ?? unit(tree.right) ?? "1" }
          : undefined,
      readings: reads(scalar).map(({ slot: at }) => {
        const slot = at % slots
        return {
          name: model.cells[slot]!.name,
          year: years.from + (at - slot) / slots,
          unit: variables.get(slot)!.unit,
          at
        }
      })
    },
    faults
  }
}

/** How a number that a condition reads is written: its address and its year. */
export const nameOf = ({ name, year }: Pick<Reading, "name" | "year">): string => `${name}[${year}]`
