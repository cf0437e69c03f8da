/** Runs of the small place, ready to compare. */
import type { ComparedRun } from "@gongfu/core/analysis/ComparedRun"
import type { RunEvent } from "@gongfu/core/run/Event"
import type { Place } from "@gongfu/core/place/Place"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as fc from "fast-check"
import { place, runOf } from "../target/smallPlace.ts"

/** A run of a scenario that sets nothing but what is given. */
export const comparedRun = (over: Partial<Scenario> = {}, at: Place = place): ComparedRun => {
  const { id, events } = runOf(over, at)
  return { id, title: { en: id, zh: id }, events, model: at.model, targets: at.targets }
}

/** A scenario that uses every kind of input. */
export const busy: Partial<Scenario> = {
  name: "busy",
  levers: { job_share: { "2022": 0.6, "2025": 0.9 }, cleaning: { step: { "2023": 0.1 } } },
  assumptions: { "growth[rural]": { "2024": 0.1 }, demand: 150 },
  shocks: [
    {
      name: "slump",
      on: "demand",
      times: { "2023": 0.5 },
      plus: { "2023": 4, "2024": 1 },
      because: { en: "x", zh: "x" }
    }
  ]
}

/** The same run with other events. */
export const withEvents = (run: ComparedRun, events: ReadonlyArray<RunEvent>): ComparedRun => ({ ...run, events })

/** The same run with some of its events changed; `undefined` takes an event out. */
export const changed = (run: ComparedRun, change: (event: RunEvent) => RunEvent | undefined): ComparedRun =>
  withEvents(
    run,
    run.events.flatMap((event) => change(event) ?? [])
  )

/** The next number up. */
export const nextUp = (value: number): number => {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, value)
  bits.setBigInt64(0, bits.getBigInt64(0) + (value >= 0 ? 1n : -1n))
  return bits.getFloat64(0)
}

/** Scenarios that differ in levers, an assumption, a shock and the last year. */
export const scenarios: fc.Arbitrary<Partial<Scenario>> = fc.record({
  years: fc.integer({ min: 2022, max: 2030 }).map((to) => ({ from: 2020, to })),
  levers: fc.record(
    {
      job_share: fc.constantFrom(0.4, 0.5, 0.7),
      cleaning: fc.constantFrom({ "2022": 0, "2026": 0.4 }, { step: { "2024": 0.2 } }, 0.02)
    },
    { requiredKeys: [] }
  ),
  assumptions: fc.record(
    { demand: fc.constantFrom(50, 120), "growth[urban]": fc.constantFrom(-0.2, 0.06, 0.1) },
    { requiredKeys: [] }
  ),
  shocks: fc.constantFrom(
    [],
    [{ name: "slump", on: "demand", times: { "2022": 0.5 }, plus: {}, because: { en: "x", zh: "x" } }]
  )
})
