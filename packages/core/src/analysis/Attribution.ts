/**
 * Which changed lever, assumption or shock made how much of the difference between two sides.
 *
 * Shapley values (see `Shapley`) of the game in which a coalition's worth is what an indicator comes to in a year when
 * the players of the coalition have side B's inputs and all others side A's. Exact for up to `Shapley.mostExact`
 * players, sampled beyond.
 *
 * A1  the parts sum to the difference, to 1e-9 of the larger of it and the largest part;
 * A2  what makes no difference has exactly 0;
 * A3  both sides' recorded values are computed again, to the bit, or nothing is attributed;
 * A4  neither the order of files nor that of events within a year counts.
 */
import * as Result from "effect/Result"
import type * as Fault from "../document/Fault.ts"
import * as Span from "../document/Span.ts"
import type { Indicator } from "../model/Indicator.ts"
import * as Rounding from "../model/Rounding.ts"
import type { Kernel } from "../model/Kernel.ts"
import * as Engine from "../run/Engine.ts"
import * as YearValues from "../run/YearValues.ts"
import * as AttributionFault from "./AttributionFault.ts"
import * as Coalition from "./Coalition.ts"
import { type ComparedRun, type Facts, read } from "./ComparedRun.ts"
import * as Player from "./Player.ts"
import * as PolicyAndCircumstance from "./PolicyAndCircumstance.ts"
import * as Shapley from "./Shapley.ts"
import * as SideInputs from "./SideInputs.ts"

/** What to attribute, to whom, and how to sample when there are too many players. */
export interface Options {
  readonly indicators: ReadonlyArray<Indicator>
  /** Years to attribute; the last that both sides have when none is given. */
  readonly years: ReadonlyArray<number>
  readonly by: Player.Grouping
  /** How many pairs of permutations, at least 2. */
  readonly pairs: number
  /** A whole number of 32 bits. */
  readonly seed: number
}

/** How the parts were found. */
export type Method =
  | { readonly _tag: "Exact"; readonly runs: number }
  | { readonly _tag: "Sampled"; readonly runs: number; readonly permutations: number; readonly seed: number }

/** What is going to be done: two sides of one model, who plays, and the numbers that are looked at. */
export interface Plan {
  readonly sides: Coalition.Sides
  readonly facts: readonly [Facts, Facts]
  readonly by: Player.Grouping
  readonly inputs: ReadonlyArray<Player.DifferingInput>
  /** Inputs that differ only after the last year looked at. */
  readonly later: ReadonlyArray<Player.DifferingInput>
  readonly players: ReadonlyArray<Player.Player>
  readonly indicators: ReadonlyArray<Indicator>
  readonly years: ReadonlyArray<number>
  readonly method: Method
}

/** What one player made of a difference. */
export interface Part {
  readonly player: Player.Player
  /** In the indicator's unit; the parts sum to the difference. */
  readonly value: number
  /** Of the difference; nothing where that is 0 or rounding. */
  readonly share: number | undefined
  /** Of a sampled value. */
  readonly standardError: number | undefined
}

/** One indicator in one year. */
export interface Attributed {
  readonly indicator: Indicator
  readonly year: number
  readonly a: number
  readonly b: number
  readonly difference: number
  /** Whether there is none but for rounding: then nobody has a share. */
  readonly isRounding: boolean
  /** Of every player, the largest first. */
  readonly parts: ReadonlyArray<Part>
  readonly policyAndCircumstance: PolicyAndCircumstance.PolicyAndCircumstance
}

type Faults = ReadonlyArray<Fault.Fault>

const faultsOf = ({ failed, run, started, status, years }: Facts): Faults => {
  const span = Span.whole(run.id)
  if (started === undefined) return [AttributionFault.NotARun(span, { run: run.id })]
  if (failed !== undefined)
    return [AttributionFault.FailedRun(span, { run: run.id, year: failed.year, variable: failed.variable })]
  return status === "running" ? [AttributionFault.UnfinishedRun(span, { run: run.id, year: years.at(-1) })] : []
}

