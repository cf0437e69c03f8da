import * as Layout from "@gongfu/core/ensemble/Layout"
import * as LayoutFault from "@gongfu/core/ensemble/LayoutFault"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const seed = fc.nat(1000)
const layout: fc.Arbitrary<Layout.Layout> = fc.oneof(
  fc.record({
    kind: fc.constant("design" as const),
    design: fc.record({
      members: fc.integer({ min: 1, max: 40 }),
      seed,
      sampler: fc.constantFrom("latin-hypercube" as const, "sobol" as const, "monte-carlo" as const)
    })
  }),
  fc.record({ kind: fc.constant("saltelli" as const), rows: fc.integer({ min: 1, max: 6 }), seed }),
  fc.record({
    kind: fc.constant("morris" as const),
    trajectories: fc.integer({ min: 1, max: 6 }),
    levels: fc.constantFrom(2, 4, 6),
    seed
  })
)
const names = fc.integer({ min: 1, max: 6 }).map((count) => Array.from({ length: count }, (_, i) => `axis_${i}`))

const all = (one: Layout.Layout, axes: ReadonlyArray<string>, order?: ReadonlyArray<number>) => {
  const fill = Layout.points(one, axes)
  const members = Layout.membersOf(one, axes.length)
  const points = Array.from({ length: members }, () => new Float64Array(axes.length))
  for (const member of order ?? points.keys()) fill(member, points[member]!)
  return points
}

describe("a layout", () => {
  it("puts every member into the unit cube, the same in whatever order members are asked for", () => {
    fc.assert(
      fc.property(layout, names, fc.nat(), (one, axes, turn) => {
        const points = all(one, axes)
        for (const value of points.flatMap((point) => [...point])) assert.isTrue(value >= 0 && value <= 1)
        const order = [...points.keys()]
        const turned = [...order.slice(turn % order.length), ...order.slice(0, turn % order.length)].toReversed()
        assert.deepStrictEqual(all(one, axes, turned), points)
      }),
      { numRuns: 60 }
    )
  })

  it("has as many members as its kind says", () => {
    fc.assert(
      fc.property(layout, fc.integer({ min: 0, max: 300 }), (one, axes) => {
        const expected =
          one.kind === "design"
            ? one.design.members
            : one.kind === "saltelli"
              ? one.rows * (axes + 2)
              : one.trajectories * (axes + 1)
        assert.strictEqual(Layout.membersOf(one, axes), expected)
      })
    )
  })

  it("moves one axis from one member of a trajectory to the next, and each of them once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), names, seed, (trajectories, axes, own) => {
        const points = all({ kind: "morris", trajectories, levels: 4, seed: own }, axes)
        const length = axes.length + 1
        for (let first = 0; first < points.length; first += length) {
          const moved = axes.flatMap((_, step) => {
            const [before, after] = [points[first + step]!, points[first + step + 1]!]
            return axes.flatMap((_axis, i) => (before[i] === after[i] ? [] : [i]))
          })
          assert.deepStrictEqual(
            moved.toSorted((a, b) => a - b),
            [...axes.keys()]
          )
        }
      })
    )
  })
})

describe("a layout over many axes", () => {
  const sobol: Layout.Layout = { kind: "design", design: { sampler: "sobol", members: 8, seed: 1 } }
  const saltelli: Layout.Layout = { kind: "saltelli", rows: 8, seed: 1 }

  it.each([sobol, saltelli])("is spread over every one of them, up to as many as there may be", (one) => {
    const most = Layout.mostAxes(one)
    const fill = Layout.points(
      one,
      Array.from({ length: most }, (_, i) => `axis_${i}`)
    )
    // The last of a Saltelli row is all of B, whose dimensions come after those of A.
    const inRow = one.kind === "saltelli" ? Layout.membersOf(one, most) / one.rows : 1
    const [first, other] = [new Float64Array(most), new Float64Array(most)]
    fill(inRow - 1, first)
    fill(2 * inRow - 1, other)
    for (const [axis, value] of first.entries()) assert.notStrictEqual(value, other[axis])
    assert.deepStrictEqual(LayoutFault.of(one, most), [])
  })

  it.each([sobol, saltelli])("is refused beyond that", (one) => {
    const most = Layout.mostAxes(one)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (more) => {
        const [fault, ...others] = LayoutFault.of(one, most + more)
        assert.strictEqual(fault?._tag, "TooManyAxes")
        assert.deepInclude(fault?.data, { axes: most + more, most })
        assert.deepStrictEqual(others, [])
      })
    )
  })

  it("is not refused where no sequence is asked for", () => {
    const others: ReadonlyArray<Layout.Layout> = [
      { kind: "design", design: { sampler: "latin-hypercube", members: 8, seed: 1 } },
      { kind: "design", design: { sampler: "monte-carlo", members: 8, seed: 1 } },
      { kind: "morris", trajectories: 2, levels: 4, seed: 1 }
    ]
    for (const one of others) assert.deepStrictEqual(LayoutFault.of(one, 100_000), [])
  })
})
