/**
 * Random models that are valid by construction.
 *
 * A model is grown from a tape: dimensions, then variables one after the other. Within a year an equation reads only
 * variables that were grown before it, so there is no cycle; last year's values it may read of any. Sectors and the
 * order in which variables stand in them are drawn apart, so that the order of the file says nothing about the order of
 * computing.
 */
import type { ModelDocument } from "@gongfu/core/model/ModelDocument"
import type * as fc from "fast-check"
import {
  call,
  grow,
  type Grown,
  growTruth,
  memberNames,
  type Members,
  number,
  type Soil,
  variableNames
} from "./arbitraryEquation.ts"
import { pure, realUnits, type Unit, unitNames, unitOf, unitText } from "./DrawnUnit.ts"
import { type Bare, print } from "./print.ts"
import { built, type Tape } from "./Tape.ts"

type Tree = Bare
type DocumentVariable = ModelDocument["sectors"][number]["variables"][number]
type Cells = NonNullable<DocumentVariable["equation"]>

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

/** A name that every object has; variables and members have it too. */
const inherited = "constructor"

const label = (text: string) => ({ en: text, zh: `名${text}` })

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
  const sectors = Array.from({ length: sectorCount }, (_, s) => ({
    name: s === 0 ? inherited : `sector_${s}`,
    sector: s
  }))
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
          const law = {
            name: sector === 0 && i === 0 ? inherited : `law_${sector}_${i}`,
            label: label("law"),
            ...(over.length > 0 ? { over } : {})
          }
          if (tape.chance(70)) return { ...law, within: [text(), -1e300, 1e300] as const }
          const same = text()
          return { ...law, shortage: tape.chance(50), equal: [same, same] as const }
        }),
        milestones: Array.from({ length: tape.below(3) }, (_, i) => ({
          name: sector === 0 && i === 0 ? inherited : `milestone_${sector}_${i}`,
          label: label("milestone"),
          when: print(growTruth(watching, 2))
        }))
      }
    })
  }
}

/** Any valid model, which may leave the finite in some year. */
export const wildDocument: fc.Arbitrary<ModelDocument> = built((tape) => document(tape, false))

/** A valid model that stays finite: its runs complete, unless an invariant breaks. */
export const tameDocument: fc.Arbitrary<ModelDocument> = built((tape) => document(tape, true))
