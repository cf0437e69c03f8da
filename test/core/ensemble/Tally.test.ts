import * as Bins from "@gongfu/core/ensemble/Bins"
import type { Told } from "@gongfu/core/ensemble/Members"
import * as Tally from "@gongfu/core/ensemble/Tally"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const years = 3
const columns = 4

/** A member's numbers: those of a column that never changes, and of some of any kind; it may have failed in a year. */
interface Drawn {
  readonly failedIn: number
  readonly values: ReadonlyArray<number>
  readonly met: ReadonlyArray<number>
}

const anyNumber = fc.oneof(
  fc.double({ min: -100, max: 100, noNaN: true }).map((value) => value + 0),
  fc.constantFrom(0, 1, -1, 1e-300, 1e12)
)
const anyDrawn: fc.Arbitrary<Drawn> = fc
  .record({
    failedIn: fc.oneof({ weight: 4, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.nat(years - 1) }),
    values: fc.array(anyNumber, { minLength: columns - 1, maxLength: columns - 1 }),
    met: fc.array(fc.nat(1), { minLength: 2, maxLength: 2 })
  })
  // The first columns are the years of one indicator.
  .map(({ failedIn, met, values }) => ({
    failedIn,
    met,
    values: [7, ...values].map((value, column) => (failedIn !== -1 && column >= failedIn ? Number.NaN : value))
  }))
const anyEnsemble = fc.array(anyDrawn, { minLength: 1, maxLength: 200, size: "max" })

const shapeOf = (ends: Bins.Ends | undefined): Tally.Shape => ({ columns, targets: 2, years, ends })

const told = ({ failedIn, met, values }: Drawn, member: number): Told => ({
  member,
  failedIn,
  values: Float64Array.from(values),
  met: Uint8Array.from(met)
})

/** Tallies blocks of members, each worker its own in the order in which it is given them. */
const tallied = (
  members: ReadonlyArray<Drawn>,
  size: number,
  shares: ReadonlyArray<ReadonlyArray<number>>,
  shape: Tally.Shape
): Tally.Part =>
  Tally.join(
    shares.map((blocks) => {
      const gathering = Tally.gathering(shape)
      for (const index of blocks) {
        const block = members.slice(index * size, (index + 1) * size)
        gathering.begin(index, block.length)
        for (const [i, drawn] of block.entries()) gathering.add(told(drawn, index * size + i))
      }
      return gathering.part()
    })
  )

const ends: Bins.Ends = { low: new Float64Array([7, -50, -100, 0]), high: new Float64Array([7, 50, 100, 0]) }

/** The numbers of a column, rising. */
const rising = (members: ReadonlyArray<Drawn>, column: number): ReadonlyArray<number> =>
  members
    .map(({ values }) => values[column]!)
    .filter((value) => !Number.isNaN(value))
    .toSorted((a, b) => a - b)

/** The quantile by its definition: between the order statistics around (n - 1) p. */
const quantile = (values: ReadonlyArray<number>, probability: number): number => {
  const rank = (values.length - 1) * probability
  const [a, b] = [values[Math.floor(rank)]!, values[Math.ceil(rank)]!]
  return a + (b - a) * (rank - Math.floor(rank))
}

const probabilities = [0, 0.05, 0.25, 0.5, 0.9, 1]

