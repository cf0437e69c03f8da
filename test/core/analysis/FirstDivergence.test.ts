/** Where two runs part: nothing before it differs, and each step of the way reads the one before it. */
import * as Explanation from "@gongfu/core/analysis/Explanation"
import * as FirstDivergence from "@gongfu/core/analysis/FirstDivergence"
import * as History from "@gongfu/core/analysis/History"
import type { Model } from "@gongfu/core/model/Model"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { scenarioOf, settingOf } from "../run/settings.ts"
import { place } from "../target/smallPlace.ts"
import { comparedRun } from "./runs.ts"
import { model, sector, shared, townScenario, townScenarios } from "../run/town.ts"

const setting = settingOf(model)
const historyOf = (scenario: Scenario) => History.of({ model, events: Run.project(setting, scenario).events })

const modelOf = (text: string): Model =>
  Result.getOrThrowWith(
    ModelFiles.load({ path: "model.yaml", text: shared }, [{ path: "all.yaml", text }]),
    (faults) => new Error(faults.map((fault) => fault.problem.en).join("; "))
  )
const otherHistory = (text: string, scenario: Scenario = townScenario()) => {
  const other = modelOf(text)
  return History.of({ model: other, events: Run.project(settingOf(other), scenario).events })
}

const addresses = model.cells.map(({ name }) => name)
const slotOf = (name: string): number => model.cells.find((cell) => cell.name === name)!.slot

/** The numbers that an address depends on in any of some years, in the order in which a year computes them. */
const ordered = (history: History.History, name: string, years: ReadonlyArray<number>) => {
  const instants = Explanation.ancestors(
    history,
    years.map((year) => ({ slot: slotOf(name), year }))
  )
  const rank = ({ slot, year }: History.Instant): number => {
    const program = model.program[year === history.from ? "first" : "later"]
    const at = program.findIndex(({ cell }) => cell.slot === slot)
    const inFiles = model.variables.flatMap(({ cells }) => cells).findIndex((cell) => cell.slot === slot)
    return at === -1 ? inFiles - model.slots : at
  }
  return instants.toSorted((a, b) => a.year - b.year || rank(a) - rank(b))
}

const two = fc.record({
  one: townScenarios,
  other: townScenarios,
  name: fc.constantFrom(...addresses)
})

/** Whether computed numbers differ in more than rounding, relative to the largest of their cell, and inputs at all. */
const beyondRounding = (a: History.History, b: History.History): ((instant: History.Instant) => boolean) => {
  const sizeOf = (slot: number): number =>
    Math.max(
      ...[a, b].flatMap((history) =>
        Trajectory.years(history)
          .map((year) => Math.abs(history.valueOf({ slot, year })))
          .filter((size) => Number.isFinite(size))
      ),
      0
    )
  return (instant) => {
    const [one, other] = [a.valueOf(instant), b.valueOf(instant)]
    const isInput = a.variableOf(instant.slot).kind !== "equation"
    return !Object.is(one, other) && (isInput || !(Math.abs(one - other) <= 1e-12 * sizeOf(instant.slot)))
  }
}

/** {@link beyondRounding}, or in the last digit where none of some numbers differs in more. */
const apart = (
  a: History.History,
  b: History.History,
  all: ReadonlyArray<History.Instant>
): ((instant: History.Instant) => boolean) => {
  const beyond = beyondRounding(a, b)
  return all.some(beyond) ? beyond : (instant) => !Object.is(a.valueOf(instant), b.valueOf(instant))
}

