/**
 * A record names by fingerprint the engine that made it. The fingerprint says nothing unless the libraries that it
 * names are those that compute, and every library that computes is named.
 */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as EnsembleEvent from "@gongfu/core/ensemble/EnsembleEvent"
import * as Engine from "@gongfu/core/run/Engine"
import { assert, describe, it } from "vitest"

const core = fileURLToPath(new URL("../../../packages/core/", import.meta.url))

const manifest = (folder: string): { readonly version: string; readonly dependencies: Record<string, string> } =>
  JSON.parse(readFileSync(`${folder}package.json`, "utf8"))

/** The libraries of functions that core uses, as they are installed. */
const installed: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(manifest(core).dependencies)
    .filter((name) => name.startsWith("@stdlib/"))
    .map((name) => [name, manifest(`${core}node_modules/${name}/`).version])
)

/** Draws alone use it, which `EnsembleEvent.sampling` is the version of. */
const quantile = "@stdlib/stats-base-dists-normal-quantile"

describe("Engine", () => {
  it("names every library that computes a year, in the version that is installed", () => {
    const { [quantile]: _, ...computing } = installed
    assert.deepStrictEqual<Readonly<Record<string, string>>>(Engine.semantics.arithmetic, computing)
  })

  it("draws members by the quantile for which the version of sampling stands", () => {
    assert.deepStrictEqual([EnsembleEvent.sampling, installed[quantile]], [1, "0.3.1"])
  })
})
