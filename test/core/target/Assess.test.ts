import * as Assess from "@gongfu/core/target/Assess"
import * as Target from "@gongfu/core/target/Target"
import type { Comparison, Kind } from "@gongfu/core/target/TargetFile"
import { comparisons } from "@gongfu/core/target/TargetFile"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Asked, kindsAnd, targetOf } from "./asked.ts"
import { place, runOf } from "./smallPlace.ts"

/** The kinds that look at a base year. */
const hasBase = new Set<Kind>(["average_growth", "multiple_of_base", "increase_over_base"])

/** A target of 2021 to 2025, or of a base year 2020. */
const asking = (kind: Kind, over: Partial<Asked> = {}): Target.Target => {
  const from = hasBase.has(kind) ? 2020 : 2021
  const comparison = kind === "ceiling_each_year" ? "at_most" : "at_least"
  return targetOf({ kind, comparison, value: 0, tolerance: 0, from, by: 2025, ...over })
}

/** Values from 2020 on; asking for a later year than there is fails the test. */
const from2020 = (values: ReadonlyArray<number>) => (year: number) => {
  assert.isTrue(year >= 2020 && year - 2020 < values.length, `asked for ${year}`)
  return values[year - 2020]!
}

const whole = fc.integer({ min: -50, max: 50 })
const any = fc.double({ noNaN: true, noDefaultInfinity: true })
const years = (number: fc.Arbitrary<number>) => fc.array(number, { minLength: 7, maxLength: 7 })

/** What the plan says, in plain words and for small whole numbers: whether the requirement holds with the years to `year`. */
const holds = (
  { kind, comparison, value, tolerance, from }: Asked,
  v: (year: number) => number,
  year: number
): boolean => {
  const compare = (x: number): boolean => {
    if (comparison === "at_least") return x >= value - tolerance
    if (comparison === "more_than") return x > value - tolerance
    if (comparison === "at_most") return x <= value + tolerance
    return x < value + tolerance
  }
  const span = Trajectory.years({ from, to: year })
  switch (kind) {
    case "level":
      return compare(v(year))
    case "ceiling_each_year":
    case "annual_flow":
      return span.every((y) => compare(v(y)))
    case "trend_down":
      return span.every((y) => v(y) < v(y - 1))
    case "cumulative":
      return compare(span.map(v).reduce((a, b) => a + b, 0))
    case "increase_over_base":
      return compare(v(year) - v(from))
    case "multiple_of_base":
      return v(from) > 0 && compare(v(year) / v(from))
    case "average_growth":
      return v(from) > 0 && compare(v(year) > 0 ? Math.pow(v(year) / v(from), 1 / (year - from)) - 1 : -1)
  }
}

