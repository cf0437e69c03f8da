import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as EnsembleEvent from "@gongfu/core/ensemble/EnsembleEvent"
import type { Summary } from "@gongfu/core/ensemble/Summary"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Effect from "effect/Effect"
import * as Crew from "gongfu/ensembles/Crew"
import * as Ensembles from "gongfu/ensembles/Ensembles"
import * as RecomputeEnsemble from "gongfu/audit/RecomputeEnsemble"
import { assert, describe, it } from "vitest"
import * as Small from "../core/target/smallPlace.ts"

const { place } = Small
const scenario = Small.scenario()
const design = { members: 30, sampler: "latin-hypercube", seed: 5 } as const
const order: Crew.Order = {
  place,
  scenario,
  layout: { kind: "design", design },
  indicators: Ensembles.computed(place)
}

/** The ensemble on record, with its summary as it is or changed, and a result that fits what it says. */
const recorded = (change: (summary: Summary) => Summary): Effect.Effect<Ensembles.Recorded> =>
  Effect.map(
    Crew.carryOut(order, 1, () => {}),
    (carried) => {
      const [started, summarised] = Ensembles.eventsOf(order, design, false, carried)
      const summary = change(summarised.summary)
      return {
        id: "base-ensemble-0",
        place,
        scenario,
        started,
        summarised: { ...summarised, summary, result: Fingerprint.of(summary, digest) }
      }
    }
  )

const outcomeOf = (change: (summary: Summary) => Summary) =>
  Effect.runPromise(Effect.flatMap(recorded(change), RecomputeEnsemble.of))

describe("the beginning of an ensemble", () => {
  it("says how quantiles are read from bins, where there are any, and is another by it", () => {
    const startedOf = (members: number) =>
      Ensembles.startedOf({ ...order, layout: { kind: "design", design: { ...design, members } } }, design, false)
    assert.notProperty(startedOf(30), "binning")
    const started = startedOf(10_000_000)
    const { binning, ...before } = started
    assert.strictEqual(binning, 2)
    assert.notStrictEqual(EnsembleEvent.idOf(started), EnsembleEvent.idOf(before))
  })
})

describe("an ensemble carried out again", () => {
  it("is identical to what is on record", async () => {
    assert.deepStrictEqual(await outcomeOf((summary) => summary), { kind: "identical" })
  })

  it("differs from a summary that was changed, though its hash was made to fit, and the way there is told", async () => {
    const counted = await outcomeOf((summary) => ({
      ...summary,
      targets: summary.targets.map((one, i) => (i === 1 ? { ...one, met: one.met + 1 } : one))
    }))
    assert.deepInclude(counted, { kind: "different_summary", at: "targets.1.met", otherEngine: false })
    const spread = await outcomeOf((summary) => ({
      ...summary,
      indicators: summary.indicators.map((fan, i) =>
        i === 0
          ? { ...fan, years: fan.years.map((year, y) => (y === 3 ? { ...year, mean: year.mean * (1 + 2e-16) } : year)) }
          : fan
      )
    }))
    assert.deepInclude(spread, { kind: "different_summary", at: "indicators.0.years.3.mean" })
    const missing = await outcomeOf((summary) => ({ ...summary, targets: summary.targets.slice(1) }))
    assert.strictEqual((missing as { kind: string }).kind, "different_summary")
  })
})
