/**
 * Random equations and conditions that are valid by construction.
 *
 * An expression is grown from a tape towards a unit, so that units agree, out of what may be read where it grows: the
 * soil. Whoever lays the soil decides by it what may stand in the expression, and so that no cycle comes of it.
 */
import type * as Expression from "@gongfu/core/model/Expression"
import type * as fc from "fast-check"
import { per, pure, realUnits, sameUnit, times, type Unit, unitNames, year } from "./DrawnUnit.ts"
import type { Bare } from "./print.ts"
import { built, type Tape } from "./Tape.ts"

type Tree = Bare

/** Names of members, by dimension. `constructor` is one that every JavaScript object has. */
export const memberNames = [
  ["urban", "rural", "constructor", "coast"],
  ["wage", "business", "transfer", "valueof"]
]

/** Names of variables, with `constructor` among them. */
export const variableNames = ["a", "b", "constructor", "d", "e_1", "f", "g", "h", "i", "j", "k", "l", "m", "n"]

/** A variable that an expression may read. */
export interface Grown {
  readonly name: string
  readonly unit: Unit
  readonly dimensions: ReadonlyArray<string>
}

/** The members of each dimension. */
export interface Members {
  readonly [dimension: string]: ReadonlyArray<string>
}

/** What an expression may read where it grows. */
export interface Soil {
  readonly tape: Tape
  readonly members: Members
  readonly units: ReadonlyArray<Unit>
  /** This year's values. */
  readonly now: ReadonlyArray<Grown>
  /** Last year's and the first year's values, where they may be read. */
  readonly last: ReadonlyArray<Grown>
  readonly first: ReadonlyArray<Grown>
  /** Dimensions that stand at one member. */
  readonly bound: ReadonlyArray<string>
  /** Only what keeps numbers finite and of moderate size. */
  readonly tame: boolean
}

const literals = [1, 0, 2, 0.5, 3, 0.1, 7, 1e-3, 12.75, 1e6, 0.3, 1 / 3]

/** A literal; a negative one as the language writes it, with a sign before it. */
export const number = (value: number): Tree =>
  value < 0 || Object.is(value, -0)
    ? { _tag: "Unary", operator: "-", operand: { _tag: "Number", value: -value } }
    : { _tag: "Number", value }

const reference = ({ tape, members, bound }: Soil, { name, dimensions }: Grown): Bare<Expression.Reference> => {
  const picked = dimensions.flatMap((dimension) =>
    !bound.includes(dimension) || tape.chance(25) ? [tape.pick(members[dimension]!)] : []
  )
  return { _tag: "Reference", name, members: tape.chance(30) ? picked.toReversed() : picked }
}

/** A unit made from nothing but literals and the three variables that each model has for this. */
const anchored = (soil: Soil, unit: Unit): Tree => {
  const anchor = (i: number): Tree => ({ _tag: "Reference", name: `one_${unitNames[i]!}`, members: [] })
  let tree: Tree = number(soil.tape.pick(literals.filter((value) => value !== 0)))
  for (const [i, exponent] of unit.entries())
    for (let n = 0; n < Math.abs(exponent); n++)
      tree = { _tag: "Binary", operator: exponent > 0 ? "*" : "/", left: tree, right: anchor(i) }
  return tree
}

const leaf = (soil: Soil, unit: Unit): Tree => {
  const { tape } = soil
  const fitting = (from: ReadonlyArray<Grown>) => from.filter((grown) => sameUnit(grown.unit, unit))
  const [now, last, first] = [fitting(soil.now), fitting(soil.last), fitting(soil.first)]
  const choices: Array<() => Tree> = [() => anchored(soil, unit)]
  if (now.length > 0) for (let i = 0; i < 3; i++) choices.push(() => reference(soil, tape.pick(now)))
  if (last.length > 0)
    for (let i = 0; i < 2; i++)
      choices.push(() => ({ _tag: "Past", past: "prev", reference: reference(soil, tape.pick(last)) }))
  if (first.length > 0)
    choices.push(() => ({ _tag: "Past", past: "initial", reference: reference(soil, tape.pick(first)) }))
  if (sameUnit(unit, pure)) choices.push(() => number(tape.pick(literals)))
  if (sameUnit(unit, year)) choices.push(() => ({ _tag: "Given", name: tape.pick(["elapsed", "year"] as const) }))
  choices.push(() => number(0))
  return tape.pick(choices)()
}

