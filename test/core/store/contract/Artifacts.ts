/** What a store promises of documents: each is kept once, under its own fingerprint, and no run lacks those it names. */
import * as HashChain from "@gongfu/core/store/HashChain"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Samples from "../Samples.ts"
import type { Subject } from "./Subject.ts"

export const artifacts = ({ test }: Subject): void => {
  test("keeps an artifact once, however often it is given", (store) =>
    Effect.gen(function* () {
      yield* Samples.append(store, Samples.run("plan", "a"))
      yield* Samples.append(store, Samples.run("plan", "b"))
      yield* Samples.append(store, { ...Samples.run("plan", "c"), artifacts: [] })
      assert.deepInclude(yield* store.verify, { streams: 3, artifacts: 4, faults: [] })
      const [document] = Samples.documents("plan")
      assert.deepStrictEqual({ ...(yield* store.artifact(document!.fingerprint)) }, document)
    }))

  test("refuses an artifact that its fingerprint does not fit, and the events that came with it", (store) =>
    Effect.gen(function* () {
      const run = Samples.run("plan")
      const [first, ...rest] = run.artifacts
      const forged = [...rest, { ...first!, content: `${first!.content} ` }]
      const refused = yield* Effect.flip(Samples.append(store, { ...run, artifacts: forged }))
      assert.deepInclude(refused, { _tag: "AppendRefused", reason: "artifact" })
      assert.deepInclude(yield* store.verify, { streams: 0, artifacts: 0 })
    }))

  test("refuses a run whose documents are not there", (store) =>
    Effect.gen(function* () {
      const run = Samples.run("plan")
      const refused = yield* Effect.flip(Samples.append(store, { ...run, artifacts: run.artifacts.slice(1) }))
      assert.deepInclude(refused, { _tag: "AppendRefused", reason: "artifact_missing" })
      assert.deepInclude(yield* store.verify, { streams: 0, artifacts: 0 })
    }))

  test("stores artifacts alone when there are no events", (store) =>
    Effect.gen(function* () {
      const appended = yield* Samples.append(store, { ...Samples.run("plan"), events: [] })
      assert.deepInclude(appended, { version: 0, hash: HashChain.genesis })
      assert.deepInclude(yield* store.verify, { streams: 0, artifacts: 4 })
    }))
}
