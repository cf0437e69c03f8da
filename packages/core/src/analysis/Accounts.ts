/**
 * Accounts: what the laws of a model say is spent once.
 *
 * A law that holds two sums of yearly amounts to be equal is an account: what comes in, and where it goes. Only
 * laws count whose every term is a number of the year itself, all in one unit of an amount a year, and that have at
 * least three of them; what is subtracted on one side stands on the other.
 *
 * K1  what comes in and what goes out are equal in every year of a run that stopped at no law, to the precision of
 *     the law.
 */
import type { Label } from "../document/Label.ts"
import { treeOf } from "../model/Equation.ts"
import * as Indicator from "../model/Indicator.ts"
import * as Kernel from "../model/Kernel.ts"
import { lower } from "../model/Lower.ts"
import type { Invariant, Model } from "../model/Model.ts"
import { membersOf } from "../model/Program.ts"
import type { Scalar } from "../model/Scalar.ts"

/** An account: its law, its unit, and what stands on both sides of it. */
export interface Account {
  /** The name of the law, with its members. */
  readonly name: string
  readonly label: Label
  readonly unit: string
  /** Where the amount comes from: the side that the law writes as one number, else the left. */
  readonly sources: ReadonlyArray<Indicator.Indicator>
  /** Where it goes. */
  readonly uses: ReadonlyArray<Indicator.Indicator>
}

interface Term {
  readonly slot: number
  readonly minus: boolean
}

/** The terms of a sum of numbers of this year; nothing where it is anything else. */
const termsOf = (scalar: Scalar, minus = false): ReadonlyArray<Term> | undefined => {
  if (scalar._tag === "Slot") return scalar.row === "now" ? [{ slot: scalar.slot, minus }] : undefined
  if (scalar._tag === "Unary" && scalar.operator === "-") return termsOf(scalar.operand, !minus)
  if (scalar._tag === "Sum") {
    const terms = scalar.terms.map((term) => termsOf(term, minus))
    return terms.every((term) => term !== undefined) ? terms.flat() : undefined
  }
  if (scalar._tag !== "Binary" || (scalar.operator !== "+" && scalar.operator !== "-")) return undefined
  const left = termsOf(scalar.left, minus)
  const right = termsOf(scalar.right, scalar.operator === "-" ? !minus : minus)
  return left === undefined || right === undefined ? undefined : [...left, ...right]
}

/** Whether a unit is that of an amount a year: `100m_yuan/year`, not `yuan/person/year`. */
const isYearlyAmount = (unit: string): boolean => /^[^*/]+\/year$/.test(unit)

const accountOf = (model: Model, law: Invariant): ReadonlyArray<Account> => {
  if (!("equal" in law.bound)) return []
  const names = Kernel.namesOf(model)
  const members = membersOf(law.dimensions, law.members)
  const [left, right] = [law.left, law.bound.equal].map((side) => termsOf(lower(treeOf(side), members, names, "later")))
  if (left === undefined || right === undefined || left.length + right.length < 3) return []
  const side = (own: ReadonlyArray<Term>, other: ReadonlyArray<Term>): ReadonlyArray<Indicator.Indicator> =>
    [...own.filter((term) => !term.minus), ...other.filter((term) => term.minus)].map(({ slot }) =>
      Indicator.find(model, model.cells[slot]!.name)!
    )
  const [a, b] = [side(left, right), side(right, left)]
  const units = new Set([...a, ...b].map(({ unit }) => unit))
  const [unit] = units
  if (units.size !== 1 || !isYearlyAmount(unit!) || a.length === 0 || b.length === 0) return []
  const turned = right.length === 1 && left.length > 1
  return [
    {
      name: [law.name, ...law.members].join(" "),
      label: law.label,
      unit: unit!,
      sources: turned ? b : a,
      uses: turned ? a : b
    }
  ]
}

/** The accounts of a model, in the order of its laws. */
export const of = (model: Model): ReadonlyArray<Account> => model.invariants.flatMap((law) => accountOf(model, law))
