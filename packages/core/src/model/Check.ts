/**
 * From a document to a checked model, with every fault at once.
 *
 * Checks run in four rounds, each over the whole model: what each declaration says by itself; names, members and
 * dimensions; units; the order within a year. A round passes over what one before it found fault with, because what it
 * would say of that is an echo.
 */
import * as Result from "effect/Result"
import * as Fault from "../document/Fault.ts"
import { same } from "../document/Label.ts"
import type { Span } from "../document/Span.ts"
import type { Path } from "../document/Yaml.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import * as Declare from "./Declare.ts"
import { type Equation, treeOf } from "./Equation.ts"
import * as Expression from "./Expression.ts"
import * as Locate from "./Locate.ts"
import type { Cell, Dimension, Invariant, Milestone, Model, Statement, Variable } from "./Model.ts"
import type { ModelDocument } from "./ModelDocument.ts"
import * as ModelFault from "./ModelFault.ts"
import * as UnitFault from "./UnitFault.ts"
import * as Program from "./Program.ts"
import * as Shape from "./Shape.ts"
import * as Site from "./Site.ts"
import * as Size from "./Size.ts"
import * as SizeFault from "./SizeFault.ts"
import * as Unit from "./Unit.ts"
import * as UnitCheck from "./UnitCheck.ts"

/** Reports every name that stands a second time. */
const checkTwice = (
  names: ReadonlyArray<readonly [name: string, span: () => Span]>,
  reporter: Declare.Reporter
): void => {
  const taken = new Set<string>()
  for (const [name, span] of names) {
    if (taken.has(name)) reporter.report(ModelFault.NameTaken(span(), { name, by: name }))
    taken.add(name)
  }
}

/** Names whose uniqueness no single declaration can see; members and variables are checked where they are declared. */
const checkNames = (document: ModelDocument, reporter: Declare.Reporter): void => {
  const { key, value } = reporter.locate
  const named = (part: "invariants" | "milestones") =>
    document.sectors.flatMap((sector) =>
      sector[part].map(({ name }) => [name, () => key(["sectors", sector.name, part, name])] as const)
    )
  checkTwice(
    document.sectors.map(({ name }, i) => [name, () => value(["sectors", i])]),
    reporter
  )
  checkTwice(
    document.dimensions.map(({ name }) => [name, () => key(["dimensions", name])]),
    reporter
  )
  checkTwice(named("invariants"), reporter)
  checkTwice(named("milestones"), reporter)
}

const checkMembers = (dimensions: ReadonlyArray<Dimension>, reporter: Declare.Reporter): void => {
  const taken = new Map<string, string>()
  for (const dimension of dimensions)
    for (const [i, member] of dimension.members.entries()) {
      const by = Expression.keywords.has(member.name) ? "language" : taken.get(member.name)
      if (by !== undefined)
        reporter.report(
          ModelFault.NameTaken(reporter.locate.value(["dimensions", dimension.name, "members", i]), {
            name: member.name,
            by
          })
        )
      taken.set(member.name, dimension.name)
    }
}

const declareInvariants = (
  document: ModelDocument,
  dimensions: ReadonlyArray<Dimension>,
  reporter: Declare.Reporter
): ReadonlyArray<Invariant> =>
  document.sectors.flatMap((sector) =>
    sector.invariants.flatMap((declared) => {
      const at: Path = ["sectors", sector.name, "invariants", declared.name]
      const over = Declare.dimensionsNamed(declared.over ?? [], dimensions, [...at, "over"], reporter)
      const key = declared.equal === undefined ? "within" : "equal"
      const text = (declared.equal ?? declared.within)![0]
      const left = Declare.equation(text, [...at, key, 0], reporter)
      const right =
        declared.equal === undefined ? undefined : Declare.equation(declared.equal[1], [...at, key, 1], reporter)
      if (left === undefined || (declared.equal !== undefined && right === undefined)) return []
      const bound = right === undefined ? { low: declared.within![1], high: declared.within![2] } : { equal: right }
      return Declare.combinations(over).map((members): Invariant => ({
        name: declared.name,
        sector: sector.name,
        label: declared.label,
        shortage: declared.shortage ?? false,
        members,
        dimensions: over.map((dimension) => dimension.name),
        left,
        bound
      }))
    })
  )

