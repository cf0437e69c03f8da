/**
 * From a model's document to declared variables: kinds, cells, slots, parsed equations.
 *
 * Checks what can be seen at one variable: one kind, the keys that go with it, ranges, sources, members. What needs
 * the whole model (names, units, cycles) comes after.
 */
import type * as Fault from "../document/Fault.ts"
import type { Path } from "../document/Yaml.ts"
import * as Equation from "./Equation.ts"
import * as Expression from "./Expression.ts"
import * as Locate from "./Locate.ts"
import type { Cell, Dimension, Kind, Variable } from "./Model.ts"
import { address, membersByName } from "./Model.ts"
import type { Cells, ModelDocument, Range } from "./ModelDocument.ts"
import * as ModelFault from "./ModelFault.ts"
import * as Parse from "./Parse.ts"
import * as Position from "./Position.ts"

/** Where faults go, and how places are found. */
export interface Reporter {
  readonly locate: Locate.Locator
  readonly report: (fault: Fault.Fault) => void
}

/** Parses an equation at a path; nothing when the text has no tree. Faults are reported. */
export const equation = (text: string, path: Path, reporter: Reporter): Equation.Equation | undefined => {
  const flat = text.replace(/\s+/g, " ").trim()
  const span = reporter.locate.value(path)
  const { tree, faults } = Parse.parse(flat, (start, end) => Locate.within(span, flat, start, end))
  faults.forEach(reporter.report)
  return tree === undefined ? undefined : Equation.make(flat, tree)
}

/** Every choice of one member from each dimension, the last dimension running fastest. */
export const combinations = (dimensions: ReadonlyArray<Dimension>): ReadonlyArray<ReadonlyArray<string>> =>
  dimensions.reduce<ReadonlyArray<ReadonlyArray<string>>>(
    (rows, dimension) => rows.flatMap((row) => dimension.members.map((member) => [...row, member.name])),
    [[]]
  )

/** The dimensions that a list of names means; an unknown one is a fault, and one that stands a second time. */
export const dimensionsNamed = (
  names: ReadonlyArray<string>,
  all: ReadonlyArray<Dimension>,
  path: Path,
  reporter: Reporter
): ReadonlyArray<Dimension> =>
  names.flatMap((name, i) => {
    const found = all.find((dimension) => dimension.name === name)
    const span = () => reporter.locate.value([...path, i])
    if (found === undefined) {
      const known = all.map((dimension) => dimension.name)
      reporter.report(ModelFault.UnknownDimension(span(), { name, known }))
      return []
    }
    if (names.indexOf(name) === i) return [found]
    reporter.report(ModelFault.DimensionTwice(span(), { name }))
    return []
  })

type Declared = ModelDocument["sectors"][number]["variables"][number]
interface CellData {
  readonly value: number | undefined
  readonly equation: Equation.Equation | undefined
  readonly initial: Equation.Equation | undefined
}

const kindKeys = ["value", "series", "lever", "equation"] as const

const kindOf = (declared: Declared): Kind =>
  declared.equation !== undefined
    ? "equation"
    : declared.lever !== undefined
      ? "lever"
      : declared.range !== undefined || declared.spread !== undefined
        ? "assumption"
        : "constant"

/** One entry for each combination of members; a missing or an extra member is a fault. */
const byMembers = <A>(
  cells: Cells<A>,
  isLeaf: (cells: Cells<A>) => cells is A,
  name: string,
  dimensions: ReadonlyArray<Dimension>,
  path: Path,
  reporter: Reporter
): ReadonlyMap<string, { readonly entry: A; readonly path: Path }> => {
  const found = new Map<string, { entry: A; path: Path }>()
  if (dimensions.length === 0 && isLeaf(cells)) return found.set("", { entry: cells, path })
  const walk = (part: Cells<A>, rest: ReadonlyArray<Dimension>, members: ReadonlyArray<string>, at: Path): void => {
    if (isLeaf(part)) {
      for (const more of combinations(rest)) found.set([...members, ...more].join(), { entry: part, path: at })
      return
    }
    const nested = part
    const [dimension, ...inner] = rest
    const expected = dimension === undefined ? new Map<string, unknown>() : membersByName(dimension)
    const missing = [...expected.keys()].filter((member) => !Object.hasOwn(nested, member))
    const extra = Object.keys(nested).filter((member) => !expected.has(member))
    if (missing.length > 0 || extra.length > 0)
      reporter.report(ModelFault.WrongCells(reporter.locate.value(at), { variable: name, missing, extra }))
    for (const member of expected.keys())
      if (Object.hasOwn(nested, member)) walk(nested[member]!, inner, [...members, member], [...at, member])
  }
  walk(cells, dimensions, [], path)
  return found
}

