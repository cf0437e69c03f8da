import * as Compare from "@gongfu/core/analysis/Compare"
import * as RelativeChange from "@gongfu/core/model/RelativeChange"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { model, place, placeOf, sector } from "../target/smallPlace.ts"
import { busy, changed, comparedRun, scenarios, withEvents } from "./runs.ts"

const reversedKeys = <A>(data: A): A =>
  typeof data === "object" && data !== null
    ? (Object.fromEntries(
        Object.entries(data)
          .toReversed()
          .map(([key, inner]) => [key, reversedKeys(inner)])
      ) as A)
    : data

const minus = (value: number | undefined) => (value === undefined ? undefined : 0 - value)

describe("Compare", () => {
  it("a run and itself: nothing differs, nothing is left out, everything is counted", () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const run = comparedRun(scenario)
        const found = Compare.of([run, run])
        assert.isTrue(found.same)
        for (const list of [found.indicators, found.targets, found.milestones, found.gaps]) assert.isEmpty(list)
        assert.deepStrictEqual(found.inputs, { shortage: undefined, levers: [], assumptions: [], shocks: [] })
        assert.deepStrictEqual(found.differing, { values: 0, inputs: 0, assessments: 0, milestones: 0 })
        const years = found.years.length
        const count = (type: string) => run.events.filter((event) => event.type === type).length
        assert.strictEqual(years, count("YearProjected"))
        assert.deepStrictEqual(found.compared, {
          values: years * place.model.slots,
          // Two levers, one assumption and one for each of two members; a shock only where there is one.
          inputs: 1 + years * (5 + (scenario.shocks!.length > 0 ? 1 : 0)),
          assessments: count("TargetAssessed"),
          milestones: 2
        })
      })
    )
  })

  it("all tells what is the same too, marked as such", () => {
    const run = comparedRun(busy)
    const found = Compare.of([run, run], { all: true })
    assert.isTrue(found.same)
    assert.strictEqual(found.indicators.length, place.model.slots)
    assert.strictEqual(found.targets.length, place.targets.all.length)
    assert.strictEqual(found.milestones.length, 2)
    assert.deepStrictEqual(
      [found.inputs.levers.length, found.inputs.assumptions.length, found.inputs.shocks.length],
      [2, 3, 1]
    )
    const entries = [found.indicators, found.targets, found.milestones, ...Object.values(found.inputs).slice(1)]
    assert.isTrue(entries.flat().every((entry) => !(entry as { differs: boolean }).differs))
  })

  it("is the same just when no value, input, assessment or milestone differs and nothing was left out", () => {
    fc.assert(
      fc.property(scenarios, scenarios, (a, b) => {
        const found = Compare.of([comparedRun(a), comparedRun(b)])
        const entries = [found.indicators, found.targets, found.milestones, found.gaps, found.inputs.levers]
        const others = [found.inputs.assumptions, found.inputs.shocks]
        assert.strictEqual(
          found.same,
          [...entries, ...others].every((list) => list.length === 0)
        )
      })
    )
  })

  it("exchanging two runs turns every difference round", () => {
    fc.assert(
      fc.property(scenarios, scenarios, (a, b) => {
        const [first, second] = [comparedRun(a), comparedRun(b)]
        const there = Compare.of([first, second])
        const back = Compare.of([second, first])
        assert.deepStrictEqual(there.compared, back.compared)
        assert.deepStrictEqual(there.differing, back.differing)
        assert.deepStrictEqual(
          there.indicators.map(({ indicator, since, levels }) => [
            indicator,
            since[1],
            levels.map(({ year, runs }) => [year, runs[0]!.value, runs[1]!.value, runs[1]!.difference])
          ]),
          back.indicators.map(({ indicator, since, levels }) => [
            indicator,
            since[1],
            levels.map(({ year, runs }) => [year, runs[1]!.value, runs[0]!.value, minus(runs[1]!.difference)])
          ])
        )
        assert.deepStrictEqual(
          there.targets.map(({ target, flips, standings }) => [
            target,
            flips,
            standings.map(({ runs }) => [runs[0]!.status, runs[1]!.status, runs[1]!.difference])
          ]),
          back.targets.map(({ target, flips, standings }) => [
            target,
            flips,
            standings.map(({ runs }) => [runs[1]!.status, runs[0]!.status, minus(runs[1]!.difference)])
          ])
        )
      })
    )
  })

  it("the order of the other runs changes their columns and nothing else", () => {
    fc.assert(
      fc.property(scenarios, scenarios, scenarios, (a, b, c) => {
        const [x, y, z] = [comparedRun(a), comparedRun(b), comparedRun(c)]
        const one = Compare.of([x, y, z])
        const other = Compare.of([x, z, y])
        const swap = <A>([first, second, third]: ReadonlyArray<A>): ReadonlyArray<A> => [first!, third!, second!]
        assert.deepStrictEqual(one.differing, other.differing)
        assert.deepStrictEqual(one.runs, swap(other.runs))
        assert.deepStrictEqual(
          one.indicators.map(({ indicator, levels }) => [indicator, levels.map(({ runs }) => runs)]),
          other.indicators.map(({ indicator, levels }) => [indicator, levels.map(({ runs }) => swap(runs))])
        )
        assert.deepStrictEqual(
          one.inputs.levers.map(({ indicator, stretches }) => [indicator, stretches.map(({ values }) => values)]),
          other.inputs.levers.map(({ indicator, stretches }) => [
            indicator,
            stretches.map(({ values }) => swap(values))
          ])
        )
      })
    )
  })

  it("neither the order of keys nor that of events within a year matters, where none tells of one thing twice", () => {
    const reference = comparedRun()
    const orders = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 400, maxLength: 400 })
    fc.assert(
      fc.property(fc.oneof(fc.constant(busy), scenarios), orders, (scenario, order) => {
        const run = comparedRun(scenario)
        const yearOf = (event: RunEvent) => ("year" in event ? event.year : Infinity)
        const shuffled = run.events
          .map((event, i) => ({ event: reversedKeys(event), at: order[i % order.length]! }))
          .toSorted((a, b) => yearOf(a.event) - yearOf(b.event) || a.at - b.at)
        const reordered = withEvents(
          run,
          shuffled.map(({ event }) => event)
        )
        assert.isTrue(Compare.of([run, reordered]).same)
        assert.strictEqual(
          JSON.stringify(Compare.of([reference, reordered])),
          JSON.stringify(Compare.of([reference, run]))
        )
      })
    )
  })

  it("an event that is told again is told as that, in whatever order its keys stand", () => {
    const run = comparedRun(busy)
    for (const event of run.events) {
      const again = (copy: RunEvent) =>
        withEvents(
          run,
          run.events.flatMap((one) => (one === event ? [one, copy] : [one]))
        )
      const [plain, turned] = [event, reversedKeys(event)].map((copy) => Compare.of([run, again(copy)]))
      assert.deepStrictEqual(turned, plain, event.type)
    }
  })

  it("a lever that is set twice in a year is set to the later", () => {
    const run = comparedRun(busy)
    const settings = fc.constantFrom(...run.events.filter((event) => event.type === "LeverAdjusted"))
    const levels = fc.double({ min: 0, max: 1, noNaN: true }).map((level) => level + 0)
    fc.assert(
      fc.property(settings, levels, levels, (setting, first, second) => {
        const set = (...to: ReadonlyArray<number>) =>
          withEvents(
            run,
            run.events.flatMap((one) => (one === setting ? to.map((level) => ({ ...setting, to: level })) : [one]))
          )
        const inputsOf = (other: ReturnType<typeof set>) => Compare.of([run, other]).inputs
        fc.pre(first !== second)
        assert.deepStrictEqual(inputsOf(set(first, second)), inputsOf(set(second)))
      })
    )
  })

  it("what is told is exactly what differs in the values themselves", () => {
    fc.assert(
      fc.property(scenarios, scenarios, (a, b) => {
        const [x, y] = [comparedRun(a), comparedRun(b)]
        const found = Compare.of([x, y], { all: true })
        for (const { indicator, series, since, differs } of found.indicators) {
          const k = found.years.findIndex((_, i) => series[0]![i] !== series[1]![i])
          assert.strictEqual(differs, k !== -1, indicator)
          assert.strictEqual(since[1], k === -1 ? undefined : found.years[k])
          assert.isUndefined(since[0])
        }
      })
    )
  })

  it("shows the last year that all runs have", () => {
    const found = Compare.of([comparedRun(), comparedRun({ ...busy, years: { from: 2020, to: 2027 } })])
    assert.deepStrictEqual(found.shown, [2027])
    assert.strictEqual(found.years.at(-1), 2027)
    assert.deepStrictEqual(
      found.gaps.map(({ kind, years }) => [kind, years]),
      [["missing_years", [2028, 2029, 2030]]]
    )
    for (const { standings, target } of found.targets)
      assert.deepStrictEqual(
        standings.map(({ year }) => year),
        [target === "rural_doubling" ? 2027 : 2025]
      )
  })

  it("does not hold a milestone against a run that ended before it", () => {
    const short = comparedRun({ years: { from: 2020, to: 2027 } })
    assert.deepStrictEqual(
      comparedRun().events.flatMap((event) => (event.type === "MilestoneReached" ? event.year : [])),
      [2023, 2030]
    )
    assert.isEmpty(Compare.of([comparedRun(), short]).milestones)
  })

  it("takes the first year in which a milestone is told, and tells that it was told again", () => {
    const run = comparedRun()
    const again = run.events.flatMap((event) =>
      event.type === "MilestoneReached" && event.year === 2023 ? { ...event, year: 2025 } : []
    )
    const found = Compare.of([run, withEvents(run, [...run.events, ...again])])
    assert.isEmpty(found.milestones)
    assert.deepStrictEqual(
      found.gaps.map(({ kind, subject, years }) => [kind, subject, years]),
      [["repeated_event", again[0]!.milestone, [2025]]]
    )
  })

  it("does not stretch over a year that is missing", () => {
    const without = (run: ReturnType<typeof comparedRun>) =>
      changed(run, (event) => ("year" in event && event.year === 2027 ? undefined : event))
    const found = Compare.of([without(comparedRun()), without(comparedRun(busy))])
    assert.deepStrictEqual(
      found.inputs.levers[1]!.stretches.map(({ from, to }) => [from, to]),
      [
        [2023, 2026],
        [2028, 2030]
      ]
    )
  })

  it("tells settings apart from shocks, and each in stretches of years", () => {
    const found = Compare.of([comparedRun(), comparedRun(busy)])
    const [jobShare, cleaning] = found.inputs.levers
    assert.deepStrictEqual(
      jobShare!.stretches.map(({ from, to, values }) => [from, to, values[0], values[1]!.toFixed(6)]),
      [
        [2022, 2022, 0.5, "0.600000"],
        [2023, 2023, 0.5, "0.700000"],
        [2024, 2024, 0.5, "0.800000"],
        [2025, 2030, 0.5, "0.900000"]
      ]
    )
    assert.deepStrictEqual(cleaning!.stretches, [{ from: 2023, to: 2030, differs: true, values: [0.02, 0.1] }])
    assert.deepStrictEqual(
      found.inputs.assumptions.map(({ indicator, stretches }) => [indicator, stretches.length, stretches.at(-1)]),
      [
        ["growth[rural]", 1, { from: 2024, to: 2030, differs: true, values: [0.08, 0.1] }],
        // The model's own demand rises by 10 a year and passes the scenario's 150 in 2025.
        ["demand", 10, { from: 2030, to: 2030, differs: true, values: [200, 150] }]
      ]
    )
    assert.deepStrictEqual(
      found.inputs.shocks.map(({ shock, on, stretches }) => [shock, on, stretches.map(({ values }) => values[1])]),
      [
        [
          "slump",
          "demand",
          [
            { times: 0.5, plus: 4 },
            { times: 1, plus: 1 }
          ]
        ]
      ]
    )
  })

  it("leaves an input whose differences its settings explain to the inputs, unless it is chosen", () => {
    const runs = [comparedRun(), comparedRun(busy)] as const
    const names = (options: Compare.Options) => Compare.of(runs, options).indicators.map((entry) => entry.indicator)
    assert.deepStrictEqual(names({}), ["income[rural]", "new_jobs", "smog", "ratio"])
    assert.deepStrictEqual(names({ indicators: ["demand", "smog"] }), ["demand", "smog"])
    assert.strictEqual(names({ all: true }).length, place.model.slots)
    // The lever is 0.5 in both runs in 2021: another value there is not explained by any setting.
    const odd = changed(runs[1], (event) =>
      event.type === "YearProjected" && event.year === 2021
        ? { ...event, values: { ...event.values, job_share: 0.51 } }
        : event
    )
    const found = Compare.of([runs[0], odd]).indicators.map((entry) => entry.indicator)
    assert.include(found, "job_share")
  })

  it("marks the headline", () => {
    const found = Compare.of([comparedRun(), comparedRun(busy)], { headline: ["smog"] })
    assert.deepStrictEqual(
      found.indicators.filter((entry) => entry.headline).map((entry) => entry.indicator),
      ["smog"]
    )
  })

  it("a percentage is of the reference's size and has the sign of the difference, or is absent", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (reference, value) => {
          const percent = RelativeChange.percent(reference, value)
          if (reference === 0 || (reference < 0 && value > 0) || (reference > 0 && value < 0))
            assert.isUndefined(percent)
          else if (percent !== undefined) {
            assert.isTrue(Number.isFinite(percent))
            assert.strictEqual(Math.sign(percent), Math.sign(value - reference))
          }
        }
      )
    )
    assert.strictEqual(RelativeChange.percent(200, 150), -25)
    assert.strictEqual(RelativeChange.percent(-10, -5), 50)
    assert.strictEqual(RelativeChange.percent(-10, -15), -50)
    assert.strictEqual(RelativeChange.percent(-10, 0), 100)
    assert.strictEqual(RelativeChange.percent(50, 0), -100)
    for (const [a, b] of [
      [0, 0],
      [0, 5],
      [-0, 5],
      [50, -50],
      [-10, 10]
    ] as const)
      assert.isUndefined(RelativeChange.percent(a, b))
  })

  it("a percentage is absent where the unit is one, also over time: its differences are in points", () => {
    const percent = "{label: {en: share, zh: 比例}, ratio: true, percent: true}"
    const of = placeOf({
      model: model.replace("{label: {en: share, zh: 比例}, ratio: true}", percent),
      sector: sector.replace(
        "  cleaning:",
        `  pace: {label: {en: Pace, zh: 速度}, unit: share/year, lever: {default: 0.1, min: 0, max: 1}, source: {plan: "7"}}\n  cleaning:`
      )
    })
    const levers = { pace: 0.2, job_share: 0.7 }
    const found = Compare.of([comparedRun({}, of), comparedRun({ levers }, of)], { all: true })
    for (const { levels, unit } of found.indicators)
      for (const { difference, percent: told, value } of levels.flatMap(({ runs }) => runs.slice(1)))
        if (unit.startsWith("share")) assert.isUndefined(told, unit)
        else if (difference !== 0 && value !== 0) assert.isDefined(told, unit)
    assert.includeMembers(
      found.indicators.flatMap(({ differs, unit }) => (differs ? [unit] : [])),
      ["share/year", "share", "person/year"]
    )
  })

  it("compares runs of different models as far as they agree", () => {
    const other = placeOf({
      sector: sector.replace("equation: demand * job_share", "equation: demand * job_share * 1.1")
    })
    const found = Compare.of([comparedRun(), comparedRun({}, other)])
    assert.deepStrictEqual(
      found.gaps.map((gap) => gap.kind),
      ["different_models"]
    )
    assert.deepStrictEqual(
      found.indicators.map((entry) => [entry.indicator, entry.levels[0]!.runs[1]!.percent!.toFixed(6)]),
      [["new_jobs", "10.000000"]]
    )
    assert.deepStrictEqual(
      found.targets.map(({ target, flips }) => [target, flips]),
      [
        ["yearly_jobs", true],
        ["all_jobs", false]
      ]
    )
  })
})
