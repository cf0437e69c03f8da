/**
 * A shipped place under test: loaded once, run with any settings, and read by address.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { fileURLToPath } from "node:url"
import type { Variable } from "@gongfu/core/model/Model"
import * as Place from "@gongfu/core/place/Place"
import * as Projection from "@gongfu/core/run/Projection"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import { loadPlaceFiles, loadScenarioChain } from "@gongfu/scenarios/ProjectFiles"

const succeed = <A>(result: Result.Result<A, unknown>): A => {
  if (Result.isSuccess(result)) return result.success
  throw new Error(JSON.stringify(result.failure, null, 2))
}

/** Settings by address: levers from the first policy year on, assumptions throughout. */
export interface Settings {
  readonly levers?: Readonly<Record<string, number>>
  readonly assumptions?: Readonly<Record<string, number>>
}

/** A counterexample is told as found: to shrink some two hundred settings takes minutes. */
export const asFound = { endOnFailure: true }

const within = (low: number, high: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.double({ min: low, max: high, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(low, high) }
  )

/** Loads the shipped place of a name, with what tests do with it. */
export const load = async (placeName: string) => {
  const folder = fileURLToPath(new URL(`../../packages/scenarios/${placeName}/`, import.meta.url))
  const chainOf = (scenario: string) =>
    Effect.runPromise(Effect.result(loadScenarioChain(`${folder}scenarios/${scenario}.yaml`))).then(succeed)
  const place: Place.Place = await chainOf("business-as-usual")
    .then((chain) => Effect.runPromise(loadPlaceFiles(chain.place)))
    .then((files) => succeed(Place.fromFiles(files)))
  const { model } = place
  const levers: ReadonlyArray<Variable> = model.variables.filter((variable) => variable.kind === "lever")

  /** A shipped scenario, carried out. */
  const runOf = async (name: string): Promise<Run.Run> => {
    const chain = await chainOf(name)
    return Run.project(place, succeed(Resolution.of(chain.files, model)))
  }

  const slots = new Map(model.variables.flatMap((variable) => variable.cells.map((cell) => [cell.name, cell.slot])))

  /** A trajectory's value by address and year. */
  const read =
    (trajectory: Trajectory.Trajectory) =>
    (address: string, year: number): number => {
      const slot = slots.get(address)
      if (slot === undefined) throw new Error(`no ${address} in the model`)
      return Trajectory.at(trajectory, slot, year)
    }

  /** The projected years after the base year. */
  const policyYears = Trajectory.years({ from: model.years.from + 1, to: model.years.to })

  /** Projects all years under constant settings; what is short is shared out unless `shortage` says to refuse. */
  const project = (
    settings: Settings,
    shortage: "refuse" | "scale" = "scale"
  ): Trajectory.Trajectory | (Projection.Failure & { readonly year: number }) => {
    let trajectory = Trajectory.empty(model, model.years.from)
    for (const year of Trajectory.years(model.years)) {
      const policy = year === model.years.from ? {} : settings.levers
      const set = new Map(Object.entries({ ...settings.assumptions, ...policy }))
      const projected = Projection.project(place.kernel, trajectory, { settings: set, shocks: [] }, shortage)
      if ("reason" in projected) return { ...projected, year }
      trajectory = projected.trajectory
    }
    return trajectory
  }

  /** Projects settings that must not fail, and reads the result. */
  const reader = (settings: Settings) => {
    const projected = project(settings)
    if ("reason" in projected) throw new Error(JSON.stringify(projected, null, 2))
    return read(projected)
  }

  /** Any settings of levers and assumptions within their ranges, each set or left alone; `fixed` are left alone. */
  const anySettings = (fixed: ReadonlyArray<string> = []): fc.Arbitrary<Required<Settings>> => {
    const free = (wanted: Variable["kind"]) =>
      model.variables.filter(({ kind, name }) => kind === wanted && !fixed.includes(name))
    const leverEntries = free("lever").map(({ name, lever }) => [name, within(lever!.min, lever!.max)] as const)
    const some = (entries: ReadonlyArray<readonly [string, fc.Arbitrary<number>]>) =>
      fc.record(Object.fromEntries(entries), { requiredKeys: [] }) as fc.Arbitrary<Record<string, number>>
    const cellEntries = free("assumption").flatMap(({ cells }) =>
      cells.map(({ name, range }) => [name, within(range![0], range![1])] as const)
    )
    return fc.record({ levers: some(leverEntries), assumptions: some(cellEntries) })
  }

  return { folder, place, model, levers, runOf, read, policyYears, project, reader, anySettings }
}
