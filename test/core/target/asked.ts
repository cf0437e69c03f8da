/** Targets of the small place, of any kind, that ask for any figure of its ratio. */
import type * as Target from "@gongfu/core/target/Target"
import * as TargetCheck from "@gongfu/core/target/TargetCheck"
import type { Comparison, Kind, TargetDocument } from "@gongfu/core/target/TargetFile"
import { comparisons } from "@gongfu/core/target/TargetFile"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { place } from "./smallPlace.ts"

/** What a target asks for. */
export interface Asked {
  readonly kind: Kind
  readonly comparison: Comparison
  readonly value: number
  readonly tolerance: number
  readonly from: number
  readonly by: number
}

const entryOf = (
  { kind, comparison, value, tolerance, from, by }: Asked,
  area = "people",
  name = "asked"
): TargetDocument["targets"][number] => ({
  name,
  clause: "1",
  area,
  kind,
  indicator: "ratio",
  by,
  strength: "firm",
  label: { en: "Asked", zh: "目标" },
  ...(kind === "level" ? {} : { from }),
  ...(kind === "trend_down" ? {} : { [comparison]: value, tolerance })
})

/** The target that asks for it. */
export const targetOf = (asked: Asked): Target.Target => {
  const document: TargetDocument = {
    gongfu: 1,
    areas: [{ name: "people", label: { en: "People", zh: "民生" } }],
    targets: [entryOf(asked)]
  }
  return Result.getOrThrow(TargetCheck.fromDocument(document, place.model)).all[0]!
}

/** Targets in areas of some weights, the first of which are `area_0` and `asked_0`. */
export const targetsOf = (
  areas: ReadonlyArray<{ readonly weight: number; readonly asked: ReadonlyArray<Asked> }>
): Target.Targets => {
  const document: TargetDocument = {
    gongfu: 1,
    areas: areas.map((_, a) => ({ name: `area_${a}`, label: { en: "Area", zh: "领域" } })),
    weights: Object.fromEntries(areas.map(({ weight }, a) => [`area_${a}`, weight])),
    targets: areas.flatMap(({ asked }, a) => asked.map((one, i) => entryOf(one, `area_${a}`, `asked_${a}_${i}`)))
  }
  return Result.getOrThrow(TargetCheck.fromDocument(document, place.model))
}

/** The comparisons in which more is better. */
export const rising = new Set<Comparison>(["at_least", "more_than"])
/** Any kind, with figures from a generator; the first year is 2021 to 2023, the deadline 2024 to 2026. */
export const kindsAnd = (number: fc.Arbitrary<number>): fc.Arbitrary<Asked> =>
  fc
    .record({
      kind: fc.constantFrom<Kind>(
        "level",
        "ceiling_each_year",
        "annual_flow",
        "cumulative",
        "average_growth",
        "multiple_of_base",
        "increase_over_base",
        "trend_down"
      ),
      comparison: fc.constantFrom(...comparisons),
      value: number,
      tolerance: number.map(Math.abs),
      from: fc.integer({ min: 2021, max: 2023 }),
      by: fc.integer({ min: 2024, max: 2026 })
    })
    .map((asked) => {
      const mirrored = {
        at_least: "at_most",
        more_than: "less_than",
        at_most: "at_least",
        less_than: "more_than"
      } as const
      const wrong =
        (asked.kind === "ceiling_each_year" && rising.has(asked.comparison)) ||
        (asked.kind === "annual_flow" && !rising.has(asked.comparison))
      return wrong ? { ...asked, comparison: mirrored[asked.comparison] } : asked
    })
