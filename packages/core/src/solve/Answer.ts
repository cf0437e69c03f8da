/**
 * What came of a question, told: the levers and how far each was moved, where every aim stood and stands, what it
 * costs, and what holds it back.
 */
import * as Spending from "../analysis/Spending.ts"
import type { Indicator } from "../model/Indicator.ts"
import type { Invariant } from "../model/Model.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import type { Setting } from "../scenario/Setting.ts"
import * as Aim from "./Aim.ts"
import * as Evaluator from "./Evaluator.ts"
import * as LeverPath from "./LeverPath.ts"
import type { Front } from "./Front.ts"
import type { Rounded } from "./Polish.ts"
import type { Question } from "./Question.ts"
import type * as Robust from "./Robust.ts"
import type { Found } from "./Smallest.ts"

/** A lever that was moved. */
export interface Move {
  readonly path: LeverPath.LeverPath
  readonly from: Setting
  readonly to: Setting
  /** How far, in the lever's unit, and as a share of its range. */
  readonly by: number
  readonly share: number
  /** Its numbers are multiples of this. */
  readonly step: number
  /** The end of its range, where it stands there. */
  readonly end: "min" | "max" | undefined
  /** What would not hold with one step less; nothing where it would only cost more. */
  readonly tight: string | undefined
}

/** Where an aim stood and stands. */
export interface Standing {
  readonly aim: Aim.Aim
  /** Nothing where the scenario's own projection came to no finite number. */
  readonly before: Aim.Measure | undefined
  readonly after: Aim.Measure
  readonly met: boolean
  /** Whether it was asked for, or only has to stay met. */
  readonly asked: boolean
  /** What is lacking, as a part of what is required; 0 where nothing is. */
  readonly lack: number
  /** Whether it is the one that lacks most, or about as much. */
  readonly binding: boolean
}

/** A target of the plan that was met before and is missed after. */
export interface Lost {
  readonly aim: Aim.Aim
  readonly before: Aim.Measure
  readonly after: Aim.Measure
}

/** What one item of cost takes more in some years and less in others; more less less is the change of its sum. */
export interface CostItem {
  readonly indicator: Indicator
  readonly before: number
  readonly after: number
  readonly more: number
  readonly less: number
}

/** What an answer costs: all that is spent before and after, and what is new in it, item by item and year by year. */
export interface Cost {
  /** That of the sums below, as it is written in the model: money, where that of an indicator is money a year. */
  readonly unit: string
  /** The sum of what the items take more. */
  readonly added: number
  /** The sum of what they take less. */
  readonly saved: number
  readonly before: number
  readonly after: number
  readonly items: ReadonlyArray<CostItem>
  /** The moved levers whose moves, each made alone, change no item. */
  readonly notCosted: ReadonlyArray<LeverPath.LeverPath>
}

/** An answer. */
export interface Answer {
  readonly outcome: "met" | "nearest"
  readonly moves: ReadonlyArray<Move>
  /** The sum of the shares moved. */
  readonly change: number
  readonly standings: ReadonlyArray<Standing>
  readonly cost: Cost | undefined
  /** What was met before and is missed after, asked for or not. */
  readonly lost: ReadonlyArray<Lost>
  /** Laws about shortage that have less than one per cent left. */
  readonly limits: ReadonlyArray<Invariant>
  /** The levers of the scenario that is the answer. */
  readonly levers: Scenario["levers"]
  readonly projections: number
  /** How probable the aims are, where that was asked. */
  readonly probability: Robust.Probability | undefined
}

/** A law that no setting was found to satisfy together with the others, and the year-free name of it. */
export const brokenLaw = ({ end, evaluator }: Found): Invariant | undefined => {
  let [worst, least] = [undefined as Invariant | undefined, 0]
  for (const [i, need] of evaluator.needs.entries())
    if (need.kind === "law" && end.measured.margins[i]! < least) [worst, least] = [need.law, end.measured.margins[i]!]
  return worst
}

/** What stands for the probability of all aims where the name of one would stand. */
export const chance = "probability"

const needName = ({ evaluator }: Found, need: number | undefined): string | undefined => {
  const found = need === undefined ? undefined : evaluator.needs[need]
  if (found === undefined) return undefined
  return found.kind === "aim" ? found.aim.name : found.kind === "law" ? found.law.name : chance
}

/** Near enough to what lacks most to be named with it. */
const alike = 0.9
const nearlyUsed = 0.01

