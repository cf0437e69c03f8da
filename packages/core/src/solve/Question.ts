/**
 * What is asked: which targets, by which levers, at the least of what.
 *
 * What is promised of a `Question`:
 * Q1  each aim is reached by the equations from at least one lever, and each lever reaches an aim;
 * Q2  aims and levers stand in an order of their own, whatever the order in which they were named;
 * Q3  the indicators of cost are of one unit.
 */
import * as Result from "effect/Result"
import type * as Fault from "../document/Fault.ts"
import * as Meant from "../document/Meant.ts"
import * as Span from "../document/Span.ts"
import * as Indicator from "../model/Indicator.ts"
import type { Place } from "../place/Place.ts"
import type * as Scenario from "../scenario/Scenario.ts"
import * as ScenarioFault from "../scenario/ScenarioFault.ts"
import * as Aim from "./Aim.ts"
import * as Evaluator from "./Evaluator.ts"
import * as LeverPath from "./LeverPath.ts"
import * as Reach from "./Reach.ts"
import * as SolveFault from "./SolveFault.ts"

/** What is to be least: the levers' moves, each as a share of its range, or what the indicators of cost sum to. */
export type Least = "change" | "cost"

/** What an analyst asks, in words. */
export interface Asked {
  /** Names of targets, conditions, or `all`. */
  readonly targets: ReadonlyArray<string>
  /** Addresses of levers, or `all`, which is every lever that can do something for a target. */
  readonly levers: ReadonlyArray<string>
  readonly least: Least
  /** Addresses of indicators; none takes those that the place names. */
  readonly cost: ReadonlyArray<string>
  /** Whether every target that the scenario meets by itself has to stay met. */
  readonly keep: boolean
  /** The two aims between which a front is to be drawn; none for a single answer. */
  readonly pareto?: ReadonlyArray<string>
}

/** A question that can be answered. */
export interface Question {
  readonly place: Place
  readonly scenario: Scenario.Scenario
  readonly levers: ReadonlyArray<LeverPath.LeverPath>
  readonly aims: ReadonlyArray<Aim.Aim>
  /** Every other target that is decided in the scenario's years: those of them that it meets are to be kept. */
  readonly others: ReadonlyArray<Aim.Aim>
  /** Whether what the scenario meets by itself has to stay met, of the aims, too. */
  readonly keep: boolean
  readonly least: Least
  readonly cost: ReadonlyArray<Indicator.Indicator>
  readonly front: readonly [Aim.Aim, Aim.Aim] | undefined
}

type Faults = ReadonlyArray<Fault.Fault>

/** The indicators of cost that were asked for, or those of the place. */
const costOf = (
  { document, model, name: place }: Place,
  { cost, least }: Pick<Asked, "cost" | "least">
): { readonly indicators: ReadonlyArray<Indicator.Indicator>; readonly faults: Faults } => {
  const span = Span.whole("--cost")
  const known = Indicator.all(model)
  const faults: Array<Fault.Fault> = []
  const named = cost.length > 0 ? cost : (document.cost ?? [])
  const indicators = named.flatMap((address) => {
    const one = Indicator.find(model, address)
    const members = one === undefined ? known.filter(({ variable }) => variable.name === address) : [one]
    if (members.length === 0)
      faults.push(SolveFault.UnknownCost(span, { name: address, meant: Meant.of(address, Indicator.named(model)) }))
    return members
  })
  const [first] = indicators
  const other = indicators.find(({ unit }) => unit !== first!.unit)
  if (other !== undefined)
    faults.push(SolveFault.CostUnits(span, { names: [first!.name, other.name], units: [first!.unit, other.unit] }))
  if (named.length === 0 && least === "cost") faults.push(SolveFault.NoCost(span, { place }))
  return { indicators: [...new Map(indicators.map((one) => [one.slot, one])).values()], faults }
}

/** The levers of addresses, in the order of their names. */
const leversOf = (
  { model }: Place,
  addresses: ReadonlyArray<string>
): { readonly levers: ReadonlyArray<Indicator.Indicator>; readonly faults: Faults } => {
  const span = Span.whole("--levers")
  const known = Indicator.all(model).filter(({ variable }) => variable.kind === "lever")
  const names = known.map(({ name }) => name)
  const faults: Array<Fault.Fault> = []
  const found = addresses.flatMap((address) => {
    const one = Indicator.find(model, address)
    if (one?.variable.lever !== undefined) return [one]
    if (one === undefined && address === "all") return known
    const kind = (one?.variable ?? model.variable.get(address))?.kind
    faults.push(
      kind === undefined || kind === "lever"
        ? ScenarioFault.UnknownSetting(span, {
            block: "levers",
            name: address,
            meant: Meant.of(address, known),
            known: names
          })
        : SolveFault.NotALever(span, { name: address, kind })
    )
    return []
  })
  if (addresses.length === 0) faults.push(SolveFault.NoLever(span, { known: names }))
  const each = [...new Map(found.map((one) => [one.name, one])).values()]
  return { levers: each.toSorted((a, b) => (a.name < b.name ? -1 : 1)), faults }
}

