/**
 * What runs were given: levers, assumptions and shocks that differ.
 *
 * Settings are read from the events, so an assumption that was hit by a shock
 * stands under shocks only. Every year that all runs have is compared, however
 * the rest of the comparison is narrowed. Reasons are texts and not compared.
 * What the models count in different units cannot be held against each other:
 * it is a gap, and neither a difference nor the same.
 */
import type { Label } from "../document/Label.ts"
import { same } from "../document/Label.ts"
import type * as Indicator from "../model/Indicator.ts"
import { ownValue } from "../run/YearInputs.ts"
import type { Shortage } from "../scenario/ScenarioTerms.ts"
import { type ByYear, type Facts, ofShockKey, type ShockSize } from "./ComparedRun.ts"
import * as Gap from "./Gap.ts"
import * as Years from "./Years.ts"

/** Years in which every run keeps its setting: one value a run, nothing where the run has no such setting. */
export interface InputStretch<A> extends Years.Stretch {
  readonly differs: boolean
  readonly values: ReadonlyArray<A | undefined>
}

/** A lever or an assumption. */
export interface InputDifference {
  /** The address. */
  readonly indicator: string
  readonly label: Label
  readonly unit: string
  readonly differs: boolean
  readonly stretches: ReadonlyArray<InputStretch<number>>
}

/** A shock; `on` is the address of the assumption that it hits. */
export interface ShockDifference {
  readonly shock: string
  readonly on: string
  readonly label: Label
  readonly unit: string
  readonly differs: boolean
  readonly stretches: ReadonlyArray<InputStretch<ShockSize>>
}

/** All inputs. `shortage` is what each run does when it is asked for more than there is; absent where all do the same. */
export interface InputDifferences {
  readonly shortage: ReadonlyArray<Shortage | undefined> | undefined
  readonly levers: ReadonlyArray<InputDifference>
  readonly assumptions: ReadonlyArray<InputDifference>
  readonly shocks: ReadonlyArray<ShockDifference>
}

/** What was found, and how many settings of a year were compared and differ. */
export interface Found {
  readonly inputs: InputDifferences
  readonly gaps: ReadonlyArray<Gap.Gap>
  readonly compared: number
  readonly differing: number
  /** The years in which an address was set or hit differently. */
  readonly explained: ByYear<true>
}

type SettingKind = "lever" | "assumption"

const inputsOf = (run: Facts, kind: SettingKind): ReadonlyMap<string, Indicator.Indicator> => {
  const inputs = new Map<string, Indicator.Indicator>()
  for (const variable of run.run.model.variables)
    if (variable.kind === kind) for (const { name } of variable.cells) inputs.set(name, run.indicators.get(name)!)
  return inputs
}

/** What was said last before a year. */
const saidBefore = (changes: ReadonlyMap<number, number> | undefined, year: number): number | undefined => {
  const earlier = Math.max(...[...(changes?.keys() ?? [])].filter((said) => said < year))
  return changes?.get(earlier)
}

/** The setting of each year: what was said last, before that the model's own value. */
export const settings = (
  changes: ReadonlyMap<number, number> | undefined,
  own: (year: number) => number | undefined,
  years: ReadonlyArray<number>
): ReadonlyMap<number, number | undefined> => {
  if (changes === undefined) return new Map(years.map((year) => [year, own(year)]))
  const said = [...changes].toSorted(([a], [b]) => a - b)
  return new Map(years.map((year) => [year, said.findLast(([from]) => from <= year)?.[1] ?? own(year)]))
}

const sameSize = (a: ShockSize | undefined, b: ShockSize | undefined): boolean =>
  Object.is(a?.times, b?.times) && Object.is(a?.plus, b?.plus)

/** Settings and shocks of a run that are no finite numbers, each in the order of names. */
const notFinite = ({ assumptions, levers, run, shocks }: Facts): ReadonlyArray<Gap.Gap> => {
  const wrong = <A>(table: ByYear<A>, isFinite: (entry: A) => boolean) =>
    [...table]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, entries]) => {
        const years = [...entries].filter(([, entry]) => !isFinite(entry)).map(([year]) => year)
        return years.length === 0
          ? []
          : [
              Gap.notFinite(
                run.id,
                name,
                years.toSorted((a, b) => a - b)
              )
            ]
      })
  return [
    ...wrong(levers, Number.isFinite),
    ...wrong(assumptions, Number.isFinite),
    ...wrong(shocks, ({ plus, times }) => Number.isFinite(times) && Number.isFinite(plus))
  ]
}

/**
 * Changes that begin elsewhere than the reference's of the same year, although they should begin at the same: at what
 * was said before, or where nothing was, at what the model has in that year.
 */
const differentChanges = (
  runs: ReadonlyArray<Facts>,
  name: string,
  beginsAt: (run: number, year: number) => number | undefined
): ReadonlyArray<Gap.Gap> => {
  const [reference] = runs
  const own = reference!.changedFrom.get(name)
  if (own === undefined) return []
  return runs.slice(1).flatMap(({ changedFrom, run }, i) => {
    const years = [...own]
      .filter(([year, from]) => {
        const other = changedFrom.get(name)?.get(year)
        return (
          changedFrom.get(name)?.has(year) === true &&
          !Object.is(other, from) &&
          Object.is(beginsAt(0, year), beginsAt(i + 1, year))
        )
      })
      .map(([year]) => year)
    return years.length === 0
      ? []
      : [
          Gap.differentChange(
            run.id,
            name,
            years.toSorted((a, b) => a - b)
          )
        ]
  })
}

