import { appendFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { join } from "node:path"
import * as Span from "@gongfu/core/document/Span"
import * as Place from "@gongfu/core/place/Place"
import * as ProjectFiles from "@gongfu/scenarios/ProjectFiles"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Prepared from "gongfu/Prepared"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built, 120_000)

describe("Prepared", { timeout: 60_000 }, () => {
  it("gives the place that the files give, and nothing once a file has changed or the record is torn", async () => {
    const folder = join(Toy.place(), "toy")
    const files = await Effect.runPromise(
      ProjectFiles.loadPlaceFiles({ folder, shown: folder, from: Span.whole(folder) })
    )
    const read = Result.getOrThrow(Place.fromFiles(files))
    assert.isUndefined(Prepared.place(folder))
    const prepared = {
      ...Prepared.textsOf(folder, [files.manifest, files.model, ...files.sectors, files.targets]),
      documents: { place: read.document, model: read.model.document, targets: read.targets.document },
      scenarios: {}
    }
    writeFileSync(Prepared.fileOf(folder), JSON.stringify(prepared))
    assert.deepStrictEqual(Result.getOrThrow(Prepared.place(folder)!).fingerprints, read.fingerprints)
    appendFileSync(join(folder, "model", "economy.yaml"), "\n")
    assert.isUndefined(Prepared.place(folder))
    writeFileSync(Prepared.fileOf(folder), JSON.stringify(prepared).slice(0, 100))
    assert.isUndefined(Prepared.place(folder))
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
