/**
 * Places whose numbers are straight lines, so that the smallest change can be reckoned by hand: each indicator is a sum
 * of levers times slopes, and stands still over the years.
 */
import type { Place } from "@gongfu/core/place/Place"
import type { Asked } from "@gongfu/core/solve/Question"
import * as Question from "@gongfu/core/solve/Question"
import * as Smallest from "@gongfu/core/solve/Smallest"
import * as Result from "effect/Result"
import { placeOf, scenario } from "../target/smallPlace.ts"

/** A lever by its default, its range, and its slope in each indicator. */
export interface Line {
  readonly start: number
  readonly min: number
  readonly max: number
  readonly slopes: ReadonlyArray<number>
}

/** A place with these levers `a`, `b`, …, indicators `x`, `y`, …, and for each a target of the same name. */
export const place = (levers: ReadonlyArray<Line>, required: ReadonlyArray<number>, laws = ""): Place => {
  const names = levers.map((_, i) => String.fromCharCode(97 + i))
  const indicators = required.map((_, k) => String.fromCharCode(120 + k))
  const sum = (k: number): string =>
    ["1000", ...levers.map(({ slopes }, i) => `${slopes[k]} * ${names[i]}`)].join(" + ")
  const sector = [
    "sector: all",
    "label: {en: All, zh: 全部}",
    "variables:",
    "  made_up: {label: {en: Made up, zh: 虚构}, unit: share, value: 0, range: [-1, 1], source: {assumption: made up}}",
    ...levers.map(
      ({ max, min, start }, i) =>
        `  ${names[i]}: {label: {en: Lever ${names[i]}, zh: 杠杆${names[i]}}, unit: share, lever: {default: ${start}, min: ${min}, max: ${max}}, source: {plan: "1"}}`
    ),
    ...indicators.map(
      (name, k) =>
        `  ${name}: {label: {en: Number ${name}, zh: 指标${name}}, unit: share, equation: "${sum(k)} + made_up"}`
    ),
    laws
  ].join("\n")
  const targets = [
    "gongfu: 1",
    "areas: {all: {en: All, zh: 全部}}",
    "targets:",
    ...indicators.map(
      (name, k) =>
        `  ${name}: {clause: "1", area: all, kind: level, indicator: ${name}, by: 2025, at_least: ${required[k]}, strength: firm, label: {en: Target ${name}, zh: 目标${name}}}`
    )
  ].join("\n")
  return placeOf({ sector, targets, headline: "x" })
}

/** A question about the place as it is, which must have no fault. */
export const question = (of: Place, asked: Partial<Asked> = {}): Question.Question =>
  Result.getOrThrowWith(
    Question.read(of, scenario(), {
      targets: ["all"],
      levers: ["all"],
      least: "change",
      cost: [],
      keep: false,
      ...asked
    }),
    (faults) => new Error(faults.map(({ problem }) => problem.en).join("; "))
  )

/** Carries a search out. */
export const finished = <A>(search: Generator<unknown, A>): A => {
  for (;;) {
    const { done, value } = search.next()
    if (done === true) return value
  }
}

/** What is found for a question. */
export const solved = (of: Place, asked: Partial<Asked> = {}): Smallest.Found =>
  finished(Smallest.search(question(of, asked)))
