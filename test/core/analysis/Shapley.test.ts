import * as Shapley from "@gongfu/core/analysis/Shapley"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { anyTable, gameOf, has, type Table, tableOf } from "./games.ts"

const exact = (table: Table) => Result.getOrThrow(Shapley.exact(gameOf(table).game))
const sampled = (table: Table, pairs: number, seed: number) =>
  Result.getOrThrow(Shapley.sampled(gameOf(table).game, { pairs, seed }))

const sizeOf = (table: Table): number => Math.max(1, ...table.flat().map(Math.abs))
/** How far rounding may carry numbers of a size. */
const within = (size: number): number => 1e-9 * Math.max(1, size)

const permutations = (items: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<number>> =>
  items.length === 0
    ? [[]]
    : items.flatMap((first) => permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]))

/** The definition, word for word: the mean over all orders of what a player adds to those before it. */
const byDefinition = (table: Table, player: number, output: number): number => {
  const orders = permutations(Array.from({ length: Math.log2(table.length) }, (_, i) => i))
  const added = orders.map((order) => {
    const before = order.slice(0, order.indexOf(player)).reduce((bits, i) => bits | (1 << i), 0)
    return table[before | (1 << player)]![output]! - table[before]![output]!
  })
  return added.reduce((a, b) => a + b, 0) / added.length
}

/** The table with a player more, at bit 0, who changes nothing. */
const withNull = (table: Table): Table => tableOf(Math.log2(table.length) + 1, (coalition) => table[coalition >> 1]!)

const ways = {
  exact: (table: Table) => exact(table).values,
  sampled: (table: Table) => sampled(table, 5, 7).values
}

describe("Shapley values", () => {
  it("are what their definition says", () => {
    fc.assert(
      fc.property(anyTable(5), (table) => {
        const { values } = exact(table)
        const outputs = table[0]!.length
        for (let player = 0; player < Math.log2(table.length); player++)
          for (let k = 0; k < outputs; k++)
            assert.closeTo(values[player * outputs + k]!, byDefinition(table, player, k), within(sizeOf(table)))
      })
    )
  })

  for (const [name, valuesOf] of Object.entries(ways)) {
    it(`sum to what all are worth less what nobody is (${name})`, () => {
      fc.assert(
        fc.property(anyTable(7), (table) => {
          const values = valuesOf(table)
          const outputs = table[0]!.length
          for (let k = 0; k < outputs; k++) {
            const sum = values.filter((_, i) => i % outputs === k).reduce((a, b) => a + b, 0)
            assert.closeTo(sum, table.at(-1)![k]! - table[0]![k]!, within(sizeOf(table)))
          }
        })
      )
    })

    it(`are exactly 0 for who changes nothing (${name})`, () => {
      fc.assert(
        fc.property(anyTable(6), (table) => {
          for (const value of valuesOf(withNull(table)).subarray(0, table[0]!.length)) assert.strictEqual(value, 0)
        })
      )
    })

    it(`of a sum of games are the sums of the values (${name})`, () => {
      fc.assert(
        fc.property(anyTable(6), fc.double({ min: -3, max: 3, noNaN: true }), (table, factor) => {
          // The second game is another output of the same players, so that both ways try the same coalitions.
          const two = table.map(([v], coalition) => [v!, table[table.length - 1 - coalition]![0]!])
          const sum = two.map(([v, w]) => [v! + factor * w!])
          const [apart, together] = [valuesOf(two), valuesOf(sum)]
          for (const [i, value] of together.entries())
            assert.closeTo(value, apart[2 * i]! + factor * apart[2 * i + 1]!, within(10 * sizeOf(table)))
        })
      )
    })
  }

  it("are the same for players who add the same, and go with the players whatever their order", () => {
    const anyWorths = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(anyWorths, fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }), (worths, i, j) => {
        const swapped = (coalition: number): number =>
          has(coalition, i) === has(coalition, j) ? coalition : coalition ^ (1 << i) ^ (1 << j)
        const there = exact(worths.map((worth) => [worth])).values
        const back = exact(worths.map((_, coalition) => [worths[swapped(coalition)]!])).values
        for (let player = 0; player < 5; player++) {
          const other = player === i ? j : player === j ? i : player
          assert.closeTo(there[player]!, back[other]!, within(1e6))
        }
        const alike = exact(worths.map((worth, coalition) => [worth + worths[swapped(coalition)]!])).values
        assert.closeTo(alike[i]!, alike[j]!, within(2e6))
      })
    )
  })

  it("try every coalition once, and leave the table empty", () => {
    for (const players of [0, 1, 2, 5, 10]) {
      const { game, now, tried } = gameOf(tableOf(players, (coalition) => [coalition]))
      Result.getOrThrow(Shapley.exact(game))
      assert.sameMembers(
        tried,
        Array.from({ length: Shapley.exactRuns(players) }, (_, i) => i)
      )
      assert.strictEqual(now(), 0)
    }
  })

  it("stop where a coalition stops, and say why", () => {
    const table = tableOf(3, (coalition) => [coalition === 5 ? NaN : coalition])
    assert.deepStrictEqual(Shapley.exact(gameOf(table).game), Result.fail("stopped at 5"))
    assert.deepStrictEqual(Shapley.sampled(gameOf(table).game, { pairs: 30, seed: 1 }), Result.fail("stopped at 5"))
  })
})

