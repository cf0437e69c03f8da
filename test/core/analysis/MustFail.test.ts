/**
 * Comparisons that must fail: a good run against the same run with one thing wrong.
 *
 * A comparison that let one of these pass as the same would not be worth running.
 */
import * as Compare from "@gongfu/core/analysis/Compare"
import type { ComparedRun } from "@gongfu/core/analysis/ComparedRun"
import type { Kind } from "@gongfu/core/analysis/Gap"
import type { RunEvent, Value } from "@gongfu/core/run/Event"
import { assert, describe, it } from "vitest"
import { model, place, placeOf, sector, targets } from "../target/smallPlace.ts"
import { busy, changed, comparedRun, nextUp, withEvents } from "./runs.ts"

const good = comparedRun(busy)

/** Compares both ways round, and asks for a difference both times. */
const against = (bad: ComparedRun): Compare.Comparison => {
  assert.isFalse(Compare.of([bad, good]).same, "the wrong run as reference")
  const found = Compare.of([good, bad])
  assert.isFalse(found.same)
  return found
}

const kinds = (found: Compare.Comparison): ReadonlyArray<Kind> => found.gaps.map((gap) => gap.kind)

/** The value with one of its leaves replaced. */
const replaced = (value: Value, path: ReadonlyArray<string>, by: (leaf: number) => unknown): Value => {
  const [key, ...rest] = path
  if (key === undefined) return by(value as number) as Value
  const map = value as Readonly<Record<string, Value>>
  const inner = replaced(map[key]!, rest, by)
  const others = Object.fromEntries(Object.entries(map).filter(([name]) => name !== key))
  return inner === undefined ? others : { ...others, [key]: inner }
}

/** The run with one value of one year replaced; `undefined` drops it. */
const withValue = (
  path: ReadonlyArray<string>,
  year: number,
  by: (leaf: number) => unknown,
  run: ComparedRun = good
): ComparedRun =>
  changed(run, (event) =>
    event.type === "YearProjected" && event.year === year
      ? { ...event, values: replaced(event.values, path, by) as typeof event.values }
      : event
  )

const paths = place.model.variables.flatMap((variable) =>
  variable.cells.map((cell) => [variable.name, ...cell.members] as const)
)
const years = Array.from({ length: 11 }, (_, i) => 2020 + i)