describe("Assess", () => {
  it("a target is met just when its condition holds, and the margin's sign says so", () => {
    fc.assert(
      fc.property(kindsAnd(whole), years(whole), (asked, values) => {
        const target = targetOf(asked)
        const found = Assess.of(target, from2020(values), asked.by)
        assert.strictEqual(found.status, holds(asked, from2020(values), asked.by) ? "met" : "missed")
        assert.strictEqual(found.status === "met", Target.isStrict(target) ? found.margin > 0 : found.margin >= 0)
      }),
      { numRuns: 1000 }
    )
  })

  it("growth and multiples lack a base just where that is not above zero, and then are missed", () => {
    fc.assert(
      fc.property(kindsAnd(whole), years(whole), (asked, values) => {
        const target = targetOf(asked)
        const grows = asked.kind === "average_growth" || asked.kind === "multiple_of_base"
        const lacks = Assess.lacksBase(target, from2020(values))
        assert.strictEqual(lacks, grows && values[asked.from - 2020]! <= 0)
        if (lacks) assert.isFalse(Assess.holds(target, Assess.of(target, from2020(values), asked.by).margin))
      }),
      { numRuns: 500 }
    )
  })

  it("a margin is the projection less the requirement, turned to the good side", () => {
    fc.assert(
      fc.property(kindsAnd(whole), years(whole), (asked, values) => {
        const target = targetOf(asked)
        const { required, projected, margin } = Assess.of(target, from2020(values), asked.by)
        const sign = Target.risesToGood(target) ? 1 : -1
        assert.closeTo(margin, sign * (projected - required), 1e-12 * Math.max(Math.abs(projected), Math.abs(required)))
      })
    )
  })

  it("every number is finite and none is -0, whatever the values", () => {
    fc.assert(
      fc.property(kindsAnd(any), years(any), (asked, values) => {
        const target = targetOf(asked)
        for (const year of Trajectory.years({ from: target.first, to: target.by })) {
          const found = Assess.of(target, from2020(values), year)
          for (const number of [found.required, found.projected, found.margin]) {
            assert.isTrue(Number.isFinite(number))
            assert.isFalse(Object.is(number, -0))
          }
        }
      }),
      { numRuns: 1000 }
    )
  })

  it("no later year than the assessed one matters", () => {
    fc.assert(
      fc.property(kindsAnd(whole), years(whole), fc.integer({ min: 2024, max: 2026 }), (asked, values, year) => {
        fc.pre(year <= asked.by)
        const known = from2020(values.slice(0, year - 2020 + 1))
        assert.doesNotThrow(() => Assess.of(targetOf(asked), known, year))
      })
    )
  })

  it("more tolerance never lowers the margin, nor turns met into missed", () => {
    fc.assert(
      fc.property(kindsAnd(any), years(any), fc.double({ min: 0, max: 1e300, noNaN: true }), (asked, values, more) => {
        fc.pre(asked.kind !== "trend_down")
        const base = values[asked.from - 2020]!
        // Where no ratio exists the margin stands for how large the requirement is, tolerance included.
        fc.pre((asked.kind !== "average_growth" && asked.kind !== "multiple_of_base") || base > 1)
        const narrow = Assess.of(targetOf(asked), from2020(values), asked.by)
        const tolerance = Math.min(asked.tolerance + more, Number.MAX_VALUE)
        const wide = Assess.of(targetOf({ ...asked, tolerance }), from2020(values), asked.by)
        assert.isAtLeast(wide.margin, narrow.margin)
        if (narrow.status === "met") assert.strictEqual(wide.status, "met")
      }),
      { numRuns: 500 }
    )
  })

  it("higher values never lower the margin where more is better, nor raise it where less is; a base stays", () => {
    fc.assert(
      fc.property(
        kindsAnd(whole),
        years(whole),
        fc.array(fc.nat(20), { minLength: 7, maxLength: 7 }),
        (asked, values, gains) => {
          fc.pre(asked.kind !== "trend_down")
          const target = targetOf(asked)
          const higher = values.map((v, i) => (hasBase.has(asked.kind) && 2020 + i === asked.from ? v : v + gains[i]!))
          const before = Assess.of(target, from2020(values), asked.by).margin
          const after = Assess.of(target, from2020(higher), asked.by).margin
          if (Target.risesToGood(target)) assert.isAtLeast(after, before)
          else assert.isAtMost(after, before)
        }
      ),
      { numRuns: 1000 }
    )
  })

  it("a higher base never raises the margin of an increase where more is better, nor lowers it where less is", () => {
    fc.assert(
      fc.property(kindsAnd(whole), years(whole), fc.nat(20), (drawn, values, gain) => {
        const asked = { ...drawn, kind: "increase_over_base" } as const
        const target = targetOf(asked)
        const higher = values.map((v, i) => (2020 + i === asked.from ? v + gain : v))
        const before = Assess.of(target, from2020(values), asked.by).margin
        const after = Assess.of(target, from2020(higher), asked.by).margin
        if (Target.risesToGood(target)) assert.isAtMost(after, before)
        else assert.isAtLeast(after, before)
      })
    )
  })

  it("a yearly ceiling mirrors a yearly flow", () => {
    fc.assert(
      fc.property(years(whole), whole, fc.nat(10), (values, value, tolerance) => {
        const flow = asking("annual_flow", { value, tolerance })
        const ceiling = asking("ceiling_each_year", { value: -value, tolerance })
        const a = Assess.of(flow, from2020(values), 2025)
        const b = Assess.of(ceiling, from2020(values.map((v) => -v)), 2025)
        assert.strictEqual(a.margin, b.margin)
        assert.strictEqual(a.status, b.status)
        assert.strictEqual(a.projected + 0, -b.projected + 0)
      })
    )
  })

  it("is on the way before the deadline, unless a target of every year has missed one, which stays missed", () => {
    fc.assert(
      fc.property(kindsAnd(whole), years(whole), (asked, values) => {
        const target = targetOf(asked)
        const everyYear = ["ceiling_each_year", "annual_flow", "trend_down"].includes(asked.kind)
        const statuses = Trajectory.years({ from: target.first, to: target.by }).map(
          (year) => Assess.of(target, from2020(values), year).status
        )
        for (const [i, status] of statuses.slice(0, -1).entries()) {
          assert.notStrictEqual(status, "met")
          if (status === "missed") {
            assert.isTrue(everyYear)
            assert.isTrue(statuses.slice(i).every((later) => later === "missed"))
          }
          if (everyYear && !holds(asked, from2020(values), target.first + i)) assert.strictEqual(status, "missed")
        }
        assert.notStrictEqual(statuses.at(-1), "on_the_way")
      })
    )
  })

  it("of constant values: a level stays, growth and increase are 0, a multiple is 1, a trend is missed at once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (value) => {
        const values = from2020(Array.from({ length: 7 }, () => value / 7))
        for (const kind of ["level", "ceiling_each_year", "annual_flow"] as const)
          assert.strictEqual(Assess.of(asking(kind), values, 2025).projected, value / 7)
        assert.strictEqual(Assess.of(asking("average_growth"), values, 2025).projected, 0)
        assert.strictEqual(Assess.of(asking("increase_over_base"), values, 2025).projected, 0)
        assert.strictEqual(Assess.of(asking("multiple_of_base"), values, 2025).projected, 1)
        const trend = Assess.of(asking("trend_down"), values, 2021)
        assert.deepStrictEqual([trend.status, trend.margin], ["missed", 0])
      })
    )
  })

  it("values that double in n years have grown by the nth root of two, to 1e-12", () => {
    for (const n of [1, 2, 3, 5, 10]) {
      const target = asking("average_growth", { by: 2020 + n })
      const values = Array.from({ length: n + 1 }, (_, i) => (i < n ? 1 : 2))
      const { projected } = Assess.of(target, from2020(values), 2020 + n)
      let grown = 1
      for (let i = 0; i < n; i++) grown *= 1 + projected
      assert.closeTo(grown, 2, 1e-12)
    }
  })

  it("values that grow by r every year reach a growth of r, whatever the rounding on the way", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 10 }),
        (thousandths, base, n) => {
          const rate = thousandths / 1000
          const values = [base]
          for (let i = 0; i < n; i++) values.push(values.at(-1)! * (1 + rate))
          const found = (comparison: Comparison) =>
            Assess.of(asking("average_growth", { comparison, value: rate, by: 2020 + n }), from2020(values), 2020 + n)
          assert.strictEqual(found("at_least").status, "met")
          assert.strictEqual(found("at_most").status, "met")
          assert.strictEqual(found("more_than").status, "missed")
          assert.strictEqual(found("at_least").margin, 0)
        }
      )
    )
  })

  /** How a figure stands by every comparison: margin and status. */
  const stands = (kind: Kind, value: number, values: ReadonlyArray<number>) => {
    const by = 2019 + values.length
    return comparisons.map((comparison) => {
      const { margin, status } = Assess.of(asking(kind, { comparison, value, by }), from2020(values), by)
      return [margin, status]
    })
  }
  const reached = comparisons.map((comparison) => [0, comparison.startsWith("at_") ? "met" : "missed"])

  it("values that rise by the same step every year reach its multiple, whatever the rounding at their height", () => {
    assert.deepStrictEqual(
      stands("increase_over_base", 1.5, [10000.1, 10000.4, 10000.7, 10001, 10001.3, 10001.6]),
      reached
    )
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: 1, max: 10 }),
        (base, tenths, n) => {
          const values = [base]
          for (let i = 0; i < n; i++) values.push(values.at(-1)! + tenths / 10)
          assert.deepStrictEqual(stands("increase_over_base", (tenths * n) / 10, values), reached)
        }
      ),
      { numRuns: 1000 }
    )
  })

  it("flows that make up for each other reach what is left of them, whatever the rounding of their sizes", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.nat(9), (flow, tenths) => {
        assert.deepStrictEqual(
          stands("cumulative", (3 * tenths) / 10, [0, flow, tenths / 10, tenths / 10, tenths / 10, -flow]),
          reached
        )
      })
    )
  })

  it("a value that comes back to where it was has grown by nothing, whatever the rounding on the way", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.double({ min: 1, max: 9, noNaN: true }),
        (base, x) => {
          assert.deepStrictEqual(stands("average_growth", 0, [base, base * x, ((base * x) / x / 3) * 3]), reached)
        }
      )
    )
  })

  it("a difference that is not rounding counts, however large the levels", () => {
    const found = Assess.of(
      asking("increase_over_base", { value: 1.5 }),
      from2020([1e6, 0, 0, 0, 0, 1e6 + 1.49999]),
      2025
    )
    assert.strictEqual(found.status, "missed")
    assert.closeTo(found.margin, -0.00001, 1e-9)
  })

  it("without a base above zero a growth or a multiple is missed, whichever way it was to go", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Kind>("average_growth", "multiple_of_base"),
        fc.constantFrom(...comparisons),
        any,
        fc.double({ max: 0, noNaN: true, noDefaultInfinity: true }),
        any,
        (kind, comparison, value, base, last) => {
          fc.pre(Math.abs(value) < 1e300)
          const found = Assess.of(asking(kind, { comparison, value, by: 2021 }), from2020([base, last]), 2021)
          assert.strictEqual(found.status, "missed")
          assert.isBelow(found.margin, 0)
        }
      )
    )
  })

  it("gives the worst year of a target of every year", () => {
    const { projected, margin } = Assess.of(asking("annual_flow", { value: 5 }), from2020([0, 6, 3, 4, 3, 9]), 2025)
    assert.deepStrictEqual([projected, margin], [3, -2])
    const trend = Assess.of(asking("trend_down"), from2020([9, 8, 7, 6.5, 5, 1]), 2025)
    assert.deepStrictEqual([trend.required, trend.projected, trend.margin, trend.status], [7, 6.5, 0.5, "met"])
  })

  it("gives the figure with its tolerance given away as what is required", () => {
    const about = { comparison: "at_most", value: 2, tolerance: 0.25 } as const
    const found = Assess.of(asking("level", about), () => 2.125, 2025)
    assert.deepStrictEqual([found.required, found.margin, found.status], [2.25, 0.125, "met"])
  })

  it("the assessor speaks of each target from its first policy year to its deadline, in the order of the file", () => {
    const { trajectory } = runOf().state
    const assess = Assess.assessor(place.targets.all)
    const names = (year: number) => assess(trajectory, year).map(({ target }) => target)
    assert.deepStrictEqual(names(2020), [])
    assert.deepStrictEqual(
      names(2021),
      place.targets.all.map((target) => target.name)
    )
    assert.deepStrictEqual(names(2025), names(2021))
    assert.deepStrictEqual(names(2026), ["rural_doubling"])
    assert.deepStrictEqual(names(2030), ["rural_doubling"])
  })

  it("the assessor speaks alike of the same values, in whichever year they begin and however many stand beside them", () => {
    const { trajectory } = runOf().state
    const { slots } = trajectory.model
    const assess = Assess.assessor(place.targets.all)
    const wider = new Float64Array((slots + 3) * Trajectory.years(trajectory).length)
    for (const [i, value] of trajectory.rows.entries()) wider[i + 3 * Math.floor(i / slots)] = value
    const alike: ReadonlyArray<Trajectory.Trajectory> = [
      trajectory,
      {
        ...trajectory,
        from: trajectory.from - 2,
        rows: Float64Array.from([...new Float64Array(2 * slots), ...trajectory.rows])
      },
      { ...trajectory, model: { ...trajectory.model, slots: slots + 3 }, rows: wider }
    ]
    for (const year of Trajectory.years(trajectory)) {
      const [first, ...others] = alike.map((one) => assess(one, year))
      for (const other of others) assert.deepStrictEqual(other, first)
    }
  })
})
