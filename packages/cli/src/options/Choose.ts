/**
 * Which indicators and which years of a run a command is about.
 *
 * A name that the model does not have, or a year that the run does not have,
 * is told with what was probably meant; nothing is left out in silence.
 */
import * as Fault from "@gongfu/core/document/Fault"
import type { Label } from "@gongfu/core/document/Label"
import * as Meant from "@gongfu/core/document/Meant"
import * as Span from "@gongfu/core/document/Span"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Model } from "@gongfu/core/model/Model"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import type { Target, Targets } from "@gongfu/core/target/Target"
import * as Effect from "effect/Effect"
import { Faulty } from "../session/Failure.ts"
import * as Words from "./Words.ts"

/** What is asked to be shown: some indicators, by name, in some years; all where `all`, else the usual ones. */
export interface Narrowing {
  readonly indicators: ReadonlyArray<string>
  readonly years: ReadonlyArray<number>
  readonly all: boolean
}

/** No number of the model has that address. */
export const UnknownIndicator = Fault.define<{
  readonly name: string
  readonly meant: ReadonlyArray<Meant.Suggestion>
}>("UnknownIndicator", ({ meant, name }) => ({
  problem: { en: `unknown indicator "${name}"`, zh: `未知的指标“${name}”` },
  remedy: Meant.question(meant) ?? {
    en: "gongfu show RUN --all lists every indicator by name",
    zh: "可用 gongfu show RUN --all 查看全部指标的名称"
  }
}))

/** Names in a sentence: all of a few, the first of many. */
export const listed = (names: ReadonlyArray<string>): Label => {
  const most = 12
  const some = Words.joined(names.slice(0, most))
  if (names.length <= most) return some
  return {
    en: `${some.en}, … (${names.length} in all, in targets.yaml)`,
    zh: `${some.zh} 等 ${names.length} 项（见 targets.yaml）`
  }
}

/** No target of the place has that name. */
export const UnknownTarget = Fault.define<{
  readonly name: string
  readonly meant: ReadonlyArray<Meant.Suggestion>
  readonly known: ReadonlyArray<string>
}>("UnknownTarget", ({ known, meant, name }) => ({
  problem: { en: `unknown target "${name}"`, zh: `未知的目标“${name}”` },
  remedy: Meant.question(meant) ?? {
    en: `the plan has: ${listed(known).en}`,
    zh: `规划中有：${listed(known).zh}`
  }
}))

/** The run has no such year. */
export const YearNotThere = Fault.define<{ readonly year: number; readonly from: number; readonly to: number }>(
  "YearNotThere",
  ({ from, to, year }) => ({
    problem: { en: `the run has no year ${year}`, zh: `该推演没有 ${year} 年` },
    remedy:
      to < from
        ? { en: "it stopped before its first year", zh: "它在第一年之前即已中止" }
        : { en: `it runs from ${from} to ${to}`, zh: `它的年份为 ${from} 至 ${to}` }
  })
)

/** None of several runs has such a year. */
export const NoRunHas = Fault.define<{ readonly year: number; readonly from: number; readonly to: number }>(
  "NoRunHas",
  ({ from, to, year }) => ({
    problem: { en: `none of the runs has the year ${year}`, zh: `各推演均没有 ${year} 年` },
    remedy: { en: `they run from ${from} to ${to}`, zh: `它们的年份为 ${from} 至 ${to}` }
  })
)

/** Years that were asked for, none of which may lie beyond all runs that are compared. */
export const someYears = (
  runs: ReadonlyArray<{ readonly events: ReadonlyArray<RunEvent> }>,
  asked: ReadonlyArray<number>
): Effect.Effect<void, Faulty> => {
  const projected = runs.flatMap(({ events }) =>
    events.flatMap((event) => (event.type === "YearProjected" ? [event.year] : []))
  )
  const missing = projected.length === 0 ? [] : asked.filter((year) => !projected.includes(year))
  if (missing.length === 0) return Effect.void
  const [from, to] = [Math.min(...projected), Math.max(...projected)]
  return Effect.fail(new Faulty({ faults: missing.map((year) => NoRunHas(Span.whole("--year"), { year, from, to })) }))
}

/**
 * The indicators of names or labels, each once however often it is named; the name of a variable over dimensions stands
 * for all its members.
 */
export const indicators = (
  model: Model,
  names: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<Indicator.Indicator>, Faulty> => {
  const all = Indicator.all(model)
  const faults: Array<Fault.Fault> = []
  const found = names.flatMap((typed) => {
    const name = Indicator.nameOf(model, typed)
    const one = Indicator.find(model, name)
    const members = one === undefined ? all.filter(({ variable }) => variable.name === name) : [one]
    if (members.length === 0)
      faults.push(UnknownIndicator(Span.whole("--indicator"), { name, meant: Meant.of(name, Indicator.named(model)) }))
    return members
  })
  return faults.length > 0 ? Effect.fail(new Faulty({ faults })) : Effect.succeed([...new Set(found)])
}

/** The targets of names, in the order of the file; `all` is every one of them, unless one is called so. */
export const targets = (
  { all }: Targets,
  names: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<Target>, Faulty> => {
  const known = all.map(({ name }) => name)
  if (names.includes("all") && !known.includes("all")) return Effect.succeed(all)
  const faults = names
    .filter((name) => !known.includes(name))
    .map((name) => UnknownTarget(Span.whole("--target"), { name, meant: Meant.of(name, all), known }))
  return faults.length > 0
    ? Effect.fail(new Faulty({ faults }))
    : Effect.succeed(all.filter(({ name }) => names.includes(name)))
}

/** The years of a run, or those of them that were asked for. */
export const years = (
  trajectory: Trajectory.Trajectory,
  asked: ReadonlyArray<number>
): Effect.Effect<ReadonlyArray<number>, Faulty> => {
  const { from, to } = trajectory
  const missing = asked.filter((year) => year < from || year > to)
  if (missing.length > 0)
    return Effect.fail(
      new Faulty({ faults: missing.map((year) => YearNotThere(Span.whole("--year"), { year, from, to })) })
    )
  return Effect.succeed(
    asked.length === 0 ? Trajectory.years(trajectory) : [...new Set(asked)].toSorted((a, b) => a - b)
  )
}