const declareMilestones = (document: ModelDocument, reporter: Declare.Reporter): ReadonlyArray<Milestone> =>
  document.sectors.flatMap((sector) =>
    sector.milestones.flatMap((declared) => {
      const when = Declare.equation(
        declared.when,
        ["sectors", sector.name, "milestones", declared.name, "when"],
        reporter
      )
      return when === undefined ? [] : [{ name: declared.name, sector: sector.name, label: declared.label, when }]
    })
  )

const checkInitials = (model: ReadonlyArray<Variable>, year: number, reporter: Declare.Reporter): void => {
  for (const variable of model) {
    const bad = (cell: Cell) => {
      const equation = Program.equationIn(cell, "first")
      return equation !== undefined && Expression.looksBack(treeOf(equation))
    }
    if (variable.cells.some(bad)) {
      const path: Path = ["sectors", variable.sector, "variables", variable.name]
      reporter.report(ModelFault.InitialMissing(reporter.locate.key(path), { variable: variable.name, year }))
    }
  }
}

const checkUnits = (
  document: ModelDocument,
  variables: ReadonlyArray<Variable>,
  invariants: ReadonlyArray<Invariant>,
  milestones: ReadonlyArray<Milestone>,
  names: Shape.Names,
  reporter: Declare.Reporter
): void => {
  const declared = new Map(Object.entries(document.units).map(([name, unit]) => [name, unit.ratio === true]))
  const units = new Map<string, Unit.Unit>()
  for (const variable of variables) {
    const unit = Unit.parse(variable.unit, declared)
    if (!Unit.isUnknown(unit)) units.set(variable.name, unit)
    else {
      const path: Path = ["sectors", variable.sector, "variables", variable.name, "unit"]
      reporter.report(ModelFault.UnknownUnit(reporter.locate.value(path), unit))
    }
  }
  const contextOf = (site: Site.Site): UnitCheck.Context => {
    const span = reporter.locate.value(site.path)
    return {
      names,
      text: site.equation.text,
      unitOf: (variable) => units.get(variable),
      spanOf: (start, end) => Locate.within(span, site.equation.text, start, end),
      report: reporter.report
    }
  }
  for (const variable of variables) {
    const unit = units.get(variable.name)
    if (unit !== undefined)
      for (const site of Site.ofVariable(variable))
        UnitCheck.checkNumber(treeOf(site.equation), variable.name, unit, contextOf(site))
  }
  const seen = new Set<Equation>()
  for (const invariant of invariants) {
    if (seen.has(invariant.left)) continue
    seen.add(invariant.left)
    const { sector, name } = invariant
    const [first, second] = Site.ofInvariant(invariant).map((site) =>
      UnitCheck.unitOf(treeOf(site.equation), contextOf(site))
    )
    if (first !== undefined && second !== undefined && !Unit.equal(first, second))
      reporter.report(
        UnitFault.UnitsDisagree(reporter.locate.key(["sectors", sector, "invariants", name]), {
          what: name,
          left: same(Unit.show(first)),
          right: same(Unit.show(second))
        })
      )
  }
  for (const milestone of milestones)
    UnitCheck.checkTruth(treeOf(milestone.when), contextOf(Site.ofMilestone(milestone)))
}