/** Plans an attribution of the difference between two runs, or tells every reason why there can be none. */
export const plan = (
  kernel: Kernel,
  runs: readonly [ComparedRun, ComparedRun],
  options: Options
): Result.Result<Plan, Faults> => {
  const facts = [read(runs[0]), read(runs[1])] as const
  const [a, b] = facts
  const [idA, idB] = [a.run.id, b.run.id]
  const common = a.years.filter((year) => b.projected.has(year))
  const [from, to] = [common[0], common.at(-1)]
  const differentModels = a.run.model.fingerprint !== b.run.model.fingerprint
  const faults = [
    ...facts.flatMap(faultsOf),
    ...(differentModels ? [AttributionFault.DifferentModels(Span.whole(idB), { a: idA, b: idB })] : []),
    ...(from === undefined || to === undefined
      ? [AttributionFault.NoCommonYears(Span.whole(idB), { a: idA, b: idB })]
      : options.years
          .filter((year) => !common.includes(year))
          .map((year) => AttributionFault.YearNotCommon(Span.whole("--year"), { year, from, to })))
  ]
  if (faults.length > 0) return Result.fail(faults)

  const years = options.years.length === 0 ? common.slice(-1) : [...new Set(options.years)].toSorted((x, y) => x - y)
  const { model } = kernel
  const sides = { kernel, a: SideInputs.of(a, common), b: SideInputs.of(b, common) }
  const all = Player.differing(model, sides.a, sides.b, common)
  const inputs = Player.differing(
    model,
    sides.a,
    sides.b,
    common.filter((year) => year <= years.at(-1)!)
  )
  const known = new Set(inputs.map(({ kind, name }) => `${kind} ${name}`))
  const { by, pairs, seed } = options
  const players = Player.of(model, inputs, by)
  return Result.succeed({
    sides,
    facts,
    by,
    inputs,
    later: all.filter(({ kind, name }) => !known.has(`${kind} ${name}`)),
    players,
    indicators: [...new Map(options.indicators.map((indicator) => [indicator.name, indicator])).values()],
    years,
    method:
      players.length <= Shapley.mostExact
        ? { _tag: "Exact", runs: Shapley.exactRuns(players.length) }
        : { _tag: "Sampled", runs: Shapley.sampledRuns(players.length, pairs), permutations: 2 * pairs, seed }
  })
}

/** The first number of a side that its inputs do not give again. */
const notReproduced = (
  { facts: both, sides, years }: Plan,
  side: 0 | 1,
  rows: Float64Array
): Fault.Fault | undefined => {
  const facts = both[side]
  const { model } = sides.kernel
  for (let year = model.years.from; year <= years.at(-1)!; year++) {
    const told = facts.projected.get(year)
    const recorded = told === undefined ? YearValues.toRow(model, {}) : YearValues.rowOf(model, told)
    if (typeof recorded === "string") throw new Error(`the values of ${year} do not fit the model at ${recorded}`)
    const start = (year - model.years.from) * model.slots
    const cell = model.cells.find(({ slot }) => !Object.is(recorded[slot], rows[start + slot]))
    if (cell === undefined) continue
    return AttributionFault.NotReproduced(Span.whole(facts.run.id), {
      run: facts.run.id,
      year,
      indicator: cell.name,
      recorded: recorded[cell.slot]!,
      computed: rows[start + cell.slot]!,
      otherEngine: facts.started!.fingerprints.engine !== Engine.fingerprint
    })
  }
  return undefined
}

const stoppedFault = ({ failure, players, year }: Coalition.Stopped): Fault.Fault =>
  AttributionFault.CoalitionStopped(Span.whole("attribute"), {
    players: players.map(({ label, name }) => ({ name, label })),
    year,
    variable: failure.variable,
    equation: failure.equation,
    result: failure.result
  })

