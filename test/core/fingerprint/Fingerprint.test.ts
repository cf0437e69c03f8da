/** Fingerprints: the same content, the same digits, whatever its order. */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as NativeDigest from "@gongfu/core/store/sqlite/NativeDigest"
import canonicalize from "canonicalize"
import { createHash } from "node:crypto"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const content = fc.oneof(
  fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
  fc.array(fc.jsonValue())
)
const isWellFormed = (value: unknown): boolean => !/\\ud[89a-f]/i.test(JSON.stringify(value))

/** The same data with the keys of every map turned round. */
const turned = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(turned)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toReversed()
            .map(([key, inner]) => [key, turned(inner)])
        )
      : value

describe("Fingerprint", () => {
  it("is SHA-256 of UTF-8, as others compute it", () => {
    assert.strictEqual(Fingerprint.ofText("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        assert.strictEqual(Fingerprint.ofText(text), createHash("sha256").update(text, "utf8").digest("hex"))
      })
    )
  })

  it("is that of texts one after the other, short and long, by either implementation", () => {
    const long = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).map((text) => text.repeat(500))
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: "grapheme" }), long)), (texts) => {
        const whole = createHash("sha256").update(texts.join(""), "utf8").digest("hex")
        for (const digest of [Fingerprint.ofText, NativeDigest.digest]) {
          assert.strictEqual(digest(texts), whole)
          assert.strictEqual(digest(texts.join("")), whole)
        }
      })
    )
  })

  it("does not depend on the order of keys, and does on the order of lists", () => {
    fc.assert(
      fc.property(content.filter(isWellFormed), (value) => {
        assert.strictEqual(Fingerprint.of(turned(value) as object), Fingerprint.of(value as object))
      })
    )
    assert.notStrictEqual(Fingerprint.of([1, 2]), Fingerprint.of([2, 1]))
  })

  it("writes what the library for RFC 8785 writes, for content in any order and in order already", () => {
    fc.assert(
      fc.property(content.filter(isWellFormed), (value) => {
        const text = canonicalize(value)!
        assert.strictEqual(Fingerprint.canonical(value), text)
        assert.strictEqual(Fingerprint.canonical(JSON.parse(text) as object), text)
      }),
      { numRuns: 1000 }
    )
  })

  it("refuses what JSON cannot hold, in order or not", () => {
    for (const bad of [NaN, Infinity, -Infinity, "\ud800"])
      for (const value of [{ a: bad }, { a: 1, b: [bad] }, { b: 1, a: bad }])
        assert.throws(() => Fingerprint.canonical(value), undefined, undefined, JSON.stringify(value))
    assert.throws(() => Fingerprint.canonical({ "\udc00": 1 }))
  })

  it("survives a round through JSON", () => {
    fc.assert(
      fc.property(content.filter(isWellFormed), (value) => {
        const text = Fingerprint.canonical(value)
        assert.strictEqual(Fingerprint.of(JSON.parse(text) as object), Fingerprint.ofText(text))
      })
    )
  })

  it("tells apart numbers that differ in their last bit, and takes -0 for 0", () => {
    assert.notStrictEqual(Fingerprint.of({ a: 0.1 + 0.2 }), Fingerprint.of({ a: 0.3 }))
    assert.strictEqual(Fingerprint.of({ a: -0 }), Fingerprint.of({ a: 0 }))
    assert.strictEqual(
      Fingerprint.canonical({ b: 1e21, a: 1e-7, c: 100, ä: "中" }),
      '{"a":1e-7,"b":1e+21,"c":100,"ä":"中"}'
    )
  })

  it("throws on what is not content", () => {
    for (const value of [NaN, Infinity, -Infinity]) assert.throws(() => Fingerprint.of({ value }))
    assert.throws(() => Fingerprint.of({ value: "\ud800" }))
  })

  it("is read by its first eight digits", () => {
    assert.strictEqual(Fingerprint.short(Fingerprint.ofText("abc")), "ba7816bf")
  })
})