const varies = (soil: Soil, tree: Tree, declared: ReadonlyMap<string, Grown>): ReadonlyArray<string> => {
  switch (tree._tag) {
    case "Number":
    case "Given":
      return []
    case "Reference":
      return (declared.get(tree.name)?.dimensions ?? []).filter(
        (dimension) => !soil.members[dimension]!.some((member) => tree.members.includes(member))
      )
    case "Past":
      return varies(soil, tree.reference, declared)
    case "Unary":
      return varies(soil, tree.operand, declared)
    case "Binary":
      return [...varies(soil, tree.left, declared), ...varies(soil, tree.right, declared)]
    case "Conditional":
      return [tree.test, tree.whenTrue, tree.whenFalse].flatMap((part) => varies(soil, part, declared))
    case "Call":
      return tree.arguments.flatMap((part) => varies(soil, part, declared))
    case "Fold":
      return varies(soil, tree.body, declared).filter((dimension) => dimension !== tree.dimension)
  }
}

const holdsUnnamedFold = (tree: Tree): boolean =>
  JSON.stringify(tree, (_, value: unknown) => value ?? null).includes('"dimension":null')

const fold = (soil: Soil, unit: Unit, depth: number): Tree => {
  const { tape, members, bound } = soil
  const dimension = tape.pick(Object.keys(members))
  const body = grow({ ...soil, bound: [...new Set([...bound, dimension])] }, unit, depth - 1)
  const declared = new Map([...soil.now, ...soil.last, ...soil.first].map((grown) => [grown.name, grown]))
  const free = new Set(varies(soil, body, declared))
  const own = [...free].filter((name) => !bound.includes(name))
  // Around an unnamed fold the outer one is always named: what the inner one takes out is not asked twice here.
  const unnamed = !holdsUnnamedFold(body)
  const only = own.length === 0 ? free.size === 1 && free.has(dimension) : own.length === 1 && own[0] === dimension
  const clear = unnamed && only
  return {
    _tag: "Fold",
    fold: tape.pick(["sum", "mean", "smallest", "largest"] as const),
    body,
    dimension: clear && !tape.chance(30) ? undefined : dimension
  }
}

/** A call of a function of the language. */
export const call = (name: Expression.FunctionName, ...args: ReadonlyArray<Tree>): Tree => ({
  _tag: "Call",
  function: name,
  arguments: args
})

/** Calls that give a pure number; those that leave the finite or grow fast are wild. */
const pureCall = (soil: Soil, depth: number): Tree => {
  const { tape, tame, units } = soil
  const part = (unit: Unit = pure) => grow(soil, unit, depth - 1)
  const points = (): ReadonlyArray<Tree> => {
    let x = tape.pick([0, -2, -0.5, 1])
    return Array.from({ length: 2 + tape.below(3) }, () => {
      x += tape.pick([1, 0.25, 3])
      return [number(x), number(tape.pick([0, 1, -1, 2.5, 0.1]))]
    }).flat()
  }
  const some = tape.pick(units)
  const calm: ReadonlyArray<() => Tree> = [
    () => call("lookup", part(some), ...points()),
    () => call("exp", call("clamp", part(), number(-5), number(2))),
    () => call("ln", call("max", part(), number(0.5))),
    () => call("normal_cdf", part(), part(), call("max", part(), number(0.25)))
  ]
  const wild: ReadonlyArray<() => Tree> = [
    () => call("exp", part()),
    () => call("ln", part()),
    () => call("normal_cdf", part(some), part(some), part(some)),
    () => call("pow", part(), part()),
    () => call("pow", part(), number(tape.pick([0.5, -1.5, 17, -20]))),
    () => call("pow", part(), number(tape.pick([2, 0, 1, 3, -1, -2, 16, -16])))
  ]
  return tape.pick(tame ? calm : [...calm, ...wild])()
}

