import { createHash } from "node:crypto"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as HashChain from "@gongfu/core/store/HashChain"
import * as NativeDigest from "@gongfu/core/store/sqlite/NativeDigest"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const event = { type: "RunCompleted", schema: 1, payload: `{"result":"共富"}` }

/** The layout spelt out in bytes, by another implementation of SHA-256. */
const byHand = (previous: string, stream: string, version: number, { type, schema, payload }: typeof event): string => {
  const hash = createHash("sha256")
  const fields = [previous, stream, version.toString(10), type, schema.toString(10), payload]
  fields.forEach((field, i) => {
    if (i > 0) hash.update(Uint8Array.of(0x0a))
    hash.update(Buffer.from(field, "utf8"))
  })
  return hash.digest("hex")
}

describe("HashChain", () => {
  it("has the layout that it documents, for ever", () => {
    assert.strictEqual(HashChain.genesis, "0000000000000000000000000000000000000000000000000000000000000000")
    const first = HashChain.link(HashChain.genesis, "plan-00000001", 1, event)
    assert.strictEqual(first, "4b45e9508667e874991ad238fb7c3c78f2cc12c812a77666bba4f76445a9f312")
    assert.strictEqual(
      HashChain.link(first, "plan-00000001", 2, event),
      "7674d582ff5726b2797520c23446c7657575a5537db45f3f7b207f781eea5721"
    )
  })

  it("is the same by every implementation of SHA-256", () => {
    const field = fc.string({ unit: "grapheme", maxLength: 20 })
    fc.assert(
      fc.property(
        field,
        field,
        fc.nat(),
        field,
        fc.nat(),
        field,
        (previous, stream, version, type, schema, payload) => {
          const hash = HashChain.link(previous, stream, version, { type, schema, payload })
          assert.strictEqual(hash, byHand(previous, stream, version, { type, schema, payload }))
          assert.match(hash, /^[0-9a-f]{64}$/)
          const inBytes = { type, schema, payload: Buffer.from(payload) }
          for (const digest of [Fingerprint.ofText, NativeDigest.digest])
            assert.strictEqual(HashChain.link(previous, stream, version, inBytes, digest), hash, "of its bytes")
        }
      )
    )
  })

  it("changes with every field", () => {
    const hashes = new Set([
      HashChain.link(HashChain.genesis, "a", 1, event),
      HashChain.link(`1${HashChain.genesis.slice(1)}`, "a", 1, event),
      HashChain.link(HashChain.genesis, "b", 1, event),
      HashChain.link(HashChain.genesis, "a", 2, event),
      HashChain.link(HashChain.genesis, "a", 1, { ...event, type: "RunFailed" }),
      HashChain.link(HashChain.genesis, "a", 1, { ...event, schema: 2 }),
      HashChain.link(HashChain.genesis, "a", 1, { ...event, payload: "{}" })
    ])
    assert.strictEqual(hashes.size, 7)
  })
})
