/** The laws of explanations, for the numbers of any run. */
import * as Explanation from "@gongfu/core/analysis/Explanation"
import type { History, Instant } from "@gongfu/core/analysis/History"
import { assert } from "vitest"

/** Every number of every year. */
export const everyInstant = ({ from, model, to }: History): ReadonlyArray<Instant> =>
  Array.from({ length: Math.max(0, to - from + 1) * model.slots }, (_, i) => ({
    slot: i % model.slots,
    year: from + Math.floor(i / model.slots)
  }))

const near = (a: number, b: number, size: number): boolean => Math.abs(a - b) <= 1e-9 * size

/** Numbers whose products neither overflow nor vanish. */
const moderate = (value: number): boolean => Math.abs(value) < 1e60 && Math.abs(value) > 1e-60

/**
 * Checks that each number comes of its equation or its input again, to the bit, that terms add up and factors multiply
 * to what counted of it, and gives how many were checked, of each kind.
 */
export const accountsAreSound = (history: History, instants: ReadonlyArray<Instant>) => {
  const counts = { given: 0, computed: 0, sums: 0, shares: 0, products: 0 }
  const { accounts } = Explanation.of(history, instants, 0)
  for (const { computed, given, slot, value, year } of accounts.values()) {
    const where = `${history.model.cells[slot]!.name} in ${year}`
    assert.isTrue((given === undefined) !== (computed === undefined), where)
    if (given !== undefined) {
      counts.given++
      assert.strictEqual(given.value, value, where)
      continue
    }
    counts.computed++
    assert.isUndefined(computed!.again, where)
    const { factors, terms } = computed!.parts
    assert.isTrue(terms.length === 0 || factors.length === 0, where)
    if (terms.length > 0 && terms.every((term) => Number.isFinite(term.value))) {
      counts.sums++
      const size = terms.reduce((all, term) => all + Math.abs(term.value), 0)
      const total = terms.reduce((all, term) => all + term.value, 0)
      assert.isTrue(near(total, value, size), `${where}: terms add up to ${total}, not ${value}`)
      const shares = terms.flatMap((term) => term.share ?? [])
      assert.isTrue(shares.length === 0 || shares.length === terms.length, where)
      if (shares.length > 0) {
        counts.shares++
        assert.isTrue(
          shares.every((share) => Math.abs(share) <= 20),
          where
        )
        assert.isTrue(
          near(
            shares.reduce((all, share) => all + share, 0),
            1,
            20
          ),
          where
        )
      }
    }
    if (factors.length > 0 && factors.every((factor) => moderate(factor.value)) && moderate(value)) {
      counts.products++
      const product = factors.reduce((all, factor) => (factor.below ? all / factor.value : all * factor.value), 1)
      assert.isTrue(near(product, value, Math.abs(value)), `${where}: factors come to ${product}, not ${value}`)
    }
  }
  return counts
}