describe("a comparison that must fail", () => {
  it("the good run is the same as itself, so that what follows means something", () => {
    assert.isTrue(Compare.of([good, comparedRun(busy)]).same)
  })

  it("any one event is missing", () => {
    for (const event of good.events)
      assert.isFalse(against(changed(good, (other) => (other === event ? undefined : other))).same, event.type)
  })

  it("any one value differs by one unit in the last place", () => {
    for (const path of paths)
      for (const year of years) {
        const found = against(withValue(path, year, nextUp))
        assert.deepStrictEqual(found.gaps, [])
        assert.strictEqual(found.differing.values, 1)
        assert.strictEqual(found.indicators[0]!.since[1], year)
      }
  })

  it("a computed value differs in its last place beside one that differs in more, which alone is shown", () => {
    const computed = place.model.variables.filter(({ kind }) => kind === "equation")
    const [one, other] = computed.map(({ cells, name }) => [name, ...cells[0]!.members] as const)
    for (const year of years) {
      const found = against(withValue(other!, 2023, (value) => value * 1.1 + 1, withValue(one!, year, nextUp)))
      assert.deepStrictEqual(
        found.indicators.map(({ since, variable }) => [variable, since[1]]),
        [[other![0], 2023]]
      )
      assert.deepStrictEqual([found.differing.values, found.rounded.values], [2, 1])
    }
  })

  it("a value is missing, in one year or in all", () => {
    for (const path of paths) {
      for (const year of years) {
        const found = against(withValue(path, year, () => undefined))
        assert.deepStrictEqual(
          found.gaps.map(({ kind, years: in_ }) => [kind, in_]),
          [["missing_value", [year]]]
        )
      }
      const [name] = path
      const everywhere = changed(good, (event) => {
        if (event.type !== "YearProjected") return event
        const { [name]: _, ...values } = event.values
        return { ...event, values }
      })
      assert.deepStrictEqual([...new Set(kinds(against(everywhere)))], ["missing_value"])
    }
  })

  it("a value is no finite number", () => {
    for (const wrong of [NaN, Infinity, -Infinity, "12", null])
      assert.deepStrictEqual(kinds(against(withValue(["smog"], 2025, () => wrong))), ["not_finite"])
    const both = withValue(["smog"], 2025, () => NaN)
    assert.isFalse(Compare.of([both, both]).same)
  })

  it("a series is there that the model does not have", () => {
    const extra = (values: Readonly<Record<string, Value>>) =>
      changed(good, (event) =>
        event.type === "YearProjected" && event.year === 2024
          ? { ...event, values: { ...event.values, ...values } }
          : event
      )
    for (const values of [{ constructor: 1 }, { smog2: 0.5 }, { income: { urban: 1, rural: 2, suburban: 3 } }])
      assert.include(kinds(against(extra(values))), "extra_series")
  })

  it("a year is missing, at any place", () => {
    for (const year of years) {
      const found = against(changed(good, (event) => ("year" in event && event.year === year ? undefined : event)))
      const gap = found.gaps.find(({ kind }) => kind === "missing_years")
      assert.deepStrictEqual(gap?.years, [year])
    }
  })

  it("an assessment differs in its status or in the last place of a number", () => {
    for (const event of good.events) {
      if (event.type !== "TargetAssessed") continue
      const swap = (other: Partial<typeof event>) =>
        against(changed(good, (each) => (each === event ? { ...event, ...other } : each)))
      for (const key of ["required", "projected", "margin"] as const) {
        const found = swap({ [key]: nextUp(event[key]) })
        assert.deepStrictEqual(
          found.targets.map(({ target, since, flips }) => [target, since[1], flips]),
          [[event.target, event.year, false]]
        )
        assert.strictEqual(found.differing.assessments, 1)
        assert.deepStrictEqual(kinds(swap({ [key]: NaN })), ["not_finite"])
      }
      const found = swap({ status: event.status === "missed" ? "met" : "missed" })
      const last = place.targets.all.find(({ name }) => name === event.target)!.by === event.year
      assert.strictEqual(found.targets[0]!.flips, last)
    }
  })

  it("an assessment is there of a target that does not exist", () => {
    const events = good.events.flatMap((event) =>
      event.type === "TargetAssessed" && event.target === "smog_falls"
        ? [event, { ...event, target: "other" }]
        : [event]
    )
    assert.deepStrictEqual(kinds(against(withEvents(good, events))), ["extra_series"])
  })

  it("a setting or a shock differs in its value or its year", () => {
    const settings = good.events.filter((event): event is RunEvent & { readonly year: number } =>
      ["LeverAdjusted", "AssumptionChanged", "ShockApplied"].includes(event.type)
    )
    assert.isAbove(settings.length, 6)
    for (const event of settings) {
      const swap = (other: object) => against(changed(good, (each) => (each === event ? { ...event, ...other } : each)))
      const later = swap({ year: event.year + 1 })
      assert.isAbove(later.differing.inputs, 0)
      if (event.type === "ShockApplied") assert.lengthOf(swap({ plus: nextUp(event.plus) }).inputs.shocks, 1)
      const found =
        event.type === "ShockApplied"
          ? swap({ times: nextUp(event.times) })
          : swap({ to: nextUp((event as { to: number }).to) })
      const { levers, assumptions, shocks } = found.inputs
      const told = { LeverAdjusted: levers, AssumptionChanged: assumptions, ShockApplied: shocks }
      assert.strictEqual(told[event.type as keyof typeof told].length, 1)
      assert.strictEqual(levers.length + assumptions.length + shocks.length, 1)
    }
    const unknown: RunEvent = {
      type: "LeverAdjusted",
      schema: 2,
      year: 2024,
      lever: "no_such_lever",
      from: 0,
      to: 1,
      by: "scenario"
    }
    assert.strictEqual(
      against(withEvents(good, [...good.events, unknown])).inputs.levers[0]!.indicator,
      "no_such_lever"
    )
  })

  it("a milestone is reached in another year, not at all, or is an unknown one", () => {
    const milestone = good.events.find((event) => event.type === "MilestoneReached")!
    const later = changed(good, (event) => (event === milestone ? { ...milestone, year: milestone.year + 1 } : event))
    assert.deepStrictEqual(
      against(later).milestones.map(({ years: reached }) => reached),
      [[milestone.year, milestone.year + 1]]
    )
    const unknown = withEvents(good, [...good.events, { ...milestone, milestone: "zzz" }])
    assert.deepStrictEqual(
      against(unknown).milestones.map((entry) => entry.milestone),
      ["zzz"]
    )
  })

  it("a run failed, or is not finished", () => {
    const until2025 = good.events.filter((event) =>
      "year" in event ? event.year <= 2025 : event.type === "RunStarted"
    )
    assert.deepStrictEqual(kinds(against(withEvents(good, until2025))), ["unfinished_run", "missing_years"])
    const failed: RunEvent = {
      type: "RunFailed",
      schema: 1,
      year: 2026,
      reason: "not_finite",
      variable: "smog",
      equation: "1 / 0",
      result: "Infinity",
      inputs: {}
    }
    const bad = withEvents(good, [...until2025, failed])
    assert.deepStrictEqual(kinds(against(bad)), ["failed_run", "missing_years"])
    assert.isFalse(Compare.of([bad, bad]).same)
  })

  it("the beginning or the result is another one", () => {
    const start = (other: (event: RunEvent & { type: "RunStarted" }) => RunEvent | undefined) =>
      against(changed(good, (event) => (event.type === "RunStarted" ? other(event) : event)))
    const zeros = "0".repeat(64)
    const fingerprint = (name: "engine" | "model" | "targets") =>
      kinds(start((event) => ({ ...event, fingerprints: { ...event.fingerprints, [name]: zeros } })))
    assert.deepStrictEqual(fingerprint("engine"), ["different_engines"])
    assert.deepStrictEqual(fingerprint("model"), ["different_models"])
    assert.deepStrictEqual(fingerprint("targets"), ["different_targets"])
    assert.deepStrictEqual(start((event) => ({ ...event, shortage: "scale" })).inputs.shortage, ["refuse", "scale"])
    assert.include(kinds(start(() => undefined)), "not_a_run")
    const result = changed(good, (event) => (event.type === "RunCompleted" ? { ...event, result: zeros } : event))
    assert.deepStrictEqual(kinds(against(result)), ["different_results"])
    assert.include(kinds(against(withEvents(good, []))), "nothing_compared")
  })

  it("the models differ in a unit or in a variable", () => {
    const other = (texts: Parameters<typeof placeOf>[0]) => against(comparedRun(busy, placeOf(texts)))
    const unit = other({
      model: model.replace("  person:", "  index: {label: {en: index, zh: 指数}, ratio: true}\n  person:"),
      sector: sector.replace("zh: 雾霾}\n    unit: share", "zh: 雾霾}\n    unit: index")
    })
    assert.deepStrictEqual(
      unit.gaps.map(({ kind, subject }) => [kind, subject]),
      [
        ["different_models", undefined],
        ["different_units", "smog"],
        ["different_units", "smog_falls"],
        ["different_units", "smog_ceiling"]
      ]
    )
    const more = other({
      sector: sector.replace(
        "  ratio:\n",
        "  gap:\n    label: {en: Gap, zh: 差距}\n    unit: yuan/person/year\n    equation: income[urban] - income[rural]\n  ratio:\n"
      )
    })
    assert.deepStrictEqual(
      more.gaps.map(({ kind, subject }) => [kind, subject]),
      [
        ["different_models", undefined],
        ["missing_variable", "gap"]
      ]
    )
  })

  it("the targets differ in a figure or in a target", () => {
    const other = (text: string) => against(comparedRun(busy, placeOf({ targets: text })))
    const figure = other(targets.replace("45000", "45001"))
    assert.deepStrictEqual(
      figure.gaps.map(({ kind, subject }) => [kind, subject]),
      [
        ["different_targets", undefined],
        ["changed_target", "rural_income"]
      ]
    )
    assert.deepStrictEqual(
      figure.targets.map((entry) => entry.target),
      ["rural_income"]
    )
    const fewer = other(targets.replace(/\n {2}rural_gain.*/, ""))
    assert.deepStrictEqual(
      fewer.gaps.map(({ kind, subject }) => [kind, subject]),
      [
        ["different_targets", undefined],
        ["missing_target", "rural_gain"]
      ]
    )
  })

  it("says what is wrong in both languages", () => {
    const found = Compare.of([
      good,
      withEvents(good, []),
      withValue(["smog"], 2025, () => NaN),
      withValue(["income", "rural"], 2024, () => undefined)
    ])
    assert.isAbove(found.gaps.length, 3)
    for (const { says } of found.gaps) {
      assert.match(says.zh, /[\u4e00-\u9fff]/)
      assert.notMatch(says.en, /[\u4e00-\u9fff]|undefined/)
      assert.notInclude(says.zh, "undefined")
    }
  })
})