const isNumber = (cells: Cells<number>): cells is number => typeof cells === "number"
const isText = (cells: Cells<string | number>): cells is string | number => typeof cells !== "object"

const checkRange = (declared: Declared, at: (key: string) => Path, reporter: Reporter): void => {
  const { name, range, lever } = declared
  const outside = (value: number, low: number, high: number, path: Path) => {
    if (value < low || value > high)
      reporter.report(ModelFault.OutsideRange(reporter.locate.value(path), { variable: name, value, low, high }))
  }
  if (lever !== undefined) {
    if (lever.min >= lever.max)
      reporter.report(
        ModelFault.EmptyRange(reporter.locate.value(at("lever")), { variable: name, low: lever.min, high: lever.max })
      )
    else outside(lever.default, lever.min, lever.max, [...at("lever"), "default"])
  }
  if (range === undefined) return
  const [low, high] = range
  if (low > high)
    reporter.report(ModelFault.EmptyRange(reporter.locate.value(at("range")), { variable: name, low, high }))
  else {
    for (const [year, value] of Object.entries(declared.series ?? {}))
      outside(value, low, high, [...at("series"), year])
    const values = (cells: Cells<number> | undefined, path: Path): void => {
      if (typeof cells === "number") outside(cells, low, high, path)
      else for (const [member, inner] of Object.entries(cells ?? {})) values(inner, [...path, member])
    }
    values(declared.value, at("value"))
  }
}

const checkKeys = (declared: Declared, at: (key: string) => Path, reporter: Reporter): void => {
  const { name, source } = declared
  const found = kindKeys.filter((key) => declared[key] !== undefined)
  if (found.length !== 1) {
    reporter.report(ModelFault.NotOneKind(reporter.locate.key(at("label").slice(0, -1)), { variable: name, found }))
    return
  }
  const kind = found[0]!
  const misplaced = (key: keyof Declared) => {
    if (declared[key] !== undefined)
      reporter.report(ModelFault.MisplacedKey(reporter.locate.key(at(key)), { variable: name, key, kind }))
  }
  if (kind !== "equation") misplaced("initial")
  if (kind === "lever" || kind === "equation") misplaced("range")
  if (kind !== "value" || declared.range !== undefined) misplaced("spread")
  if (kind === "lever" || kind === "series") misplaced("over")
  if (kindOf(declared) !== "assumption") misplaced("distribution")
  if (kind === "series" && Object.keys(declared.series!).length === 0)
    reporter.report(
      ModelFault.NotOneKind(reporter.locate.value(at("series")), { variable: name, found: ["series: {}"] })
    )
  const here = reporter.locate.key(at("label").slice(0, -1))
  if (kind !== "equation" && source === undefined) reporter.report(ModelFault.SourceMissing(here, { variable: name }))
  const isBound = declared.range !== undefined || declared.spread !== undefined
  if (kind !== "lever" && kind !== "equation" && source?.assumption !== undefined && !isBound)
    reporter.report(ModelFault.RangeMissing(here, { variable: name }))
}

/** Where a value of an assumption may lie: in the range of all, or as far around it as the spread says. */
const rangeOf = ({ range, spread }: Declared, value: number | undefined): Range | undefined => {
  if (spread === undefined || value === undefined) return range
  const [a, b] = [value * spread[0] + 0, value * spread[1] + 0]
  return a <= b ? [a, b] : [b, a]
}

/** From the smallest low end to the largest high end. */
const hull = (cells: ReadonlyArray<Cell>): Range | undefined => {
  const ranges = cells.flatMap(({ range }) => (range === undefined ? [] : [range]))
  return ranges.length === 0
    ? undefined
    : [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))]
}

/** How far the ends of a range may be apart: the square of its width stays a number with all its digits. */
const [narrowest, widest] = [1e-150, 1e150]

