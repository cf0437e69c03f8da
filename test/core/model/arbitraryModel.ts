/**
 * Random models that are valid by construction.
 *
 * A model is grown from a tape: dimensions, then variables one after the other. Within a year an equation reads only
 * variables that were grown before it, so there is no cycle; last year's values it may read of any. Expressions are
 * grown towards a unit, so that units agree. Sectors and the order in which variables stand in them are drawn apart,
 * so that the order of the file says nothing about the order of computing.
 */
import type * as Expression from "@gongfu/core/model/Expression"
import type { ModelDocument } from "@gongfu/core/model/ModelDocument"
import type * as fc from "fast-check"
import { type Bare, print } from "./print.ts"
import { built, type Tape } from "./Tape.ts"

type Tree = Bare
type DocumentVariable = ModelDocument["sectors"][number]["variables"][number]
type Cells = NonNullable<DocumentVariable["equation"]>

/** Exponents of yuan, person and year. */
type Unit = readonly [number, number, number]
const pure: Unit = [0, 0, 0]
const year: Unit = [0, 0, 1]
const times = (a: Unit, b: Unit): Unit => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
const per = (a: Unit, b: Unit): Unit => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
const sameUnit = (a: Unit, b: Unit): boolean => a.join() === b.join()
const unitNames = ["yuan", "person", "year"] as const

/** A unit as a file writes it. */
const unitText = (unit: Unit): string => {
  const above = unitNames.flatMap((name, i) => Array.from({ length: Math.max(0, unit[i]!) }, () => name))
  const below = unitNames.flatMap((name, i) => Array.from({ length: Math.max(0, -unit[i]!) }, () => `/${name}`))
  return (above.length === 0 ? "share" : above.join("*")) + below.join("")
}

const realUnits: ReadonlyArray<Unit> = [
  pure,
  [1, 0, 0],
  [0, 1, 0],
  [1, -1, 0],
  [1, 0, -1],
  [1, -1, -1],
  [0, 1, -1],
  year
]

interface Grown {
  readonly name: string
  readonly unit: Unit
  readonly dimensions: ReadonlyArray<string>
}
interface Members {
  readonly [dimension: string]: ReadonlyArray<string>
}