const lostOf = (
  { aims, place, scenario }: Question,
  before: Float64Array,
  after: Float64Array
): ReadonlyArray<Lost> => {
  const targets = Aim.decidedIn(place.targets, scenario).map((target) =>
    Aim.ofTarget(target, place.model, scenario.years.from)
  )
  const own = aims.filter(({ name }) => !targets.some((target) => target.name === name))
  return [...targets, ...own].flatMap((aim) => {
    const [was, is] = [aim.measure(before), aim.measure(after)]
    return Aim.holds(aim, was.margin) && !Aim.holds(aim, is.margin) ? [{ aim, before: was, after: is }] : []
  })
}

const costOf = (
  { cost, place }: Question,
  { end, evaluator }: Found,
  project: Evaluator.Projector,
  before: Float64Array,
  after: Float64Array
): Cost | undefined => {
  const { slots } = place.model
  if (cost.length === 0) return undefined
  const items = cost.map((indicator): CostItem => {
    const spent = Spending.spent([indicator], slots)
    return {
      indicator,
      before: spent(before),
      after: spent(after),
      more: Spending.added([indicator], slots, before)(after),
      less: Spending.added([indicator], slots, after)(before)
    }
  })
  const moves = (rows: Float64Array): number =>
    Spending.added(cost, slots, before)(rows) + Spending.added(cost, slots, rows)(before)
  return {
    unit: Spending.unitOf(cost[0]!),
    added: Spending.added(cost, slots, before)(after),
    saved: Spending.added(cost, slots, after)(before),
    before: Spending.spent(cost, slots)(before),
    after: Spending.spent(cost, slots)(after),
    items,
    notCosted: evaluator.levers.filter((_, i) => {
      if (end.shares[i] === 0) return false
      const alone = project.rows(end.shares.map((share, lever) => (lever === i ? share : 0)))
      return alone !== undefined && moves(alone) === 0
    })
  }
}

/** Tells what a search found; not for one that found no setting with which a run comes to its end. */
export const of = (question: Question, found: Found | Robust.Found): Answer => {
  const { place, scenario } = question
  const { aims, end, evaluator, start, steps, tight } = found
  const project = Evaluator.projector(place, scenario, evaluator.levers)
  const before = project.rows(start.shares)?.slice()
  const after = project.rows(end.shares)!.slice()
  const sizes = aims.map((aim) => (before === undefined ? 1 : Evaluator.sizeOf(aim, before)))
  const lack = (i: number): number => Math.max(0, -aims[i]!.measure(after).margin / sizes[i]!)
  const most = Math.max(...aims.map((_, i) => lack(i)))
  const moves = evaluator.levers.flatMap((path, i): ReadonlyArray<Move> => {
    const share = end.shares[i]!
    if (share === 0) return []
    const value = LeverPath.to(path, share)
    return [
      {
        path,
        from: path.own ?? path.lever.default,
        to: LeverPath.moved(path, share),
        by: value - path.from,
        share,
        step: steps[i]!,
        end: value === path.lever.min ? "min" : value === path.lever.max ? "max" : undefined,
        tight: needName(found, tight.get(i))
      }
    ]
  })
  return {
    outcome: found.outcome === "met" ? "met" : "nearest",
    moves,
    change: moves.reduce((sum, { share }) => sum + Math.abs(share), 0),
    standings: aims.map((aim, i) => {
      const measure = aim.measure(after)
      const met = Aim.holds(aim, measure.margin)
      return {
        aim,
        before: before && aim.measure(before),
        after: measure,
        met,
        asked: i < question.aims.length,
        lack: lack(i),
        binding: !met && lack(i) >= alike * most
      }
    }),
    cost: before === undefined ? undefined : costOf(question, found, project, before, after),
    lost: before === undefined ? [] : lostOf(question, before, after),
    limits: evaluator.needs.flatMap((need, i) =>
      need.kind === "law" && need.law.shortage && end.measured.margins[i]! < nearlyUsed ? [need.law] : []
    ),
    levers: {
      ...scenario.levers,
      ...Object.fromEntries(moves.map(({ path, to }) => [path.indicator.name, to]))
    },
    projections: found.projections,
    probability: "probability" in found ? found.probability : undefined
  }
}

/** The first aim that the years of a run, `rows` as an aim reads them, measure otherwise than the answer says. */
export const otherwise = (
  { standings }: Pick<Answer, "standings">,
  rows: Float64Array
): { readonly standing: Standing; readonly found: Aim.Measure } | undefined => {
  for (const standing of standings) {
    const found = standing.aim.measure(rows)
    if (found.margin !== standing.after.margin) return { standing, found }
  }
  return undefined
}

/** Tells one point of a front: its standings are what is asked besides, and then the two aims. */
export const ofPoint = (question: Question, front: Front, { point, steps }: Rounded): Answer =>
  of(question, {
    outcome: "met",
    evaluator: front.evaluator,
    aims: [...front.within, ...front.aims],
    start: front.start,
    end: point,
    steps,
    tight: new Map(),
    projections: front.projections
  })