describe("where two runs part", () => {
  it("is the first number that differs, of all that the variable depends on, in the order of computing", () => {
    fc.assert(
      fc.property(two, ({ name, one, other }) => {
        const [a, b] = [historyOf(one), historyOf(other)]
        const { compared, divergence, years } = FirstDivergence.of(a, b, [name])
        assert.deepStrictEqual(years, Trajectory.years({ from: 2020, to: Math.min(a.to, b.to) }))
        const all = ordered(a, name, years)
        assert.strictEqual(compared, all.length)
        const first = all.find(apart(a, b, all))
        assert.deepStrictEqual(divergence?.at.at[0], first)
        // In one model nothing computed differs before an input does.
        if (divergence !== undefined) assert.include(["setting", "shock", "setting_and_shock"], divergence.cause)
      }),
      { numRuns: 100 }
    )
  })

  it("is by a shock where what is set is the model's own value, and by both where it is another", () => {
    const shocks: Scenario["shocks"] = [
      { name: "slump", on: "demand", times: { "2023": 0.5 }, plus: {}, because: { en: "x", zh: "x" } }
    ]
    const causeOf = (to: number) => {
      const set = { assumptions: { demand: { step: { "2023": to } } }, shocks }
      const [plain, hit] = [comparedRun(), comparedRun(set)].map(({ events }) =>
        History.of({ model: place.model, events })
      )
      const sides = [FirstDivergence.of(plain!, hit!, ["new_jobs"]), FirstDivergence.of(hit!, plain!, ["new_jobs"])]
      return sides.map(({ divergence }) => [divergence?.at.name, divergence?.at.year, divergence?.cause])
    }
    // The model's own demand is 130 in 2023.
    assert.deepStrictEqual(causeOf(130), [
      ["demand", 2023, "shock"],
      ["demand", 2023, "shock"]
    ])
    assert.deepStrictEqual(causeOf(140), [
      ["demand", 2023, "setting_and_shock"],
      ["demand", 2023, "setting_and_shock"]
    ])
  })

  it("leads to the first year of the variable that it reaches, each step reading the one before it, by the fewest", () => {
    fc.assert(
      fc.property(two, ({ name, one, other }) => {
        const [a, b] = [historyOf(one), historyOf(other)]
        const { divergence, years } = FirstDivergence.of(a, b, [name])
        if (divergence === undefined) return
        const { arrives, at, chain, inputs } = divergence
        assert.deepStrictEqual([chain[0]!.name, chain[0]!.year], [at.name, at.year])
        assert.strictEqual(chain.at(-1)!.name, name)
        const differs = apart(a, b, ordered(a, name, years))
        for (const [i, step] of chain.entries()) {
          const before = chain[i - 1]
          if (before !== undefined)
            assert.isTrue(a.readsOf(step.at[0]!).some((read) => History.key(read) === History.key(before.at[0]!)))
          if (arrives) assert.isTrue(differs(step.at[0]!))
          assert.strictEqual(
            step.since,
            years.find((year) => differs({ slot: slotOf(step.name), year }))
          )
        }
        // Forwards, one step at a time, from the place: no earlier year of the variable is reached, nor its own sooner.
        const all = ordered(a, name, years)
        const last = chain.at(-1)!.at[0]!
        let reached = new Set([History.key(at.at[0]!)])
        let steps = 1
        for (let size = 0; size < reached.size;) {
          if (!reached.has(History.key(last))) steps++
          size = reached.size
          reached = new Set([
            ...reached,
            ...all
              .filter(
                (instant) =>
                  (!arrives || differs(instant)) && a.readsOf(instant).some((read) => reached.has(History.key(read)))
              )
              .map(History.key)
          ])
        }
        assert.strictEqual(steps, chain.length)
        const ends = all.filter((instant) => instant.slot === slotOf(name) && reached.has(History.key(instant)))
        assert.strictEqual(last.year, Math.min(...ends.map(({ year }) => year)))
        assert.strictEqual(inputs[0]!.name, at.name)
        for (const input of inputs)
          assert.notStrictEqual(a.model.variable.get(input.name.split("[")[0]!)!.kind, "equation")
      }),
      { numRuns: 60 }
    )
  })

  it("of one year is the first number that differs, of all that the variable depends on in that year", () => {
    let told = 0
    fc.assert(
      fc.property(two, fc.nat(), ({ name, one, other }, draw) => {
        const [a, b] = [historyOf(one), historyOf(other)]
        const years = Trajectory.years({ from: 2020, to: Math.min(a.to, b.to) })
        const year = years[draw % years.length]!
        const found = FirstDivergence.of(a, b, [name], year)
        const all = ordered(a, name, [year])
        const differs = beyondRounding(a, b)
        assert.deepStrictEqual(found.years, years)
        assert.strictEqual(found.compared, all.length)
        assert.strictEqual(
          found.since,
          years.find((any) => differs({ slot: slotOf(name), year: any }))
        )
        // What does not differ then is nobody's, whatever it depends on.
        if (!differs({ slot: slotOf(name), year })) {
          assert.isUndefined(found.divergence)
          return
        }
        told++
        const { at, chain, inputs, way } = found.divergence!
        assert.deepStrictEqual(at.at[0], all.find(differs))
        assert.deepStrictEqual([chain.at(-1)!.name, chain.at(-1)!.year], [name, year])
        assert.deepStrictEqual([way!.steps.at(-1)!.name, way!.steps.at(-1)!.year], [name, year])
        const differing = new Set(all.filter(differs).map(({ slot }) => model.cells[slot]!.name))
        for (const input of inputs) assert.isTrue(differing.has(input.name))
        for (const { of } of way!.beginnings) assert.isFalse(Object.is(...of.values))
        // Without a year it is the first one that is told of.
        if (year === found.since) assert.deepStrictEqual(way, FirstDivergence.of(a, b, [name]).divergence!.way)
      }),
      { numRuns: 150 }
    )
    assert.isAbove(told, 30)
  })

  it("is nowhere for a run and itself", () => {
    fc.assert(
      fc.property(townScenarios, fc.constantFrom(...addresses), (scenario, name) => {
        assert.isUndefined(FirstDivergence.of(historyOf(scenario), historyOf(scenario), [name]).divergence)
      }),
      { numRuns: 30 }
    )
  })

  it("is nowhere in what a change does not reach", () => {
    const [a, b] = [historyOf(townScenario()), historyOf(townScenario({ levers: { aid: 5 } }))]
    assert.isUndefined(FirstDivergence.of(a, b, ["revenue"]).divergence)
    assert.strictEqual(FirstDivergence.of(a, b, ["paid"]).divergence!.at.name, "aid")
  })

  it("may not reach the variable", () => {
    // More aid than there is to pay: what is paid stays the same.
    const scarce: Partial<Scenario> = { shortage: "scale", assumptions: { trade: 0 } }
    const a = historyOf(townScenario({ ...scarce, levers: { aid: 150 } }))
    const b = historyOf(townScenario({ ...scarce, levers: { aid: 160 } }))
    const { divergence } = FirstDivergence.of(a, b, ["paid"])
    assert.deepStrictEqual([divergence?.at.name, divergence?.arrives], ["aid", false])
    assert.deepStrictEqual(
      divergence?.chain.map(({ name, since }) => [name, since]),
      [
        ["aid", 2021],
        ["paid", undefined]
      ]
    )
  })

  it("is a shock where one hits in one run only", () => {
    const slump = { name: "slump", on: "trade", times: { "2023": 0.5 }, plus: {}, because: { en: "x", zh: "x" } }
    const { divergence } = FirstDivergence.of(historyOf(townScenario()), historyOf(townScenario({ shocks: [slump] })), [
      "saved"
    ])
    assert.deepStrictEqual([divergence?.at.name, divergence?.at.year, divergence?.cause], ["trade", 2023, "shock"])
    assert.deepStrictEqual(
      divergence?.chain.map(({ name, year }) => `${name} ${year}`),
      ["trade 2023", "revenue 2023", "saved 2023"]
    )
  })

  it("leads to the year in which the variable first differs, where a later one would be fewer steps away", () => {
    const slump = { name: "slump", on: "trade", times: { "2023": 0.5 }, plus: {}, because: { en: "x", zh: "x" } }
    // Trade reaches savings by way of the revenue in its own year, and without that in the next.
    const text = sector.replaceAll("prev(saved) + revenue - paid", "prev(saved) + revenue - paid + prev(trade)")
    const [a, b] = [otherHistory(text), otherHistory(text, townScenario({ shocks: [slump] }))]
    assert.deepStrictEqual(
      FirstDivergence.of(a, b, ["saved"]).divergence?.chain.map(({ name, year }) => `${name} ${year}`),
      ["trade 2023", "revenue 2023", "saved 2023"]
    )
  })
})