const checkWidth = (variable: Variable, { locate, report }: Reporter): void => {
  const { lever, name, sector, spread } = variable
  const { high, low } =
    lever === undefined ? (Position.of(variable) ?? { low: 0, high: 0 }) : { low: lever.min, high: lever.max }
  const width = high - low
  // A range that is one value, or upside down, is another matter.
  if (width <= 0 || (width >= narrowest && width <= widest)) return
  const key = lever !== undefined ? "lever" : spread === undefined ? "range" : "spread"
  const span = locate.value(["sectors", sector, "variables", name, key])
  report(ModelFault.RangeBeyondNumbers(span, { variable: name, low, high, narrowest, widest }))
}

const checkDistribution = (variable: Variable, { locate, report }: Reporter): void => {
  const { distribution, name, sector } = variable
  const position = Position.of(variable)
  // A range that is itself at fault has been told.
  if (distribution === undefined || position === undefined || position.low > position.high) return
  const because = Position.impossible(distribution, position)
  if (because === undefined) return
  const span = locate.value(["sectors", sector, "variables", name, "distribution"])
  report(ModelFault.ImpossibleDistribution(span, { variable: name, because }))
}

/**
 * Declares every variable of a document. Slots are given to inputs first, then to equations, each in file order.
 */
export const variables = (
  document: ModelDocument,
  dimensions: ReadonlyArray<Dimension>,
  reporter: Reporter
): ReadonlyArray<Variable> => {
  const taken = new Map<string, string>()
  for (const dimension of dimensions) taken.set(dimension.name, "dimension")

  const drafts = document.sectors.flatMap((sector) =>
    sector.variables.map((declared) => {
      const { name } = declared
      const at = (key: string): Path => ["sectors", sector.name, "variables", name, key]
      const by = Expression.reserved.has(name) ? "language" : taken.get(name)
      if (by !== undefined)
        reporter.report(ModelFault.NameTaken(reporter.locate.key(at("label").slice(0, -1)), { name, by }))
      taken.set(name, sector.name)
      checkKeys(declared, at, reporter)
      checkRange(declared, at, reporter)
      const over = dimensionsNamed(declared.over ?? [], dimensions, at("over"), reporter)
      const texts = (key: "equation" | "initial") =>
        declared[key] === undefined ? undefined : byMembers(declared[key], isText, name, over, at(key), reporter)
      const values =
        declared.value === undefined
          ? undefined
          : byMembers(declared.value, isNumber, name, over, at("value"), reporter)
      // One text for all members is parsed once: its tree is shared by the cells.
      const parsed = new Map<string, Equation.Equation | undefined>()
      const parseOnce = (found: { entry: string | number; path: Path } | undefined): Equation.Equation | undefined => {
        if (found === undefined) return undefined
        const key = JSON.stringify(found.path)
        if (!parsed.has(key)) parsed.set(key, equation(String(found.entry), found.path, reporter))
        return parsed.get(key)
      }
      const [equations, initials] = [texts("equation"), texts("initial")]
      const data = combinations(over).map((members): CellData & { members: ReadonlyArray<string> } => ({
        members,
        value: values?.get(members.join())?.entry,
        equation: parseOnce(equations?.get(members.join())),
        initial: parseOnce(initials?.get(members.join()))
      }))
      return { sector: sector.name, declared, over, data, kind: kindOf(declared) }
    })
  )

  let slot = 0
  const slots = new Map<string, number>()
  for (const inputs of [true, false])
    for (const { declared, data, kind } of drafts)
      if ((kind !== "equation") === inputs)
        for (const { members } of data) slots.set(address(declared.name, members), slot++)

  const declaredVariables = drafts.map(({ sector, declared, over, data, kind }): Variable => {
    const cells = data.map((cell): Cell => {
      const name = address(declared.name, cell.members)
      return { ...cell, name, slot: slots.get(name)!, range: rangeOf(declared, cell.value) }
    })
    return {
      name: declared.name,
      sector,
      label: declared.label,
      note: declared.note,
      unit: declared.unit,
      kind,
      dimensions: over.map((dimension) => dimension.name),
      cells,
      series: declared.series,
      lever: declared.lever,
      spread: declared.spread,
      range: hull(cells),
      distribution: declared.distribution,
      source: declared.source
    }
  })
  for (const variable of declaredVariables) {
    checkWidth(variable, reporter)
    checkDistribution(variable, reporter)
  }
  return declaredVariables
}