describe("sampled values", () => {
  /** Everyone is worth something, and so are pairs and threes. */
  const table = tableOf(8, (coalition) => {
    const inside = Array.from({ length: 8 }, (_, i) => (has(coalition, i) ? i + 1 : 0))
    const product = inside.reduce((all, value) => all * (1 + value / 5), 1)
    return [product, Math.sqrt(coalition), inside[0]! * inside[1]! - inside[2]! * inside[3]! * inside[4]!]
  })
  const certain = exact(table).values

  it("come to the exact ones as the standard error says", () => {
    const { standardErrors, values } = sampled(table, 2000, 1)
    const off = [...values].map((value, i) => {
      const error = standardErrors[i]!
      return error === 0 ? Math.abs(value - certain[i]!) * 1e9 : (value - certain[i]!) / error
    })
    assert.isBelow(Math.max(...off.map(Math.abs)), 4)
    // The errors are of the size that they are said to be, no more and no less.
    const spread = Math.sqrt(off.reduce((sum, z) => sum + z * z, 0) / off.filter((z) => Math.abs(z) > 1e-3).length)
    assert.isAbove(spread, 0.5)
    assert.isBelow(spread, 2)
  })

  it("have a standard error that falls with the root of the number of pairs", () => {
    const mean = (pairs: number) => sampled(table, pairs, 1).standardErrors.reduce((a, b) => a + b, 0)
    const ratio = mean(100) / mean(10_000)
    assert.isAbove(ratio, 7)
    assert.isBelow(ratio, 14)
  })

  it("are exact where players only interact two by two: an order and its reverse see both sides", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 36, maxLength: 36 }), (w) => {
        const pairs = tableOf(6, (coalition) => {
          let worth = 0
          for (let i = 0; i < 6; i++)
            for (let j = i; j < 6; j++) if (has(coalition, i) && has(coalition, j)) worth += w[6 * i + j]!
          return [worth]
        })
        const { standardErrors, values } = sampled(pairs, 2, 3)
        for (const [i, value] of exact(pairs).values.entries()) {
          assert.closeTo(values[i]!, value, within(1e3))
          assert.closeTo(standardErrors[i]!, 0, within(1e3))
        }
      })
    )
  })

  it("are the same for the same seed, to the bit, on every machine", () => {
    assert.deepStrictEqual(sampled(table, 20, 42), sampled(table, 20, 42))
    assert.notDeepEqual(sampled(table, 20, 42).values, sampled(table, 20, 43).values)
    const whole = tableOf(4, (coalition) => [coalition * coalition * coalition])
    assert.deepStrictEqual([...sampled(whole, 8, 2021).values], [274, 539, 940, 1622])
  })

  it("take as many runs as is said, and leave the table empty", () => {
    for (const players of [1, 2, 6]) {
      const { game, now, tried } = gameOf(tableOf(players, (coalition) => [coalition]))
      Result.getOrThrow(Shapley.sampled(game, { pairs: 3, seed: 0 }))
      assert.strictEqual(tried.length, Shapley.sampledRuns(players, 3))
      assert.strictEqual(now(), 0)
    }
  })
})
