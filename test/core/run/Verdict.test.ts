/**
 * Verdicts on expectations, against the independent tree walker on random models and conditions.
 */
import * as Check from "@gongfu/core/model/Check"
import * as Parse from "@gongfu/core/model/Parse"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Verdict from "@gongfu/core/run/Verdict"
import * as Span from "@gongfu/core/document/Span"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { expectingDocument } from "../model/arbitraryCondition.ts"
import { print } from "../model/print.ts"
import { limits } from "../model/Tape.ts"
import * as TreeWalker from "../model/TreeWalker.ts"
import { scenarioOf, settingOf } from "./settings.ts"
import { town, townScenario } from "./town.ts"

const judged = (expect: ReadonlyArray<string>, says: Parameters<typeof townScenario>[0] = {}) => {
  const scenario = townScenario({ ...says, expect })
  return Verdict.of(scenario, Run.project(town, scenario).state.trajectory)
}
const standings = (expect: ReadonlyArray<string>, says: Parameters<typeof townScenario>[0] = {}) =>
  judged(expect, says).map(({ standing }) => standing)

describe("a verdict", () => {
  it("agrees with the tree walker on any condition on any model", () => {
    const met = { holds: 0, fails: 0, no_number: 0 }
    fc.assert(
      fc.property(expectingDocument, ({ conditions, document }) => {
        const model = Result.getOrThrow(Check.fromDocument(document))
        const { trajectory } = Run.project(settingOf(model), scenarioOf()).state
        const walker = TreeWalker.make(model)
        const texts = conditions.map(print)
        const verdicts = Verdict.of({ expect: texts, years: model.years }, trajectory)
        for (const [i, { faults, sides, standing, values }] of verdicts.entries()) {
          assert.deepStrictEqual(faults, [], texts[i])
          for (const { name, value } of values) {
            const [, address, year] = /^(.*)\[(\d{4})\]$/.exec(name)!
            assert.strictEqual(value, walker.valueOf(address!, Number(year)) + 0)
          }
          const tree = Parse.parse(texts[i]!, () => Span.whole("x"), true).tree!
          if (trajectory.to < model.years.to && standing === "not_reached") continue
          if (standing !== "no_number")
            assert.strictEqual(standing, walker.evaluate(tree, {}, 2020) === true ? "holds" : "fails", texts[i])
          if (sides !== undefined && tree._tag === "Binary") {
            assert.isTrue(Object.is(sides.left, (walker.evaluate(tree.left, {}, 2020) as number) + 0), texts[i])
            assert.isTrue(Object.is(sides.right, (walker.evaluate(tree.right, {}, 2020) as number) + 0), texts[i])
            assert.strictEqual(standing === "no_number", ![sides.left, sides.right].every(Number.isFinite))
          }
          assert.include(Object.keys(met), standing)
          met[standing as keyof typeof met]++
        }
      }),
      limits(150)
    )
    for (const [standing, count] of Object.entries(met)) assert.isAbove(count, 0, standing)
  })

  it("flips when the number that something is compared with passes it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2020, max: 2030 }),
        fc.constantFrom("revenue", "saved", "income[rural]"),
        (year, name) => {
          const [{ values } = { values: [] }] = judged([`${name}[${year}] > -1e9`])
          const [{ value } = { value: NaN }] = values
          const beside = Math.max(1, Math.abs(value)) * 1e-9
          assert.deepStrictEqual(
            standings([
              `${name}[${year}] >= ${value - beside}`,
              `${name}[${year}] >= ${value + beside}`,
              `!(${name}[${year}] >= ${value + beside})`,
              `${name}[${year}] == ${value}`,
              `${name}[${year}] != ${value}`
            ]),
            ["holds", "fails", "holds", "holds", "fails"]
          )
        }
      )
    )
  })

  it("of a run that stops before a year of it is that it was not reached, which is not to hold", () => {
    const stopping = { assumptions: { divisor: { step: { 2024: 0 } } } }
    const verdicts = judged(["revenue[2023] > 0", "revenue[2024] > 0 || revenue[2023] > 0"], stopping)
    assert.deepStrictEqual(
      verdicts.map(({ standing, values }) => [standing, values.map(({ name }) => name)]),
      [
        ["holds", ["revenue[2023]"]],
        ["not_reached", ["revenue[2023]"]]
      ]
    )
    assert.isFalse(Verdict.allHold(verdicts))
    assert.isTrue(Verdict.allHold(verdicts.slice(0, 1)))
    assert.isTrue(Verdict.allHold([]))
  })

  it("of joined conditions is decided from left to right, whether the run has reached what comes after or not", () => {
    const stopping = { assumptions: { divisor: { step: { 2024: 0 } } } }
    const [yes, no, unreached] = ["revenue[2023] > 0", "revenue[2022] < 0", "revenue[2024] > 0"]
    const expected = {
      [`${yes} || ${unreached}`]: "holds",
      [`${no} && ${unreached}`]: "fails",
      [`${no} || ${unreached}`]: "not_reached",
      [`${yes} && ${unreached}`]: "not_reached",
      [`${unreached} || ${yes}`]: "not_reached",
      [`${unreached} && ${no}`]: "not_reached",
      [`!(${no} && ${unreached})`]: "holds",
      [`!(${unreached})`]: "not_reached",
      [`${yes} && (${yes} || ${unreached})`]: "holds",
      [`${no} || (${no} && ${unreached}) || ${yes}`]: "holds",
      [`${no} && ${unreached} || ${unreached}`]: "not_reached"
    } as const
    const verdicts = judged(Object.keys(expected), stopping)
    assert.deepStrictEqual(Object.fromEntries(verdicts.map(({ standing, text }) => [text, standing])), expected)
    assert.deepStrictEqual(
      verdicts[1]!.values.map(({ name }) => name),
      ["revenue[2022]"],
      "what fails is told with its numbers"
    )
  })

  it("that a run decides, a longer one does not undo", () => {
    const decided = { early: 0, late: 0 }
    fc.assert(
      fc.property(expectingDocument, fc.nat(10), ({ conditions, document }, cut) => {
        const model = Result.getOrThrow(Check.fromDocument(document))
        const { trajectory } = Run.project(settingOf(model), scenarioOf()).state
        const last = Math.min(trajectory.to, trajectory.from + cut)
        const expecting = { expect: conditions.map(print), years: model.years }
        const whole = Verdict.of(expecting, trajectory)
        for (const [i, { standing, text }] of Verdict.of(expecting, Trajectory.through(trajectory, last)).entries()) {
          if (standing !== "not_reached") assert.strictEqual(standing, whole[i]!.standing, text)
          if (whole[i]!.standing !== "not_reached") decided[standing === "not_reached" ? "late" : "early"]++
        }
      }),
      limits(150)
    )
    for (const [when, count] of Object.entries(decided)) assert.isAbove(count, 0, when)
  })

  it("is never good on what is no number, and looks no further than it has to", () => {
    assert.deepStrictEqual(
      standings([
        "revenue[2025] / saved[2020] > 1",
        "ln(-ratio[2025]) != 1",
        "!(revenue[2025] / saved[2020] < 1)",
        "saved[2020] == 0 || revenue[2025] / saved[2020] > 1",
        "saved[2020] != 0 && revenue[2025] / saved[2020] > 1",
        "revenue[2025] / saved[2020] > 1 || saved[2020] == 0"
      ]),
      ["no_number", "no_number", "no_number", "holds", "fails", "no_number"]
    )
  })

  it("of a text that cannot be read says why", () => {
    const [verdict] = judged(["nobody[2025] > 1"])
    assert.strictEqual(verdict!.standing, "unreadable")
    assert.strictEqual(verdict!.faults[0]!._tag, "UnknownIndicator")
    assert.isFalse(Verdict.allHold([verdict!]))
  })

  it("depends on the years alone: what comes after the last of them changes nothing", () => {
    const scenario = townScenario({ expect: ["sum(income[2025]) > sum(income[2020])", "paid[2023] < aid[2023]"] })
    const { trajectory } = Run.project(town, scenario).state
    assert.deepStrictEqual(Verdict.of(scenario, Trajectory.through(trajectory, 2025)), Verdict.of(scenario, trajectory))
  })
})
