/** What ships with gongfu is sound: every place loads, and every scenario of it resolves. */
import * as Paths from "node:path"
import type { Fault } from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as Place from "@gongfu/core/place/Place"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import * as ProjectFiles from "@gongfu/scenarios/ProjectFiles"
import * as Shipped from "@gongfu/scenarios/Shipped"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"

const told = (faults: ReadonlyArray<Fault>): string =>
  faults.map(({ span, problem }) => `${span.file}:${span.line}:${span.column} ${problem.en}`).join("\n")

describe("Shipped", () => {
  it.effect("every scenario resolves in its place, under the name of its file", () =>
    Effect.gen(function* () {
      const places = yield* Shipped.places
      assert.isNotEmpty(places)
      for (const { name, folder, scenarios } of places) {
        assert.isNotEmpty(scenarios)
        const own = { folder, shown: folder, from: Span.whole(folder) }
        const found = yield* Effect.fromResult(Place.fromFiles(yield* ProjectFiles.loadPlaceFiles(own)))
        assert.strictEqual(found.name, name)
        for (const scenario of scenarios) {
          const { files, place } = yield* ProjectFiles.loadScenarioChain(`${folder}/scenarios/${scenario}.yaml`)
          assert.strictEqual(Paths.relative(folder, place.folder), "")
          const resolved = yield* Effect.fromResult(Resolution.of(files, found.model))
          assert.strictEqual(resolved.name, scenario)
        }
      }
    }).pipe(Effect.mapError(told))
  )
})
