/** What a reviewer reads of a lock that no longer holds. */
import * as Lock from "@gongfu/core/lock/Lock"
import type { LockDifference } from "@gongfu/core/lock/LockDifference"
import * as fc from "fast-check"
import * as Colour from "gongfu/render/Colour"
import * as LockDifferenceText from "gongfu/render/LockDifferenceText"
import { assert, describe, it } from "vitest"
import { place } from "../../scenarios/Wenzhou.ts"

const nothing: LockDifference = {
  stopped: undefined,
  headline: [],
  newlyMissed: [],
  noLongerMissed: [],
  counts: undefined,
  milestones: [],
  expectations: []
}

/** The cells of the headline row of an indicator that changed from one number to another. */
const rowOf = (indicator: string, locked: number, now: number, language: "en" | "zh"): ReadonlyArray<string> => {
  const difference = { ...nothing, headline: [{ indicator, year: 2025, locked, now }] }
  const blocks = LockDifferenceText.blocks(difference, place, "changed", language, Colour.plain)
  const row = blocks.flatMap((block) => ("table" in block ? block.table.rows : []))[0]!
  return "cells" in row ? row.cells.map(({ text }) => text) : []
}

describe("the headline of a lock that no longer holds", () => {
  const size = fc.double({ min: 1, max: 1e6, noNaN: true }).map(Lock.rounded)
  // The smallest step that six digits can show.
  const change = fc.constantFrom(1 + 2e-5, 1 - 2e-5, 1.01, 0.5)

  const decimals = (text: string): number => /\.(\d+)/.exec(text)?.[1]!.length ?? 0

  it("tells a change that is one, beside numbers that differ, all to the same decimal", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...place.headline.map(({ name }) => name)),
        size,
        change,
        fc.constantFrom("en" as const, "zh" as const),
        (indicator, locked, times, language) => {
          const [before, after, told] = rowOf(indicator, locked, Lock.rounded(locked * times), language).slice(-3)
          assert.notStrictEqual(before, after)
          assert.deepStrictEqual(
            [after, told].map((text) => decimals(text!)),
            [decimals(before!), decimals(before!)]
          )
          assert.match(told!, times > 1 ? /^\+.*[1-9]/ : /^-.*[1-9]/)
        }
      )
    )
  })
})

describe("the targets of a lock that no longer holds", () => {
  const counts = fc.record({
    all: fc.constantFrom(3, 4),
    met: fc.nat(2),
    missed: fc.nat(2),
    on_the_way: fc.nat(2),
    not_assessed: fc.nat(2)
  })
  const listOf = (difference: LockDifference, language: "en" | "zh"): ReadonlyArray<string> =>
    LockDifferenceText.blocks(difference, place, "changed", language, Colour.plain).flatMap((block) =>
      "list" in block ? block.list.map(String) : []
    )

  it("are told by the counts that differ, and by no other", () => {
    fc.assert(
      fc.property(counts, counts, (locked, now) => {
        const met = locked.met !== now.met || locked.all !== now.all
        const told = (language: "en" | "zh") => listOf({ ...nothing, counts: { locked, now } }, language)
        assert.deepStrictEqual(told("en"), [
          ...(met ? [`Targets met: ${locked.met} of ${locked.all} → ${now.met} of ${now.all}`] : []),
          ...(locked.on_the_way === now.on_the_way
            ? []
            : [`Targets not due yet: ${locked.on_the_way} → ${now.on_the_way}`]),
          ...(locked.not_assessed === now.not_assessed
            ? []
            : [`Targets not assessed: ${locked.not_assessed} → ${now.not_assessed}`])
        ])
        assert.strictEqual(told("zh").length, told("en").length)
        for (const line of [...told("en"), ...told("zh")]) {
          const [then, after] = line.split(/[：:]\s*/)[1]!.split(" → ")
          assert.notStrictEqual(then, after)
        }
      })
    )
  })
})
