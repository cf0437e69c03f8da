/** Events that were sealed elsewhere are taken as they are, or refused by the first that cannot follow. */
import * as HashChain from "@gongfu/core/store/HashChain"
import * as Seal from "@gongfu/core/store/Seal"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Samples from "./Samples.ts"

const { events, stream } = Samples.run("plan")
const sealed = Result.getOrThrow(Seal.seal(stream, Seal.beginning, events))
const headAt = (version: number): Seal.Head =>
  version === 0 ? Seal.beginning : { version, hash: sealed.events[version - 1]!.hash }

/** The events with another one in a place, all hashes reckoned anew. */
const chained = (at: number, over: Partial<Seal.SealedEvent>): ReadonlyArray<Seal.SealedEvent> => {
  let hash = HashChain.genesis
  return sealed.events.map((event, i) => {
    const told = i === at ? { ...event, ...over } : event
    hash = HashChain.link(hash, stream, i + 1, told)
    return { ...told, hash }
  })
}

const refusal = (name: string, after: Seal.Head, some: ReadonlyArray<Seal.SealedEvent>): string => {
  const result = Seal.verified(name, after, some)
  assert.isTrue(Result.isFailure(result))
  const refused = Result.isFailure(result) ? result.failure : undefined
  return refused?._tag === "AppendRefused" ? refused.detail.en : String(refused?._tag)
}

describe("events that were sealed elsewhere", () => {
  it("are what sealing them here comes to, whatever they follow", () => {
    for (let version = 0; version <= events.length; version++) {
      const here = Seal.seal(stream, headAt(version), events.slice(version))
      assert.deepStrictEqual(Seal.verified(stream, headAt(version), sealed.events.slice(version)), here)
    }
  })

  it("are refused under a name that no stream may have", () => {
    for (const name of ["", "two words", "line\nfeed", "x".repeat(201)])
      assert.strictEqual(refusal(name, Seal.beginning, []), "InvalidName")
  })

  it("are refused by the first that does not follow", () => {
    fc.assert(
      fc.property(fc.nat(events.length - 1), fc.nat(events.length - 1), (from, at) => {
        const version = Math.min(from, at)
        const wrong = sealed.events.map((event, i) => (i === at ? { ...event, hash: HashChain.genesis } : event))
        assert.include(
          refusal(stream, headAt(version), wrong.slice(version)),
          `event ${at + 1} does not follow the one before it`
        )
      })
    )
    const second = sealed.events.slice(1)
    assert.include(refusal(stream, Seal.beginning, second), "event 1 does not follow")
    assert.include(refusal("other", headAt(1), second), "event 2 does not follow")
  })

  it("are refused by the first that this program cannot read, though the chain is whole", () => {
    for (const over of [{ type: "RunDreamt" }, { schema: 99 }, { payload: "{}" }])
      for (const at of [0, 2, events.length - 1])
        assert.include(refusal(stream, Seal.beginning, chained(at, over)), `event ${at + 1} cannot be read`)
  })
})
