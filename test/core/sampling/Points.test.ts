import * as Design from "@gongfu/core/sampling/Design"
import * as Points from "@gongfu/core/sampling/Points"
import * as LatinHypercube from "@gongfu/core/sampling/LatinHypercube"
import * as Philox from "@gongfu/core/sampling/Philox"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const anySeed = fc.maxSafeNat()
const anySampler = fc.constantFrom(...Design.samplers)
const anyName = fc.string({ minLength: 1, maxLength: 12 })
const anyNames = fc.uniqueArray(anyName, { minLength: 1, maxLength: 6 })
const anyDesign = fc.record({ sampler: anySampler, members: fc.integer({ min: 1, max: 300 }), seed: anySeed })

/** The points of some members, one after the other in the order in which they are asked for. */
const pointsOf = (design: Design.Design, names: ReadonlyArray<string>, members: ReadonlyArray<number>) => {
  const pointOf = Points.of(design, names)
  return members.map((member) => {
    const point = new Float64Array(names.length)
    pointOf(member, point)
    return [...point]
  })
}

const all = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, i) => i)

describe("a Latin hypercube", () => {
  it("puts one point into each stratum, for any count and key", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat({ max: 2 ** 32 - 1 }), (count, key) => {
        const strata = all(count).map((index) => LatinHypercube.permuted(index, count, key))
        assert.deepStrictEqual(
          strata.toSorted((a, b) => a - b),
          all(count)
        )
      })
    )
  })

  it("keeps a coordinate inside its stratum, for any count up to the most members", () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: Design.mostMembers })
          .chain((count) => fc.tuple(fc.constant(count), fc.nat(count - 1))),
        fc.oneof(fc.constantFrom(0, 2 ** 32 - 1), fc.nat({ max: 2 ** 32 - 1 })),
        ([count, stratum], word) => {
          const coordinate = LatinHypercube.within(stratum, count, word)
          assert.isAbove(coordinate, stratum / count)
          assert.isBelow(coordinate, (stratum + 1) / count)
        }
      )
    )
  })

  it("has no two points in one stratum of the most members there can be", () => {
    const count = Design.mostMembers
    const strata = all(100_000).map((i) => LatinHypercube.permuted(count - 1 - 97 * i, count, 0xdeadbeef))
    assert.strictEqual(new Set(strata).size, strata.length)
    assert.isTrue(strata.every((stratum) => Number.isInteger(stratum) && stratum >= 0 && stratum < count))
  })

  it("is one in all its axes, not only one by one", () => {
    const members = 64
    const points = pointsOf({ sampler: "latin-hypercube", members, seed: 5 }, ["a", "b"], all(members))
    for (const axis of [0, 1])
      assert.deepStrictEqual(
        points.map((point) => Math.floor(point[axis]! * members)).toSorted((a, b) => a - b),
        all(members)
      )
    assert.notDeepEqual(
      points.map(([a]) => a),
      points.map(([, b]) => b)
    )
  })
})

describe("a design", () => {
  it("gives a member the same point in whatever order members are asked for, alone or after others", () => {
    fc.assert(
      fc.property(anyDesign, anyNames, fc.array(fc.nat(299), { maxLength: 20 }), (design, names, asked) => {
        const members = asked.map((member) => member % design.members)
        const points = pointsOf(design, names, members)
        for (const [i, member] of members.entries())
          assert.deepStrictEqual(points[i], pointsOf(design, names, [member])[0])
      })
    )
  })

  it("keeps the numbers of an axis when others come or go, unless it is a sequence of dimensions", () => {
    fc.assert(
      fc.property(anyDesign, anyNames, fc.nat(299), (design, names, asked) => {
        const member = asked % design.members
        const [point] = pointsOf(design, names, [member])
        if (design.sampler !== "sobol")
          assert.deepStrictEqual(
            point,
            names.map((name) => Points.axis(design, name)(member))
          )
        // In whatever order they are named.
        assert.deepStrictEqual(pointsOf(design, names.toReversed(), [member])[0], point!.toReversed())
      })
    )
  })

  it("lies strictly inside the unit cube, to the last of the most members and for any seed", () => {
    fc.assert(
      fc.property(
        anySampler,
        anySeed,
        anyName,
        fc.oneof(fc.constantFrom(0, Design.mostMembers - 1), fc.nat(Design.mostMembers - 1)),
        (sampler, seed, name, member) => {
          for (const members of [member + 1, Design.mostMembers]) {
            const coordinate = Points.axis({ sampler, members, seed }, name)(member)
            assert.isAbove(coordinate, 0)
            assert.isBelow(coordinate, 1)
          }
        }
      )
    )
  })

  it("differs with the seed and with the axis", () => {
    fc.assert(
      fc.property(
        anySampler,
        anySeed,
        anySeed,
        fc.uniqueArray(anyName, { minLength: 2, maxLength: 2 }),
        (sampler, a, b, [x, y]) => {
          fc.pre(a !== b)
          const firstOf = (seed: number, name: string) =>
            all(8).map((member) => Points.axis({ sampler, members: 8, seed }, name)(member))
          assert.notDeepEqual(firstOf(a, x!), firstOf(b, x!))
          assert.notDeepEqual(firstOf(a, x!), firstOf(a, y!))
        }
      )
    )
  })

  it("shares no number between members: where they lie in their strata differs too", () => {
    const members = 500
    for (const sampler of Design.samplers) {
      const coordinates = pointsOf({ sampler, members, seed: 2 }, ["a"], all(members)).map(([a]) => a!)
      assert.strictEqual(new Set(coordinates).size, members)
      const inside = coordinates.map((coordinate) => (coordinate * members) % 1)
      if (sampler === "latin-hypercube")
        assert.isAbove(new Set(inside.map((part) => part.toFixed(5))).size, members * 0.95)
    }
  })

  it("knows the largest seed", () => {
    const [low, high] = Philox.keyOf(Philox.largestSeed)
    assert.deepStrictEqual([low, high], [2 ** 32 - 1, 2 ** 21 - 1])
  })

  it("spreads a Sobol sequence over its axes: one of any 2^m members in each of 2^m strata, and evenly in pairs", () => {
    const members = 256
    const names = ["c", "a", "b"]
    const points = pointsOf({ sampler: "sobol", members, seed: 3 }, names, all(members))
    for (const axis of [0, 1, 2])
      assert.strictEqual(new Set(points.map((point) => Math.floor(point[axis]! * members))).size, members)
    // a and b, by name the first two dimensions, are a (0, 8, 2)-net: one point in each box of 16 by 16.
    const boxes = points.map((point) => Math.floor(point[1]! * 16) * 16 + Math.floor(point[2]! * 16))
    assert.strictEqual(new Set(boxes).size, members)
  })

  it("integrates a smooth function far better with either than by chance", () => {
    const members = 256
    const names = ["x", "y"]
    const errorOf = (sampler: Design.Sampler): number => {
      const errors = all(20).map((seed) => {
        const points = pointsOf({ sampler, members, seed }, names, all(members))
        return points.reduce((sum, [x, y]) => sum + x! + y! ** 2, 0) / members - (1 / 2 + 1 / 3)
      })
      return Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length)
    }
    const chance = errorOf("monte-carlo")
    assert.isBelow(errorOf("latin-hypercube"), chance / 20)
    assert.isBelow(errorOf("sobol"), chance / 20)
    // What independent draws must come to: the deviation of x + y^2 over the root of the members.
    const expected = Math.sqrt((1 / 12 + 4 / 45) / members)
    assert.isTrue(chance > expected / 2 && chance < expected * 2)
  })
})