const stretchesOf = <A>(
  years: ReadonlyArray<number>,
  valuesIn: (year: number) => ReadonlyArray<A | undefined>,
  equal: (a: A | undefined, b: A | undefined) => boolean
): ReadonlyArray<InputStretch<A>> =>
  Years.stretches(years, valuesIn, (a, b) => a.every((value, i) => equal(value, b[i]))).map(
    ({ from, to, content }) => ({
      from,
      to,
      differs: content.some((value) => !equal(value, content[0])),
      values: content
    })
  )

/** Compares what runs were given in the years that all of them have. The first run is the reference. */
export const compare = (runs: ReadonlyArray<Facts>, years: ReadonlyArray<number>, all: boolean): Found => {
  const [reference] = runs
  let compared = 0
  let differing = 0
  const explained = new Map<string, Map<number, true>>()
  const gaps: Array<Gap.Gap> = runs.flatMap(notFinite)

  /** Whether the models count an input in different units, which is told. */
  const isInOtherUnits = (name: string, inputs: ReadonlyArray<Indicator.Indicator | undefined>): boolean => {
    const known = inputs.flatMap((input, i) => (input === undefined ? [] : [{ unit: input.unit, id: runs[i]!.run.id }]))
    if (known.every(({ unit }) => unit === known[0]!.unit)) return false
    if (!gaps.some(({ kind, subject }) => kind === "different_units" && subject === name))
      gaps.push(
        Gap.differentUnits(
          known.map(({ id }) => id),
          name,
          known.map(({ unit }) => unit)
        )
      )
    return true
  }

  const kept = <A>(
    address: string,
    valuesIn: (year: number) => ReadonlyArray<A | undefined>,
    equal: (a: A | undefined, b: A | undefined) => boolean
  ): { readonly differs: boolean; readonly stretches: ReadonlyArray<InputStretch<A>> } => {
    const before = differing
    for (const year of years) {
      const values = valuesIn(year)
      let different = 0
      for (let i = 1; i < values.length; i++) if (!equal(values[i], values[0])) different++
      compared += values.length - 1
      differing += different
      if (different > 0) explained.set(address, (explained.get(address) ?? new Map<number, true>()).set(year, true))
    }
    if (differing === before && !all) return { differs: false, stretches: [] }
    const stretches = stretchesOf(years, valuesIn, equal)
    return {
      differs: stretches.some((stretch) => stretch.differs),
      stretches: all ? stretches : stretches.filter((stretch) => stretch.differs)
    }
  }

  const block = (kind: SettingKind, changes: (run: Facts) => ByYear<number>): ReadonlyArray<InputDifference> => {
    const oneModel = runs.every(({ run }) => run.model === reference!.run.model)
    const ofReference = inputsOf(reference!, kind)
    const declared = runs.map((run) => (oneModel ? ofReference : inputsOf(run, kind)))
    const known = [...declared[0]!.keys()].filter((name) => declared.every((inputs) => inputs.has(name)))
    // What only the events know: an address of another model. It is told, not trusted.
    const said = new Set(runs.flatMap((run) => [...changes(run).keys()]))
    const told = said.difference(new Set(known))
    return [...known, ...[...told].toSorted()].flatMap((name): ReadonlyArray<InputDifference> => {
      // What no run of one model was told anything of is the model's own in all of them.
      if (!all && oneModel && !said.has(name)) {
        compared += years.length * (runs.length - 1)
        return []
      }
      const inputs = declared.map((names) => names.get(name))
      if (!oneModel && isInOtherUnits(name, inputs)) return []
      const owns = runs.map((run, i) => (year: number) => {
        const input = inputs[i]
        return input === undefined ? undefined : ownValue(input.variable, run.run.model.cells[input.slot]!, year)
      })
      const paths = runs.map((run, i) => settings(changes(run).get(name), owns[i]!, years))
      const input = inputs.find((found) => found !== undefined)
      gaps.push(
        ...differentChanges(runs, name, (i, year) => saidBefore(changes(runs[i]!).get(name), year) ?? owns[i]!(year))
      )
      return [
        {
          indicator: name,
          label: input?.label ?? same(name),
          unit: input?.unit ?? "",
          ...kept(name, (year) => paths.map((path) => path.get(year)), Object.is)
        }
      ]
    })
  }

  const shocks = [...new Set(runs.flatMap((run) => [...run.shocks.keys()]))]
    .toSorted()
    .flatMap((key): ReadonlyArray<ShockDifference> => {
      const [shock, on] = ofShockKey(key)
      const hit = runs.map(({ indicators }) => indicators.get(on))
      if (isInOtherUnits(on, hit)) return []
      const input = hit[0]
      return [
        {
          shock,
          on,
          label: input?.label ?? same(on),
          unit: input?.unit ?? "",
          ...kept(on, (year) => runs.map((run) => run.shocks.get(key)?.get(year)), sameSize)
        }
      ]
    })

  const choices = runs.map((run) => run.started?.shortage)
  const keep = (entry: { readonly differs: boolean }) => all || entry.differs
  const inputs: InputDifferences = {
    shortage: choices.some((choice) => choice !== choices[0]) ? choices : undefined,
    levers: block("lever", (run) => run.levers).filter(keep),
    assumptions: block("assumption", (run) => run.assumptions).filter(keep),
    shocks: shocks.filter(keep)
  }
  const otherChoices = choices.filter((choice) => choice !== choices[0]).length
  return { inputs, gaps, compared: compared + runs.length - 1, differing: differing + otherChoices, explained }
}