/** Holds both ends against the record: nothing is attributed between sides that cannot be computed again. */
const endsFaults = (planned: Plan, outputs: ReadonlyArray<Coalition.Output>): Faults => {
  const everyone = { name: "B", label: { en: "all", zh: "全部" }, inputs: planned.inputs }
  const game = Coalition.game(planned.sides, [everyone], outputs)
  const into = new Float64Array(outputs.length)
  const end = (side: 0 | 1): Faults => {
    if (side === 1) game.toggle(0)
    const stopped = game.value(into, 0)
    const fault = stopped === undefined ? notReproduced(planned, side, game.rows) : stoppedFault(stopped)
    return fault === undefined ? [] : [fault]
  }
  return [...end(0), ...end(1)]
}

/** How many numbers `Shapley.exact` may keep at a time; more outputs are found a part at a time. */
const mostKept = 1 << 24

const sizeOf = ({ value }: Part): number => Math.abs(value)

/** The parts of some outputs, and their two-by-two. */
function* attributedInSteps(
  { inputs, method, players, sides }: Plan,
  outputs: ReadonlyArray<Coalition.Output & { readonly indicator: Indicator }>
): Generator<number, Result.Result<ReadonlyArray<Attributed>, Coalition.Stopped>> {
  // Those who change the latest years only come and go most often: the years before stay as they are.
  const firstYear = (player: Player.Player): number => Math.min(...player.inputs.map((input) => input.years[0]!))
  const seated = players.toSorted((x, y) => firstYear(y) - firstYear(x))
  const game = Coalition.game(sides, seated, outputs)
  const found: Result.Result<Shapley.Values & Partial<Shapley.Sampled>, Coalition.Stopped> =
    method._tag === "Exact"
      ? yield* Shapley.exactInSteps(game)
      : yield* Shapley.sampledInSteps(game, { pairs: method.permutations / 2, seed: method.seed })
  const corners = PolicyAndCircumstance.of(Coalition.game(sides, Player.policyAndCircumstance(inputs), outputs))
  return Result.map(Result.all([found, corners]), ([{ all, none, standardErrors, values }, twoByTwo]) =>
    outputs.map(({ indicator, year }, k): Attributed => {
      const [a, b] = [none[k]!, all[k]!]
      const difference = b - a
      const isRounding = Rounding.same(a, b)
      const parts = players.map((player): Part => {
        const at = seated.indexOf(player) * outputs.length + k
        const value = values[at]! + 0
        const share = isRounding ? undefined : value / difference + 0
        return { player, value, share, standardError: standardErrors?.[at] }
      })
      return {
        indicator,
        year,
        a,
        b,
        difference,
        isRounding,
        parts: parts.toSorted((x, y) => sizeOf(y) - sizeOf(x)),
        policyAndCircumstance: twoByTwo[k]!
      }
    })
  )
}

/** How many outputs are found together. */
const outputsAtATime = ({ indicators, method, years }: Plan): number =>
  method._tag === "Exact" ? Math.max(1, Math.floor(mostKept / method.runs)) : indicators.length * years.length

/** How many runs carrying out a plan takes. */
export const runsOf = (planned: Plan): number =>
  planned.method.runs * Math.ceil((planned.indicators.length * planned.years.length) / outputsAtATime(planned))

/**
 * Carries out a plan: every indicator in every year, years rising, indicators in the order of the plan. It comes in
 * steps of some milliseconds, so that whoever drives it can do something else, or stop; a step tells how many runs it
 * made.
 */
export function* carryOutInSteps(planned: Plan): Generator<number, Result.Result<ReadonlyArray<Attributed>, Faults>> {
  const { indicators, years } = planned
  const wanted = years.flatMap((year) => indicators.map((indicator) => ({ indicator, slot: indicator.slot, year })))
  const ends = endsFaults(planned, wanted)
  if (ends.length > 0) return Result.fail(ends)
  const most = outputsAtATime(planned)
  const attributed: Array<Attributed> = []
  for (let start = 0; start < wanted.length; start += most) {
    const found = yield* attributedInSteps(planned, wanted.slice(start, start + most))
    if (Result.isFailure(found)) return Result.fail([stoppedFault(found.failure)])
    attributed.push(...found.success)
  }
  return Result.succeed(attributed)
}