/** Levers that can do nothing for any aim, and aims for which no lever can do anything. */
const idle = (
  { model }: Place,
  levers: ReadonlyArray<Indicator.Indicator>,
  aims: ReadonlyArray<Aim.Aim>,
  all: boolean
): { readonly working: ReadonlyArray<Indicator.Indicator>; readonly faults: Faults } => {
  const every = Indicator.all(model).filter(({ variable }) => variable.kind === "lever")
  const reached = aims.map((aim) => ({ aim, slots: Reach.of(model, aim.slots) }))
  const able = (slots: ReadonlySet<number>): ReadonlyArray<string> =>
    every.filter(({ slot }) => slots.has(slot)).map(({ name }) => name)
  const working = levers.filter(({ slot }) => reached.some(({ slots }) => slots.has(slot)))
  const either = new Set(reached.flatMap(({ slots }) => [...slots]))
  return {
    working,
    faults: [
      ...(all ? [] : levers.filter((lever) => !working.includes(lever))).map(({ name }) =>
        SolveFault.MovesNothing(Span.whole("--levers"), {
          lever: name,
          targets: aims.map((aim) => aim.name),
          able: able(either)
        })
      ),
      ...reached
        .filter(({ slots }) => !working.some(({ slot }) => slots.has(slot)))
        .map(({ aim, slots }) => SolveFault.NotMoved(Span.whole("--target"), { target: aim.name, able: able(slots) }))
    ]
  }
}

/** The two aims of a front. */
const frontOf = (
  place: Place,
  scenario: Scenario.Scenario,
  texts: ReadonlyArray<string>
): { readonly front: Question["front"]; readonly faults: Faults } => {
  const span = Span.whole("--pareto")
  if (texts.length === 0) return { front: undefined, faults: [] }
  if (new Set(texts).size !== 2 || texts.length !== 2)
    return { front: undefined, faults: [SolveFault.NotTwo(span, { count: texts.length })] }
  const before = Evaluator.projector(place, scenario, []).rows(new Float64Array(0))?.slice()
  const found = texts.map((text) => Aim.ofFront(text, place.model, place.targets, scenario, before))
  const [one, other] = found.flatMap((each) => ("aim" in each ? [each.aim] : []))
  const faults = found.flatMap((each) => ("faults" in each ? each.faults : []))
  return { front: one === undefined || other === undefined ? undefined : [one, other], faults }
}

/** Reads a question, or tells everything that is wrong with it. */
export const read = (place: Place, scenario: Scenario.Scenario, asked: Asked): Result.Result<Question, Faults> => {
  const { aims, faults: aimFaults } = Aim.read(asked.targets, place.model, place.targets, scenario)
  const { faults: leverFaults, levers } = leversOf(place, asked.levers)
  const { faults: costFaults, indicators } = costOf(place, asked)
  const pareto = asked.pareto ?? []
  const { faults: frontFaults, front } = frontOf(place, scenario, pareto)
  const faults: Array<Fault.Fault> = [...aimFaults, ...leverFaults, ...costFaults, ...frontFaults]
  if (asked.targets.length === 0 && pareto.length === 0) faults.push(SolveFault.NoTarget(Span.whole("--target"), {}))
  const named = asked.levers.filter((address) => address !== "all")
  const { faults: idleFaults, working } = idle(
    place,
    levers,
    [...aims, ...(front ?? []).filter(({ name }) => !aims.some((aim) => aim.name === name))],
    named.length < asked.levers.length
  )
  // What reaches what is known only where both are.
  if (aims.length + (front?.length ?? 0) > 0 && levers.length > 0) faults.push(...idleFaults)
  if (faults.length > 0) return Result.fail(faults)
  return Result.succeed({
    place,
    scenario,
    levers: working.map((indicator) => LeverPath.of(indicator, scenario)),
    aims,
    others: asked.keep
      ? Aim.decidedIn(place.targets, scenario)
          .filter(({ name }) => !aims.some((aim) => aim.name === name))
          .map((target) => Aim.ofTarget(target, place.model, scenario.years.from))
      : [],
    keep: asked.keep,
    least: asked.least,
    cost: indicators,
    front
  })
}