/** Checks a document, with as many of its faults as are told at once; `locate` tells where its parts stand in files. */
export const fromDocument = (
  document: ModelDocument,
  locate: Locate.Locator = Locate.nowhere(document.model)
): Result.Result<Model, ReadonlyArray<Fault.Fault>> => {
  const faults: Array<Fault.Fault> = []
  const reporter: Declare.Reporter = { locate, report: (fault) => faults.push(fault) }
  const { years } = document
  if (years.to <= years.from) faults.push(ModelFault.NoYears(locate.value(["years"]), years))
  const dimensions: ReadonlyArray<Dimension> = document.dimensions
  checkNames(document, reporter)
  checkMembers(dimensions, reporter)
  // What is too large is not written out at all.
  faults.push(...Size.numbers(document, dimensions, locate))
  if (faults.some(({ _tag }) => _tag === SizeFault.TooManyNumbers.tag)) return Result.fail(Fault.capped(faults))
  const variables = Declare.variables(document, dimensions, reporter)
  const invariants = declareInvariants(document, dimensions, reporter)
  const milestones = declareMilestones(document, reporter)

  const names: Shape.Names = {
    variables: new Map(variables.map((variable) => [variable.name, variable])),
    dimensions: new Map(dimensions.map((dimension) => [dimension.name, dimension]))
  }
  const sites: ReadonlyArray<Site.Site> = [
    ...variables.flatMap(Site.ofVariable),
    ...invariants.flatMap(Site.ofInvariant),
    ...milestones.map(Site.ofMilestone)
  ]
  const checked = new Set<Equation>()
  const unclear = new Set<Equation>()
  for (const { equation, path, dimensions: over } of sites) {
    if (checked.has(equation)) continue
    checked.add(equation)
    const span = locate.value(path)
    const spanOf = (start: number, end: number) => Locate.within(span, equation.text, start, end)
    Shape.check(treeOf(equation), names, new Set(over), spanOf, (fault) => {
      unclear.add(equation)
      reporter.report(fault)
    })
  }
  checkInitials(variables, years.from, reporter)
  checkUnits(document, variables, invariants, milestones, names, reporter)
  // Where two things have one name, it is not known what needs what.
  if (faults.some(({ _tag }) => _tag === ModelFault.NameTaken.tag)) return Result.fail(Fault.capped(faults))

  const cells = variables.flatMap((variable) => variable.cells)
  const clear = sites.filter(({ equation }) => !unclear.has(equation))
  const uses = new Map<Equation, number>()
  const use = (equation: Equation | undefined): void => {
    if (equation !== undefined) uses.set(equation, (uses.get(equation) ?? 0) + 1)
  }
  for (const { equation, initial } of cells) [equation, initial].forEach(use)
  for (const invariant of invariants) Site.ofInvariant(invariant).forEach(({ equation }) => use(equation))
  faults.push(...Size.equations(clear, names, (equation) => uses.get(equation) ?? 1, locate))
  if (faults.some(({ _tag }) => _tag === SizeFault.TooManyTerms.tag)) return Result.fail(Fault.capped(faults))

  const told = new Set<string>()
  const program = { first: [] as ReadonlyArray<Statement>, later: [] as ReadonlyArray<Statement> }
  for (const phase of ["first", "later"] as const) {
    const ordered = Program.order(variables, names, phase, unclear)
    if (ordered._tag === "Ordered") {
      program[phase] = ordered.statements
      continue
    }
    for (const cycle of ordered.cycles) {
      const path = cycle.map((cell) => cell.name)
      // Most cycles stand in the first year and in every other one.
      const key = [...new Set(path)].toSorted().join()
      if (told.has(key)) continue
      told.add(key)
      const [cell] = cycle
      const first = variables.find((variable) => variable.cells.includes(cell!))!
      const from = phase === "first" && cell!.initial !== undefined ? "initial" : "equation"
      faults.push(ModelFault.Cycle(locate.value(Site.pathOf(first, cell!, from)), { path }))
    }
  }
  if (faults.length > 0) return Result.fail(Fault.capped(faults))

  const canonical = Fingerprint.canonical(document)
  return Result.succeed({
    document,
    canonical,
    fingerprint: Fingerprint.ofText(canonical),
    name: document.model,
    label: document.label,
    years,
    units: document.units,
    dimensions,
    sectors: document.sectors.map(({ name, label }) => ({ name, label })),
    variables,
    variable: names.variables,
    invariants,
    milestones,
    slots: cells.length,
    cells: cells.toSorted((a, b) => a.slot - b.slot),
    program
  })
}
