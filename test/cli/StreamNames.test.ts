/** What names of runs and ensembles mean, by id, tag, scenario and ensemble, and what it takes to find out. */
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import * as References from "gongfu/records/References"
import * as StreamNames from "gongfu/records/StreamNames"
import * as Session from "gongfu/session/Session"
import { assert, describe, it } from "vitest"

interface Named {
  readonly stream: string
  readonly ensemble: boolean
  readonly scenario: string
  readonly tags: ReadonlyArray<string>
}

/** As much of a summary as its names are read from. */
const summaryOf = ({ ensemble, scenario, stream, tags }: Named): StreamSummary =>
  ({
    stream,
    tags,
    first: { type: ensemble ? "EnsembleStarted" : "RunStarted", scenario, fingerprints: { place: "0", scenario: "0" } }
  }) as unknown as StreamSummary

// Few names, so that they mean several things.
const word = fc.constantFrom("a", "b", "a-1", "a-2", "b-1", "b-1-2f", "c")
const named: fc.Arbitrary<ReadonlyArray<StreamSummary>> = fc
  .uniqueArray(
    fc.record({ stream: word, ensemble: fc.boolean(), scenario: word, tags: fc.array(word, { maxLength: 2 }) }),
    {
      selector: ({ stream }) => stream
    }
  )
  .map((all) => all.map(summaryOf))

const isRun = ({ first }: StreamSummary): boolean => first.type === "RunStarted"

/** The same by looking through all of them for each name. */
const answering = (streams: ReadonlyArray<StreamSummary>, name: string): StreamSummary | undefined =>
  streams.find(({ stream }) => stream === name) ??
  streams.find(({ tags }) => tags.includes(name)) ??
  streams.findLast((one) => isRun(one) && (one.first as { readonly scenario?: string }).scenario === name) ??
  streams.findLast((one) => !isRun(one) && one.stream.replace(/-[0-9a-f]+$/, "") === name)

const silent = () => {}
const session = Session.of([], { folder: "/", environment: {}, out: silent, err: silent })

const scenario: typeof Scenario.Encoded = {
  gongfu: 1,
  name: "plan",
  title: { en: "Plan", zh: "规划" },
  years: { from: 2020, to: 2021 },
  shortage: "refuse",
  levers: {},
  assumptions: {},
  shocks: [],
  expect: []
}

const storeOf = (streams: ReadonlyArray<StreamSummary>): typeof EventStore.Service =>
  ({
    streams: Effect.succeed(streams),
    artifact: () => Effect.succeed({ kind: "scenario", fingerprint: "0", content: JSON.stringify(scenario) })
  }) as unknown as typeof EventStore.Service

const findAll = (streams: ReadonlyArray<StreamSummary>, names: ReadonlyArray<string>) =>
  References.findAll(names).pipe(
    Effect.provideService(EventStore, storeOf(streams)),
    Effect.provideService(Session.Session, session)
  )

describe("a name", () => {
  it("means an id before a tag, a tag before the latest run of a scenario, and that before the latest ensemble", () => {
    fc.assert(
      fc.property(named, word, (streams, name) =>
        assert.strictEqual(StreamNames.meanings(streams).get(name), answering(streams, name))
      ),
      { numRuns: 1000 }
    )
  })

  it("takes as many looks at each stream, found or not, however many there are", async () => {
    const count = 400
    let looks = 0
    const streams = Array.from({ length: count }, (_, i) => {
      const own = summaryOf({ stream: `run${i}-0000000f`, ensemble: false, scenario: `run${i}`, tags: [] })
      return {
        ...own,
        get first() {
          looks++
          return own.first
        }
      }
    })
    assert.deepEqual(await Effect.runPromise(findAll(streams, ["run7", "run8"])), ["run7-0000000f", "run8-0000000f"])
    const failure = await Effect.runPromise(Effect.flip(findAll(streams, ["nobody"])))
    assert.include(failure, { _tag: "Refused", kind: "RunNotFound" })
    assert.isBelow(looks, 20 * count)
  })
})