/** An expression of a unit. */
export const grow = (soil: Soil, unit: Unit, depth: number): Tree => {
  const { tape, tame, units } = soil
  if (depth <= 0) return leaf(soil, unit)
  const part = (of: Unit = unit) => grow(soil, of, depth - 1)
  const binary = (operator: Expression.BinaryOperator, left: Tree, right: Tree): Tree => ({
    _tag: "Binary",
    operator,
    left,
    right
  })
  const choices: Array<() => Tree> = [
    () => leaf(soil, unit),
    () => binary("+", part(), part()),
    () => binary("-", part(), part()),
    () => binary("*", number(tape.pick(literals)), part()),
    () => ({ _tag: "Unary", operator: "-", operand: part() }),
    () => ({ _tag: "Conditional", test: growTruth(soil, depth - 1), whenTrue: part(), whenFalse: part() }),
    () => call("min", part(), part(), ...(tape.chance(30) ? [part()] : [])),
    () => call("max", part(), part(), ...(tape.chance(30) ? [part()] : [])),
    () => call("clamp", part(), part(), part()),
    () => call("abs", part()),
    () => binary("/", part(), number(tape.pick([2, 4, 0.5, 3])))
  ]
  if (Object.keys(soil.members).length > 0)
    choices.push(
      () => fold(soil, unit, depth),
      () => fold(soil, unit, depth)
    )
  if (sameUnit(unit, pure))
    choices.push(
      () => pureCall(soil, depth),
      () => pureCall(soil, depth)
    )
  if (!tame) {
    const other = tape.pick(units)
    choices.push(
      () => binary("*", part(other), part(per(unit, other))),
      () => binary("/", part(times(unit, other)), part(other)),
      () => call("sqrt", part(times(unit, unit)))
    )
    if (unit.every((exponent) => exponent % 2 === 0))
      choices.push(() => call("pow", part([unit[0] / 2, unit[1] / 2, unit[2] / 2]), number(2)))
    choices.push(() => call("pow", part(per(pure, unit)), number(-1)))
  }
  return tape.pick(choices)()
}

const comparisons = ["<", "<=", ">", ">=", "==", "!="] as const
/** A condition: a comparison of two expressions of one unit, or what joins conditions. */
export const growTruth = (soil: Soil, depth: number): Tree => {
  const { tape, units } = soil
  const unit = tape.pick(units)
  const compare = (): Tree => ({
    _tag: "Binary",
    operator: tape.pick(comparisons),
    left: grow(soil, unit, depth - 1),
    // What a literal is compared with gives it its unit.
    right: tape.chance(30) ? number(tape.pick(literals)) : grow(soil, unit, depth - 1)
  })
  if (depth <= 0) return compare()
  return tape.pick([
    compare,
    (): Tree => ({ _tag: "Unary", operator: "!", operand: growTruth(soil, depth - 1) }),
    (): Tree => ({
      _tag: "Binary",
      operator: tape.pick(["&&", "||"] as const),
      left: growTruth(soil, depth - 1),
      right: growTruth(soil, depth - 1)
    })
  ])()
}

/** A random expression of random units over names that need not exist, for parsing. */
export const arbitraryTree: fc.Arbitrary<Tree> = built((tape) => {
  const members: Members = { place: memberNames[0]!, part: memberNames[1]! }
  const all = variableNames.map((name, i): Grown => ({
    name,
    unit: realUnits[i % realUnits.length]!,
    dimensions: Object.keys(members).slice(0, i % 3)
  }))
  const soil: Soil = {
    tape,
    members,
    units: realUnits,
    now: all,
    last: all,
    first: all,
    bound: ["place", "part"],
    tame: false
  }
  return tape.chance(30) ? growTruth(soil, 5) : grow(soil, tape.pick(realUnits), 6)
}, 4000)
