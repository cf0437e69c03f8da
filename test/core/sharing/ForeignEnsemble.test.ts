/** An ensemble that came from elsewhere: its start and its summary, which says what it came to, and nothing else. */
import * as Steps from "@gongfu/core/document/Steps"
import * as EnsembleEvent from "@gongfu/core/ensemble/EnsembleEvent"
import * as Summary from "@gongfu/core/ensemble/Summary"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Reception from "@gongfu/core/sharing/Reception"
import * as BundleReader from "@gongfu/core/store/BundleReader"
import * as Seal from "@gongfu/core/store/Seal"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import type { StoredEvent } from "@gongfu/core/store/StoredEvent"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import * as Bundled from "./Bundled.ts"

const artifacts = Bundled.documentsOf({})
const started = Bundled.begun()

const summary: Summary.Summary = {
  members: 8,
  failed: { members: 0, byYear: [], examples: [] },
  from: 2020,
  probabilities: Summary.probabilities,
  quantiles: "exact",
  targets: [{ target: "smog_falls", year: 2025, met: 5 }],
  indicators: []
}
const summarised: EnsembleEvent.EnsembleSummarised = {
  type: "EnsembleSummarised",
  schema: 1,
  summary,
  result: Fingerprint.of(summary)
}

/** What is wrong with a bundle of these events, sealed as if they were an ensemble: the kind, and the event. */
const faultsOf = (
  events: ReadonlyArray<StoredEvent>,
  id = EnsembleEvent.idOf(started)
): ReadonlyArray<readonly [kind: string, version: number]> => {
  const sealed = Result.getOrThrow(Seal.seal(id, Seal.beginning, events, digest)).events
  const text = Bundled.text({ runs: [{ id, events: sealed }], artifacts })
  const read = Result.getOrThrow(BundleReader.read("0.bundle", Buffer.from(text), digest))
  const received = Reception.of([read])
  const faults = Result.isFailure(received)
    ? received.failure
    : Steps.atAStroke(Reception.faultsInSteps(received.success, new Map(), new Map(), digest))
  return faults.map(({ _tag, span }) => [_tag, span.line - artifacts.length - 1])
}

describe("an ensemble that came from elsewhere", () => {
  it("is taken when it is its start and what its summary comes to", () => {
    assert.deepStrictEqual(faultsOf([started, summarised]), [])
    const chosen = { ...started, indicators: ["ratio"] }
    assert.deepStrictEqual(faultsOf([chosen, summarised], EnsembleEvent.idOf(chosen)), [])
  })

  it("is not taken under another id, or with a result that is not its summary's", () => {
    assert.deepStrictEqual(faultsOf([started, summarised], "base-ensemble-00000000"), [["OtherId", 1]])
    const other = { ...summarised, result: "0".repeat(64) }
    assert.deepStrictEqual(faultsOf([started, other]), [["OtherResult", 1]])
  })

  it("is not taken when anything else stands in it, which is told by where it stands", () => {
    const completed = Bundled.whole().events.at(-1)!
    assert.deepStrictEqual(faultsOf([started]), [["NotARun", 1]])
    assert.deepStrictEqual(faultsOf([started, completed]), [["NotARun", 2]])
    assert.deepStrictEqual(faultsOf([started, completed, summarised]), [["NotARun", 2]])
    assert.deepStrictEqual(faultsOf([started, summarised, summarised]), [["NotARun", 3]])
    assert.deepStrictEqual(faultsOf([summarised]), [["NotARun", 1]])
  })
})
