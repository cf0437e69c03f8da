import * as Philox from "@gongfu/core/sampling/Philox"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const anyWord = fc.nat({ max: 2 ** 32 - 1 })

const blockOf = (key: Philox.Key, counter: ReadonlyArray<number>): ReadonlyArray<number> => {
  const words = new Uint32Array(4)
  Philox.block(key, counter[0]!, counter[1]!, counter[2]!, counter[3]!, words)
  return [...words]
}

/** The generator as its paper states it, in whole numbers of any size. */
const stated = (key: ReadonlyArray<number>, counter: ReadonlyArray<number>): ReadonlyArray<number> => {
  const word = (n: bigint) => n & 0xffffffffn
  let [x0, x1, x2, x3] = counter.map(BigInt) as [bigint, bigint, bigint, bigint]
  let [k0, k1] = key.map(BigInt) as [bigint, bigint]
  for (let round = 0; round < 10; round++) {
    const [a, b] = [0xd2511f53n * x0, 0xcd9e8d57n * x2]
    ;[x0, x1, x2, x3] = [(b >> 32n) ^ x1 ^ k0, word(b), (a >> 32n) ^ x3 ^ k1, word(a)]
    ;[k0, k1] = [word(k0 + 0x9e3779b9n), word(k1 + 0xbb67ae85n)]
  }
  return [x0, x1, x2, x3].map(Number)
}

describe("Philox", () => {
  // philox4x32 10 in kat_vectors, which Random123 publishes.
  const published = [
    { key: [0, 0], counter: [0, 0, 0, 0], block: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
    {
      key: [0xffffffff, 0xffffffff],
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      block: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]
    },
    {
      key: [0xa4093822, 0x299f31d0],
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      block: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]
    }
  ] as const
  for (const { block, counter, key } of published)
    it(`gives the published block of ${counter.map((word) => word.toString(16)).join(" ")}`, () => {
      assert.deepStrictEqual(blockOf(key, counter), [...block])
    })

  it("is what its paper states, for any key and counter", () => {
    fc.assert(
      fc.property(fc.tuple(anyWord, anyWord), fc.tuple(anyWord, anyWord, anyWord, anyWord), (key, counter) => {
        assert.deepStrictEqual(blockOf(key, counter), stated(key, counter))
      })
    )
  })

  it("writes a block where it is told to, and nothing beside it", () => {
    const words = new Uint32Array(9).fill(7)
    Philox.block([1, 2], 3, 4, 5, 6, words, 3)
    assert.deepStrictEqual([...words], [7, 7, 7, ...blockOf([1, 2], [3, 4, 5, 6]), 7, 7])
  })

  it("has another key for every seed", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const [low, high] = Philox.keyOf(seed)
        assert.strictEqual(high * 2 ** 32 + low, seed)
      })
    )
  })

  it("makes numbers strictly between 0 and 1 of any two words", () => {
    for (const [a, b, expected] of [
      [0, 0, 2 ** -53],
      [2 ** 32 - 1, 2 ** 32 - 1, 1 - 2 ** -53],
      [2 ** 31, 0, 0.5 + 2 ** -53]
    ] as const)
      assert.strictEqual(Philox.unit(a, b), expected)
  })
})
