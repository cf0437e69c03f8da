import * as Shards from "@gongfu/core/ensemble/Shards"
import * as Tally from "@gongfu/core/ensemble/Tally"
import * as Design from "@gongfu/core/sampling/Design"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

describe("Shards", () => {
  it("S1: hold each block once, in their order, and differ by one block at most", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: Design.mostMembers }),
        fc.integer({ min: 1, max: Shards.most }),
        (members, asked) => {
          const { count } = Tally.blocksOf(members)
          const shards = Shards.of(count, asked)
          assert.strictEqual(shards.length, Math.min(count, asked))
          const blocks = shards.flatMap(({ end, first }) => Array.from({ length: end - first }, (_, i) => first + i))
          assert.deepStrictEqual(
            blocks,
            Array.from({ length: count }, (_, i) => i)
          )
          const sizes = shards.map(({ end, first }) => end - first)
          assert.isAtLeast(Math.min(...sizes), 1)
          assert.isAtMost(Math.max(...sizes) - Math.min(...sizes), 1)
        }
      )
    )
  })
})
