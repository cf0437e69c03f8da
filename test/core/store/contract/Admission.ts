/**
 * What a store promises to keep out: events of an unknown shape, numbers and texts that no record can hold, and names
 * that cannot be told. They are refused with all that came with them.
 */
import type { RunEvent } from "@gongfu/core/run/Event"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Samples from "../Samples.ts"
import type { Subject } from "./Subject.ts"

export const admission = ({ test }: Subject): void => {
  const bad: ReadonlyArray<readonly [string, unknown]> = [
    ["NaN", { ...Samples.events("plan")[1], to: Number.NaN }],
    ["an infinity", { ...Samples.events("plan")[1], to: Infinity }],
    ["-0", { ...Samples.events("plan")[1], to: -0 }],
    [
      "NaN deep in the values of a year",
      { type: "YearProjected", schema: 1, year: 2021, values: { a: { b: Number.NaN } } }
    ],
    ["-0 in the values of a year", { type: "YearProjected", schema: 1, year: 2021, values: { a: -0 } }],
    ["a text among the values of a year", { type: "YearProjected", schema: 1, year: 2021, values: { a: "1" } }],
    ["a list as the values of a year", { type: "YearProjected", schema: 1, year: 2021, values: [1] }],
    ["a fraction as year", { type: "YearProjected", schema: 1, year: 2021.5, values: {} }],
    ["an unknown key", { ...Samples.events("plan")[1], color: "red" }],
    ["an unknown inner key", { ...Samples.started("plan"), parent: { run: "a", year: 2021, color: "red" } }],
    ["a missing key", { type: "RunCompleted", schema: 1 }],
    ["an unknown type", { type: "RunImagined", schema: 1 }],
    ["a schema of tomorrow", { ...Samples.events("plan")[1], schema: 99 }],
    ["half a character", { ...Samples.events("plan")[1], reason: "\ud800" }]
  ]
  for (const [what, event] of bad) {
    test(`refuses an event with ${what}, and everything that came with it`, (store) =>
      Effect.gen(function* () {
        const run = Samples.run("plan")
        const refused = yield* Effect.flip(
          Samples.append(store, { ...run, events: [...run.events, event as RunEvent] })
        )
        assert.strictEqual(refused._tag, "AppendRefused")
        assert.deepInclude(refused, { reason: "event" })
        assert.deepInclude(yield* store.verify, { streams: 0, events: 0, artifacts: 0 })
      }))
  }

  for (const stream of ["", " ", "a b", "a\nb", "\u202eplan", "\ud800", "x".repeat(201)]) {
    test(`refuses ${JSON.stringify(stream)} as the name of a run or a tag`, (store) =>
      Effect.gen(function* () {
        const run = Samples.run("plan")
        yield* Samples.append(store, run)
        assert.strictEqual((yield* Effect.flip(Samples.append(store, { ...run, stream })))._tag, "InvalidName")
        assert.strictEqual((yield* Effect.flip(store.tag(stream, run.stream)))._tag, "InvalidName")
      }))
  }
}
