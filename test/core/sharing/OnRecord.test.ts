/** What is received held against what a store has: the documents that it is to give, and its runs of the same ids. */
import * as Steps from "@gongfu/core/document/Steps"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as Reception from "@gongfu/core/sharing/Reception"
import type * as Relation from "@gongfu/core/sharing/Relation"
import * as BundleReader from "@gongfu/core/store/BundleReader"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Bundled from "./Bundled.ts"

const run = Bundled.whole()

const received = (...texts: ReadonlyArray<string>) =>
  Reception.of(texts.map((text, i) => Result.getOrThrow(BundleReader.read(`${i}.bundle`, Buffer.from(text), digest))))

const told = (events: ReadonlyArray<RunEvent>): Relation.Told => ({
  events: Bundled.sealed(run.id, events),
  decoded: events
})

/** The run as far as a year, which differs from it in what an assessment of that year says. */
const otherwise = (year: number): Bundled.Made => {
  const { events } = Bundled.through(run, year)
  const at = events.findLastIndex(({ type }) => type === "TargetAssessed")
  const event = events[at] as Extract<RunEvent, { type: "TargetAssessed" }>
  return { ...run, events: events.with(at, { ...event, status: event.status === "met" ? "missed" : "met" }) }
}

describe("what is received", () => {
  it("wants of the store just the documents that no file holds", () => {
    fc.assert(
      fc.property(fc.subarray([...run.artifacts]), fc.subarray([...run.artifacts]), (one, other) => {
        const files = [one, other].map((artifacts) => Bundled.text({ ...Bundled.contents(run), artifacts }))
        const { artifacts, wanted } = Result.getOrThrow(received(...files))
        const given = new Set([...one, ...other].map(({ fingerprint }) => fingerprint))
        assert.deepStrictEqual([...artifacts.keys()].toSorted(), [...given].toSorted())
        const lacking = run.artifacts.map(({ fingerprint }) => fingerprint).filter((one_) => !given.has(one_))
        assert.deepStrictEqual(wanted.toSorted(), lacking.toSorted())
      }),
      { numRuns: 20 }
    )
  })

  it("is refused just where a run on record says otherwise as far as both go", () => {
    const [short, long] = [Bundled.through(run, 2023), run]
    const faults = (made: Bundled.Made, here: ReadonlyArray<RunEvent>) => {
      const reception = Result.getOrThrow(received(Bundled.text(Bundled.contents(made))))
      return Steps.atAStroke(Reception.faultsInSteps(reception, new Map(), new Map([[run.id, told(here)]]), digest))
    }
    for (const [made, here] of [
      [short, long],
      [long, short],
      [long, long]
    ] as const)
      assert.deepStrictEqual(faults(made, here.events), [])
    const refused = (made: Bundled.Made, here: ReadonlyArray<RunEvent>) =>
      faults(made, here).map(({ _tag, span }) => [_tag, span.line])
    const there = [["RecordedOtherwise", 2 + run.artifacts.length]]
    assert.deepStrictEqual(refused(short, otherwise(2022).events), there)
    assert.deepStrictEqual(refused(long, otherwise(2025).events), there)
    assert.deepStrictEqual(refused(short, otherwise(2025).events), [])
  })

  it("is told of two runs of one id and length alike, in whatever order their files come", () => {
    const texts = [Bundled.through(run, 2023), otherwise(2023)].map((made) => Bundled.text(Bundled.contents(made)))
    const refused = (files: ReadonlyArray<string>): ReadonlyArray<readonly [refused: string, beside: string]> => {
      const reception = received(...files)
      assert.isTrue(Result.isFailure(reception))
      const text = (name: string): string => files[Number(name.split(".")[0])]!
      return (Result.isFailure(reception) ? reception.failure : []).map(({ data, span }) => [
        text(span.file),
        text((data as { readonly other: string }).other)
      ])
    }
    assert.lengthOf(refused(texts), 1)
    assert.deepStrictEqual(refused(texts.toReversed()), refused(texts))
  })
})
