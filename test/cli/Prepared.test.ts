import { appendFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { join } from "node:path"
import * as Span from "@gongfu/core/document/Span"
import * as Kernel from "@gongfu/core/model/Kernel"
import * as Place from "@gongfu/core/place/Place"
import * as PlaceData from "@gongfu/core/place/PlaceData"
import * as Run from "@gongfu/core/run/Run"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import * as ProjectFiles from "@gongfu/scenarios/ProjectFiles"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Prepared from "gongfu/places/Prepared"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built)

describe("Prepared", () => {
  it("gives the place that the files give, and nothing once a file has changed or the record is torn", async () => {
    const folder = join(Toy.place(), "toy")
    const files = await Effect.runPromise(
      ProjectFiles.loadPlaceFiles({ folder, shown: folder, from: Span.whole(folder) })
    )
    const place = Result.getOrThrow(Place.fromFiles(files))
    assert.isUndefined(Prepared.read(folder))
    const bytes = Prepared.encode({
      ...Prepared.textsOf(folder, [files.manifest, files.model, ...files.sectors, files.targets]),
      place: PlaceData.of(place),
      documents: PlaceData.documents(place),
      code: Kernel.code(place.model),
      compiled: new Uint8Array(),
      scenarios: {}
    })
    writeFileSync(Prepared.fileOf(folder), bytes)
    const prepared = Prepared.ready(Prepared.read(folder)!)
    assert.deepStrictEqual(prepared.model, place.model)
    const scenario = Result.getOrThrow(
      Scenario.fromData({
        gongfu: 1,
        name: "base",
        title: { en: "As it is", zh: "现状" },
        years: { from: 2020, to: 2024 },
        shortage: "refuse",
        levers: { effort: 0.3 },
        assumptions: {},
        shocks: [],
        expect: []
      })
    )
    assert.deepStrictEqual(Run.project(prepared, scenario).events, Run.project(place, scenario).events)
    assert.isUndefined(Prepared.place(folder), "a record beside a folder of a user's own is not believed")
    for (const length of [0, 100, 300, bytes.length - 1]) {
      writeFileSync(Prepared.fileOf(folder), bytes.subarray(0, length))
      assert.isUndefined(Prepared.read(folder), `cut to ${length}`)
    }
    writeFileSync(Prepared.fileOf(folder), bytes)
    appendFileSync(join(folder, "model", "economy.yaml"), "\n")
    assert.isUndefined(Prepared.read(folder))
  })

  it("a shipped scenario is the same run by name and by file", () => {
    const file = fileURLToPath(new URL("../../packages/scenarios/wenzhou/scenarios/plan.yaml", import.meta.url))
    const { code, out } = Cli.run(Toy.folder(), ["compare", "wenzhou/plan", file, "--json"])
    const { comparison } = JSON.parse(out)
    assert.strictEqual(code, 0)
    assert.strictEqual(comparison.runs[0].id, comparison.runs[1].id)
    assert.strictEqual(comparison.runs[0].result, comparison.runs[1].result)
  })
})