describe("a tally", () => {
  it("does not depend on how its blocks were shared out, nor in which order", () => {
    fc.assert(
      fc.property(
        anyEnsemble,
        fc.integer({ min: 1, max: 120 }),
        fc.array(fc.nat(2), { minLength: 200, maxLength: 200 }),
        fc.boolean(),
        fc.boolean(),
        (members, size, workers, kept, backwards) => {
          const shape = shapeOf(kept ? undefined : ends)
          const indices = Array.from({ length: Math.ceil(members.length / size) }, (_, i) => i)
          const whole = tallied(members, size, [indices], shape)
          const shares = [0, 1, 2].map((worker) => {
            const own = indices.filter((index) => workers[index] === worker)
            return backwards ? own.toReversed() : own
          })
          const joined = tallied(members, size, backwards ? shares.toReversed() : shares, shape)
          // Which failures come first of a worker that goes backwards is another matter: a worker goes forwards.
          if (backwards) assert.deepStrictEqual({ ...joined, examples: [] }, { ...whole, examples: [] })
          else assert.deepStrictEqual(joined, whole)
        }
      )
    )
  })

  it("has the counts, means, ends and exact quantiles of its members, failed ones up to their failure", () => {
    fc.assert(
      fc.property(anyEnsemble, fc.integer({ min: 1, max: 120 }), (members, size) => {
        const indices = Array.from({ length: Math.ceil(members.length / size) }, (_, i) => i)
        const part = tallied(members, size, [indices], shapeOf(undefined))
        for (let column = 0; column < columns; column++) {
          const values = rising(members, column)
          assert.strictEqual(part.reached[column], values.length)
          if (values.length === 0) continue
          assert.strictEqual(part.low[column], values[0])
          assert.strictEqual(part.high[column], values.at(-1))
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length
          assert.closeTo(Tally.meanOf(part, column), mean, 1e-12 * Math.max(1, Math.abs(values[0]!), values.at(-1)!))
          const quantiles = Tally.quantiles(part, shapeOf(undefined))(column, probabilities)
          for (const [i, probability] of probabilities.entries())
            assert.strictEqual(quantiles[i], quantile(values, probability) + 0)
        }
        for (const year of [0, 1, 2])
          assert.strictEqual(part.failures[year], members.filter(({ failedIn }) => failedIn === year).length)
        for (const target of [0, 1])
          assert.strictEqual(part.met[target], members.filter(({ met }) => met[target] === 1).length)
      })
    )
  })

  it("counted in bins, has every quantile within one bin of an order statistic beside it, and the ends themselves", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 40, maxLength: 1000 }),
        fc.double({ min: 20, max: 120, noNaN: true }),
        (values, reach) => {
          const shape: Tally.Shape = {
            columns: 1,
            targets: 0,
            years: 1,
            ends: { low: new Float64Array([-reach]), high: new Float64Array([reach]) }
          }
          const gathering = Tally.gathering(shape)
          gathering.begin(0, values.length)
          for (const [member, value] of values.entries())
            gathering.add({ member, failedIn: -1, values: new Float64Array([value]), met: new Uint8Array(0) })
          const part = gathering.part()
          const sorted = values.toSorted((a, b) => a - b)
          const found = Tally.quantiles(part, shape)(0, probabilities)
          for (const [i, probability] of probabilities.entries()) {
            const rank = (sorted.length - 1) * probability
            const [below, above] = [sorted[Math.floor(rank)]!, sorted[Math.ceil(rank)]!]
            // Beyond the ends there is one bin on either side, to the least and to the greatest of all.
            const widthAt = (x: number) =>
              x < -reach ? -reach - sorted[0]! : x > reach ? sorted.at(-1)! - reach : (2 * reach) / Bins.bins
            const slack = Math.max(widthAt(below), widthAt(above)) * (1 + 1e-9)
            assert.isTrue(found[i]! >= below - slack && found[i]! <= above + slack)
            assert.isTrue(found[i]! >= sorted[0]! && found[i]! <= sorted.at(-1)!)
          }
        }
      )
    )
  })

  it("counted in bins, knows a column that never changes exactly", () => {
    const members = Array.from({ length: 50 }, (): Drawn => ({ failedIn: -1, values: [7, 1, 2, 0], met: [1, 0] }))
    const part = tallied(members, 50, [[0]], shapeOf(ends))
    for (const [column, expected] of [
      [0, 7],
      [3, 0]
    ] as const)
      assert.deepStrictEqual(
        Tally.quantiles(part, shapeOf(ends))(column, probabilities),
        probabilities.map(() => expected)
      )
  })

  /** Margins of one target in a large ensemble, shared out between two workers. */
  const marginsTallied = (margins: ReadonlyArray<number>, reach: number): { part: Tally.Part; shape: Tally.Shape } => {
    const ends: Bins.Ends = { low: new Float64Array([-reach]), high: new Float64Array([reach / 2]) }
    const shape: Tally.Shape = { columns: 1, targets: 1, years: 1, ends }
    const parts = [0, 1].map((own) => {
      const gathering = Tally.gathering(shape)
      gathering.begin(own, margins.length)
      for (const [member, margin] of margins.entries())
        if (member % 2 === own)
          gathering.add({ member, failedIn: -1, values: new Float64Array([margin]), met: new Uint8Array(1) })
      return gathering.part()
    })
    return { part: Tally.join(parts), shape }
  }
  const anyReach = fc.integer({ min: 1, max: 3000 }).map((tenths) => tenths / 10)
  const anyProbability = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000)

  it("counted in bins, has a margin's quantile on the side of 0 that the share of members says that meet the target", () => {
    const anyMargin = fc.oneof(
      fc.constantFrom(0, -0, -5e-324, 5e-324, -0.01, 0.01, -40),
      fc.double({ min: -100, max: 100, noNaN: true })
    )
    fc.assert(
      fc.property(
        fc.array(anyMargin, { minLength: 1, maxLength: 300, size: "max" }),
        anyReach,
        anyProbability,
        (margins, reach, p) => {
          const { part, shape } = marginsTallied(margins, reach)
          const [found] = Tally.quantiles(part, shape)(0, [p])
          const missed = margins.filter((margin) => margin < 0).length
          const rank = (margins.length - 1) * p
          // One member more or less than the rank says lies on the other side, and the quantile between the two.
          if (missed <= Math.floor(rank)) assert.isAtLeast(found!, 0)
          if (missed > Math.ceil(rank)) assert.isBelow(found!, 0)
        }
      ),
      { numRuns: 300 }
    )
  })

  it("counted in bins, knows a margin exactly that many members have, though its bin has others on one side", () => {
    const anyMargin = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(0, -12, 7) },
      { weight: 1, arbitrary: fc.constantFrom(1e-3, 7.001, -12.001) }
    )
    fc.assert(
      fc.property(
        fc.array(anyMargin, { minLength: 1, maxLength: 200, size: "max" }),
        fc.integer({ min: 25, max: 300 }),
        anyProbability,
        (margins, reach, p) => {
          const { part, shape } = marginsTallied(margins, reach)
          const sorted = margins.toSorted((a, b) => a - b)
          assert.deepStrictEqual(Tally.quantiles(part, shape)(0, [p]), [quantile(sorted, p) + 0])
        }
      )
    )
  })

  it("reads the margins of old records as they were read: like an indicator", () => {
    fc.assert(
      fc.property(anyEnsemble, (members) => {
        const part = tallied(members, 200, [[0]], shapeOf(ends))
        const asIndicators = { ...shapeOf(ends), targets: 0 }
        for (const column of [2, 3])
          if (part.reached[column]! > 0)
            assert.deepStrictEqual(
              Tally.quantiles(part, shapeOf(ends), 1)(column, probabilities),
              Tally.quantiles(part, asIndicators)(column, probabilities)
            )
      })
    )
  })

  it("of members that all failed at once counts them, and has no number", () => {
    const members = Array.from({ length: 70 }, (): Drawn => ({
      failedIn: 0,
      values: Array(4).fill(Number.NaN),
      met: [0, 0]
    }))
    for (const shape of [shapeOf(undefined), shapeOf(ends)]) {
      const part = tallied(members, 32, [[0], [1, 2]], shape)
      assert.deepStrictEqual([...part.reached], [0, 0, 0, 0])
      assert.strictEqual(part.failures[0], 70)
      assert.deepStrictEqual(
        part.examples.map(({ member }) => member),
        [0, 1, 2, 3, 4, 5, 6, 7]
      )
    }
    assert.deepStrictEqual(Tally.endsOf({ low: new Float64Array([Infinity]), high: new Float64Array([-Infinity]) }), {
      low: new Float64Array([0]),
      high: new Float64Array([0])
    })
  })

  it("shares members out in blocks that hold each of them once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (members) => {
        const { count, size } = Tally.blocksOf(members)
        assert.isTrue((count - 1) * size < members && members <= count * size)
        assert.isAtMost(count, 256)
      })
    )
  })
})
