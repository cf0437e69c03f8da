/** Texts by their bytes: a room keeps them as they are, whatever else it is given, until it is cleared. */
import * as Bytes from "@gongfu/core/run/Bytes"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const texts = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
    // More than a part of a room has left, or has at all.
    { weight: 1, arbitrary: fc.constantFrom(300_000, 500_000).map((length) => "共".repeat(length)) }
  ),
  { maxLength: 12 }
)

describe("Bytes", () => {
  it("are those of each text that a room was given, with four zeros behind them, and so again when it was cleared", () => {
    const room = Bytes.room()
    fc.assert(
      fc.property(texts, (given) => {
        room.clear()
        const kept = given.map((text) => room.keep(text))
        for (const [i, text] of given.entries()) {
          assert.isTrue(Buffer.from(text.toWellFormed()).equals(kept[i]!))
          const { length, view } = Bytes.asLent(kept[i]!)
          assert.strictEqual(length, kept[i]!.length)
          assert.strictEqual(view.getUint32(length), 0)
          const lent = Bytes.lent(text)
          assert.strictEqual(lent.length, length)
          assert.isTrue(Bytes.areSame(lent.view, 0, view, 0, length))
        }
      }),
      { numRuns: 40 }
    )
  })

  it("of ASCII texts come in the order of the texts", () => {
    const ascii = fc.string({ unit: "grapheme-ascii", maxLength: 6 })
    fc.assert(
      fc.property(ascii, ascii, fc.boolean(), (a, b, begins) => {
        const other = begins ? a + b : b
        const order = Bytes.compare(Buffer.from(a), Buffer.from(other))
        assert.strictEqual(Math.sign(order), a < other ? -1 : a > other ? 1 : 0)
      })
    )
  })
})