/** What an expression may read where it grows. */
interface Soil {
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
const number = (value: number): Tree =>
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

const call = (name: Expression.FunctionName, ...args: ReadonlyArray<Tree>): Tree => ({
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
const grow = (soil: Soil, unit: Unit, depth: number): Tree => {
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
const growTruth = (soil: Soil, depth: number): Tree => {
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

/** One entry for each combination of members, nested, or one for all. */
const spread = <A>(
  tape: Tape,
  dimensions: ReadonlyArray<string>,
  members: Members,
  entry: () => A
): A | { readonly [member: string]: unknown } => {
  const [dimension, ...rest] = dimensions
  if (dimension === undefined || tape.chance(50)) return entry()
  return Object.fromEntries(members[dimension]!.map((member) => [member, spread(tape, rest, members, entry)]))
}

const label = (text: string) => ({ en: text, zh: `名${text}` })
const memberNames = [
  ["urban", "rural", "constructor", "coast"],
  ["wage", "business", "transfer", "valueof"]
]
const variableNames = ["a", "b", "constructor", "d", "e_1", "f", "g", "h", "i", "j", "k", "l", "m", "n"]

const variableOf = (soil: Soil, grown: Grown, kind: number): DocumentVariable => {
  const { tape, members } = soil
  const { name, unit, dimensions } = grown
  const over = dimensions.length > 0 ? { over: dimensions } : {}
  const common = { name, label: label(name), unit: unitText(unit) }
  const source = { assumption: tape.chance(50) ? "drawn" : label("drawn") }
  // Of moderate size and away from zero, so that tame models stay finite and wild ones do not all fail at once.
  const value = () => tape.pick([1, 2, 0.5, 10, -1, 3.25, 100, 0.1, -7])
  const range = [-1000, 1000] as const
  switch (kind) {
    case 0:
      return { ...common, ...over, value: spread(tape, dimensions, members, value), range, source } as DocumentVariable
    case 1:
      return {
        ...common,
        ...over,
        value: spread(tape, dimensions, members, value),
        source: { statistic: "p. 1" }
      } as DocumentVariable
    case 2: {
      const years = [2020, 2022, 2027, 2034].filter(() => tape.chance(60))
      const series = Object.fromEntries((years.length === 0 ? [2023] : years).map((at) => [at, value()]))
      return { ...common, series, ...(tape.chance(50) ? { range, source } : { source: { plan: "7" } }) }
    }
    case 3:
      return { ...common, lever: { default: value(), min: -1000, max: 1000 }, source: { plan: "11" } }
    default: {
      const depth = 1 + tape.below(4)
      const bound = { ...soil, bound: dimensions }
      const text = (from: Soil) => print(settled(from, grow(from, unit, depth), unit))
      const each = (from: Soil): Cells =>
        spread<string | number>(tape, dimensions, members, () => (tape.chance(5) ? value() : text(from))) as Cells
      const withInitial = tape.chance(50)
      // Without an initial value the equation holds in the first year, which has none before it, and where a
      // variable's first value is this year's.
      const equation = each(withInitial ? bound : { ...bound, last: [], first: soil.now })
      if (!withInitial) return { ...common, ...over, equation }
      return { ...common, ...over, equation, initial: each({ ...bound, last: [], first: soil.now }) }
    }
  }
}

/** Tame values are held within bounds, whatever they feed back into each other over the years. */
const settled = (soil: Soil, tree: Tree, unit: Unit): Tree => {
  if (!soil.tame) return tree
  const bound = (value: number): Tree =>
    unit.reduce<Tree>((product, exponent, i) => {
      const anchor: Tree = { _tag: "Reference", name: `one_${unitNames[i]!}`, members: [] }
      const operator = exponent > 0 ? "*" : "/"
      return Array.from({ length: Math.abs(exponent) }).reduce<Tree>(
        (left) => ({ _tag: "Binary", operator, left, right: anchor }),
        product
      )
    }, number(value))
  return call("clamp", tree, bound(-1000), bound(1000))
}

/** Grows a document. A tame one keeps every number finite in every year, for any inputs within range. */
export const document = (tape: Tape, tame: boolean): ModelDocument => {
  const dimensionCount = tape.below(3)
  const dimensions = ["place", "part"].slice(0, dimensionCount).map((name, d) => ({
    name,
    label: label(name),
    members: memberNames[d]!.slice(0, 1 + tape.below(4)).map((member) => ({ name: member, label: label(member) }))
  }))
  const members: Members = Object.fromEntries(dimensions.map((d) => [d.name, d.members.map((m) => m.name)]))
  const units = tape.chance(30) ? [pure] : realUnits

  const kinds = Array.from({ length: 2 + tape.below(11) }, () => tape.pick([0, 1, 2, 3, 4, 4, 4, 4]))
  const drafts = kinds.map((kind, i): Grown => ({
    name: variableNames[i]!,
    unit: tape.pick(units),
    dimensions: kind === 2 || kind === 3 ? [] : Object.keys(members).filter(() => tape.chance(50))
  }))
  const anchors = unitNames.map((name, i): Grown => ({ name: `one_${name}`, unit: unitOf(i), dimensions: [] }))
  const soil = { tape, members, units, tame, bound: [] }
  const all = [...anchors, ...drafts]
  const variables: ReadonlyArray<DocumentVariable> = [
    ...anchors.map(({ name }, i) => ({
      name,
      label: label(name),
      unit: unitNames[i]!,
      value: 1,
      source: { derived: "definition" }
    })),
    ...drafts.map((grown, i) =>
      variableOf({ ...soil, now: [...anchors, ...drafts.slice(0, i)], last: all, first: all }, grown, kinds[i]!)
    )
  ]

  const sectorCount = 1 + tape.below(3)
  const watching = { ...soil, now: all, last: all, first: all }
  const sectors = Array.from({ length: sectorCount }, (_, s) => ({ name: `sector_${s}`, sector: s }))
  const home = variables.map(() => tape.below(sectorCount))
  return {
    gongfu: 1,
    model: "drawn",
    label: label("drawn"),
    years: { from: 2020, to: 2035 },
    units: {
      yuan: { label: label("yuan") },
      person: { label: label("person") },
      year: { label: label("year") },
      share: { label: label("share"), ratio: true }
    },
    dimensions: dimensions as unknown as ModelDocument["dimensions"],
    sectors: sectors.map(({ name, sector }) => {
      const own = variables.filter((_, i) => home[i] === sector)
      return {
        name,
        label: label(name),
        variables: tape.chance(50) ? own.toReversed() : own,
        invariants: Array.from({ length: tape.below(2) }, (_, i) => {
          const over = Object.keys(members).filter(() => tape.chance(40))
          const text = () => print(grow({ ...watching, bound: over }, tape.pick(units), 2))
          const law = { name: `law_${sector}_${i}`, label: label("law"), ...(over.length > 0 ? { over } : {}) }
          if (tape.chance(70)) return { ...law, within: [text(), -1e300, 1e300] as const }
          const same = text()
          return { ...law, shortage: tape.chance(50), equal: [same, same] as const }
        }),
        milestones: Array.from({ length: tape.below(3) }, (_, i) => ({
          name: `milestone_${sector}_${i}`,
          label: label("milestone"),
          when: print(growTruth(watching, 2))
        }))
      }
    })
  }
}

const unitOf = (i: number): Unit => [i === 0 ? 1 : 0, i === 1 ? 1 : 0, i === 2 ? 1 : 0]

/** Any valid model, which may leave the finite in some year. */
export const wildDocument: fc.Arbitrary<ModelDocument> = built((tape) => document(tape, false))

/** A valid model that stays finite: its runs complete, unless an invariant breaks. */
export const tameDocument: fc.Arbitrary<ModelDocument> = built((tape) => document(tape, true))

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
