/** The algebra of units. */
// Assertions stand in helpers here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import * as Unit from "@gongfu/core/model/Unit"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const names = ["yuan", "100m_yuan", "person", "year", "mu"]
const declared = new Map([...names.map((name) => [name, false] as const), ["share", true], ["index", true]])
const unit: fc.Arbitrary<Unit.Unit> = fc
  .array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: -4, max: 4 })), { maxLength: 5 })
  .map((pairs) => new Map(pairs.filter(([, exponent]) => exponent !== 0)))

const same = (a: Unit.Unit, b: Unit.Unit) =>
  assert.isTrue(Unit.equal(a, b) && Unit.equal(b, a), `${Unit.show(a)} and ${Unit.show(b)}`)
const law = (check: (a: Unit.Unit, b: Unit.Unit, c: Unit.Unit) => void) =>
  fc.assert(fc.property(unit, unit, unit, check))

describe("Unit", () => {
  it("a product does not depend on order or grouping, and 1 changes nothing", () =>
    law((a, b, c) => {
      same(Unit.times(a, b), Unit.times(b, a))
      same(Unit.times(Unit.times(a, b), c), Unit.times(a, Unit.times(b, c)))
      same(Unit.times(a, Unit.one), a)
    }))

  it("division undoes multiplication", () =>
    law((a, b) => {
      same(Unit.per(Unit.times(a, b), b), a)
      same(Unit.per(a, a), Unit.one)
      same(Unit.per(a, b), Unit.times(a, Unit.per(Unit.one, b)))
    }))

  it("a power repeats a product, and a root undoes a square", () =>
    fc.assert(
      fc.property(unit, fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }), (a, m, n) => {
        same(Unit.times(Unit.power(a, m), Unit.power(a, n)), Unit.power(a, m + n))
        same(Unit.power(Unit.power(a, m), n), Unit.power(a, m * n))
        same(Unit.power(a, 2), Unit.times(a, a))
        same(Unit.root(Unit.power(a, 2))!, a)
      })
    ))

  it("has a root only where every exponent is even", () =>
    law((a) =>
      assert.strictEqual(
        Unit.root(a) === undefined,
        [...a.values()].some((exponent) => exponent % 2 !== 0)
      )
    ))

  it("no exponent is ever zero", () =>
    law((a, b) => {
      const found = [Unit.times(a, b), Unit.per(a, b), Unit.per(a, a), Unit.power(a, 0), Unit.power(a, -0)]
      for (const made of found) assert.isFalse([...made.values()].includes(0))
    }))

  it("is read back from its text", () =>
    law((a) => {
      const read = Unit.parse(Unit.show(a), declared)
      assert.isFalse(Unit.isUnknown(read))
      if (!Unit.isUnknown(read)) same(read, a)
    }))

  it("leaves pure numbers out, and names what it does not know", () => {
    same(Unit.parse("share", declared) as Unit.Unit, Unit.one)
    same(Unit.parse("share*yuan/index", declared) as Unit.Unit, new Map([["yuan", 1]]))
    same(
      Unit.parse(" yuan / person ", declared) as Unit.Unit,
      new Map([
        ["yuan", 1],
        ["person", -1]
      ])
    )
    assert.deepEqual(Unit.parse("yuan/persn", declared), { unit: "persn", nearest: "person" })
    for (const text of ["", "*", "yuan//year", "yuan/", "/yuan", "yuan year", "yuan^2"])
      assert.isTrue(Unit.isUnknown(Unit.parse(text, declared)), text)
  })
})