describe("runs of different models", () => {
  const own = historyOf(townScenario())

  it("part where an equation differs, and the definition is named", () => {
    const other = otherHistory(sector.replace("prev(income) * (1 + growth)}", "prev(income) * (1 + 2 * growth)}"))
    const { definitions, divergence } = FirstDivergence.of(own, other, ["ratio"])
    assert.deepStrictEqual(
      [divergence?.at.name, divergence?.at.year, divergence?.cause],
      ["income[urban]", 2021, "definition"]
    )
    assert.deepStrictEqual(definitions, ["income[urban]", "income[rural]"])
  })

  it("part where a value of the model differs", () => {
    const { divergence } = FirstDivergence.of(
      own,
      otherHistory(sector.replace("unit: yuan/year, value: 1,", "unit: yuan/year, value: 2,")),
      ["saved"]
    )
    assert.deepStrictEqual([divergence?.at.name, divergence?.at.year, divergence?.cause], ["fee", 2021, "definition"])
  })

  it("part where only one of them has a number", () => {
    const text = sector
      .replace("tax_rate * (sum(income) + trade) - fee", "tax_rate * (sum(income) + trade) - fee + grant")
      .replace(
        "  fee:",
        "  grant: {label: {en: Grant, zh: 补贴}, unit: yuan/year, value: 0, source: {statistic: p. 4}}\n  fee:"
      )
    for (const [a, b] of [
      [own, otherHistory(text)],
      [otherHistory(text), own]
    ] as const) {
      const { divergence } = FirstDivergence.of(a, b, ["saved"])
      assert.deepStrictEqual([divergence?.at.name, divergence?.at.year, divergence?.cause], ["grant", 2021, "missing"])
      assert.deepStrictEqual(divergence?.at.values, a === own ? [undefined, 0] : [0, undefined])
    }
  })

  it("part though what a number reads in one of them, the variable depends on in neither", () => {
    // Only the first's revenue reads `part`; what `part` reads in the second, the first does not have.
    const scenario = townScenario({ levers: { aid: 0 } })
    const reading = sector.replace("+ trade) - fee}", "+ trade) - part * fee}")
    const other = sector
      .replace("+ trade) - fee}", "+ trade) - 2 * fee}")
      .replace("equation: 1 / divisor}", "equation: grant}")
      .replace("yuan/year, value: 1, source: {statistic: p. 3}}", "yuan/year, value: 3, source: {statistic: p. 3}}")
      .replace(
        "  fee:",
        "  grant: {label: {en: Grant, zh: 补贴}, unit: share, value: 0, source: {statistic: p. 4}}\n  fee:"
      )
    for (const year of [undefined, 2022]) {
      const [a, b] = [otherHistory(reading, scenario), otherHistory(other, scenario)]
      const { divergence } = FirstDivergence.of(a, b, ["revenue"], year)
      assert.deepStrictEqual(
        divergence?.chain.map((step) => `${step.name} ${step.year}`),
        ["fee", "revenue"].map((name) => `${name} ${year ?? 2020}`)
      )
    }
  })

  it("part by definition where a fold goes over members in another order, whose rounding is another", () => {
    const label = "label: {en: X, zh: 甲}"
    const of = (members: ReadonlyArray<string>, from = 2020) => {
      const made = Result.getOrThrow(
        ModelFiles.load(
          {
            path: "model.yaml",
            text: `gongfu: 1
model: thirds
${label}
years: {from: ${from}, to: 2030}
units: {share: {${label}, ratio: true}, year: {${label}}}
dimensions: {part: {${label}, members: [${members.map((name) => `{name: ${name}, ${label}}`).join(", ")}]}}
sectors: [all]
`
          },
          [
            {
              path: "all.yaml",
              text: `sector: all
${label}
variables:
  w: {${label}, unit: share, over: [part], value: {a: 0.1, b: 0.2, c: 0.3}, source: {derived: x}}
  whole: {${label}, unit: share, equation: sum(w)}
  doubled: {${label}, unit: share, equation: "2 * w[a]"}
  age: {${label}, unit: year, equation: elapsed}
  grown: {${label}, unit: share, initial: "w[a]", equation: "prev(grown) + w[b]"}
  since: {${label}, unit: share, equation: initial(grown)}
`
            }
          ]
        )
      )
      const { events } = Run.project(settingOf(made), scenarioOf({ years: { from, to: 2030 } }))
      return History.of({ model: made, events })
    }
    const told = (one: History.History, other: History.History, name: string) => {
      const { definitions, divergence } = FirstDivergence.of(one, other, [name])
      return [divergence?.at.name, divergence?.cause, definitions]
    }
    const straight = of(["a", "b", "c"])
    const turned = of(["c", "b", "a"])
    assert.deepStrictEqual(told(straight, turned, "whole"), ["whole", "definition", ["whole"]])
    assert.deepStrictEqual(told(straight, turned, "doubled"), [undefined, undefined, []])
    const later = of(["a", "b", "c"], 2021)
    assert.deepStrictEqual(told(straight, later, "age"), ["age", "definition", ["age"]])
    assert.deepStrictEqual(told(straight, later, "grown"), ["grown", "definition", ["grown"]])
    assert.deepStrictEqual(told(straight, later, "since"), ["grown", "definition", ["grown", "since"]])
    assert.deepStrictEqual(told(straight, later, "whole"), [undefined, undefined, []])
  })

  it("do not part where names, notes and sources differ only", () => {
    const other = otherHistory(
      sector.replace("en: Fee, zh: 费用", "en: Charge, zh: 收费").replace("statistic: p. 3", "statistic: p. 9")
    )
    assert.notStrictEqual(other.model.fingerprint, model.fingerprint)
    const { definitions, divergence } = FirstDivergence.of(own, other, ["saved"])
    assert.deepStrictEqual([definitions, divergence], [[], undefined])
  })

  it("are an engine's doing where the same model and inputs give another number", () => {
    const { events } = Run.project(setting, townScenario())
    const other = events.map((event) =>
      event.type === "YearProjected" && event.year === 2025
        ? { ...event, values: { ...event.values, ratio: 1 } }
        : event
    )
    const { divergence } = FirstDivergence.of(own, History.of({ model, events: other }), ["ratio"])
    assert.deepStrictEqual([divergence?.at.name, divergence?.at.year, divergence?.cause], ["ratio", 2025, "engine"])
  })
})
