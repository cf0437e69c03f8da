/** Explanations: each equation gives its number again, terms add up, and a tree holds what the number comes from. */
import * as Explanation from "@gongfu/core/analysis/Explanation"
import * as Given from "@gongfu/core/analysis/Given"
import * as History from "@gongfu/core/analysis/History"
import type { Choice } from "@gongfu/core/analysis/Terms"
import * as Arithmetic from "@gongfu/core/model/Arithmetic"
import * as Check from "@gongfu/core/model/Check"
import * as Dependencies from "@gongfu/core/model/Dependencies"
import type { Model } from "@gongfu/core/model/Model"
import type { ModelDocument } from "@gongfu/core/model/ModelDocument"
import { parts, type Scalar } from "@gongfu/core/model/Scalar"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { tameDocument, wildDocument } from "../model/arbitraryModel.ts"
import { limits } from "../model/Tape.ts"
import { scenarioOf, settingOf } from "../run/settings.ts"
import { model as townModel, town, townScenario, townScenarios } from "../run/town.ts"
import { accountsAreSound, everyInstant } from "./explained.ts"

const drawn = fc.oneof(tameDocument, wildDocument)

const drawnHistory = (document: ModelDocument): History.History => {
  const model = Result.getOrThrow(Check.fromDocument(document))
  return History.of({ model, events: Run.project(settingOf(model), scenarioOf()).events })
}

const townHistory = (scenario = townScenario()) =>
  History.of({ model: townModel, events: Run.project(town, scenario).events })

const slotOf = (model: Model, name: string): number => model.cells.find((cell) => cell.name === name)!.slot

/** What a number depends on, found the long way: by the statements of the model's own program. */
const ancestorsOf = ({ from, model }: History.History, root: History.Instant): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (instant: History.Instant): void => {
    if (found.has(History.key(instant))) return
    found.add(History.key(instant))
    const phase = instant.year === from ? "first" : "later"
    const statement = model.program[phase].find(({ cell }) => cell.slot === instant.slot)
    const walk = (part: Scalar): void => {
      if (part._tag === "Slot") {
        const years = { now: instant.year, last: instant.year - 1, first: from }
        visit({ slot: part.slot, year: years[part.row] })
      } else parts(part).forEach(walk)
    }
    if (statement !== undefined) walk(statement.scalar)
  }
  visit(root)
  return found
}

/** What the argument that counted comes to, and what the function gives. */
const ends = (choice: Choice): readonly [number, number] | undefined => {
  switch (choice._tag) {
    case "Extreme":
      return [
        choice.options[choice.taken]!.value,
        choice.options.map(({ value }) => value).reduce(choice.function === "min" ? Arithmetic.min : Arithmetic.max)
      ]
    case "Clamp":
      return [choice[choice.taken].value, Arithmetic.clamp(choice.inner.value, choice.low.value, choice.high.value)]
    case "Conditional":
    case "Lookup":
      return undefined
  }
}

describe("an explanation", () => {
  it("computes every number again, to the bit, and takes it apart without a rest, in any model", () => {
    fc.assert(
      fc.property(drawn, (document) => {
        const history = drawnHistory(document)
        const counts = accountsAreSound(history, everyInstant(history))
        assert.strictEqual(counts.given + counts.computed, everyInstant(history).length)
      }),
      limits(60)
    )
  })

  it("computes the numbers of any scenario again, also in the year in which it failed", () => {
    fc.assert(
      fc.property(townScenarios, (scenario) => {
        const history = townHistory(scenario)
        const counts = accountsAreSound(history, everyInstant(history))
        assert.strictEqual(counts.given + counts.computed, everyInstant(history).length)
      }),
      { numRuns: 40 }
    )
  })

  it("holds exactly what the number comes from, at full depth, in any model", () => {
    fc.assert(
      fc.property(drawn, fc.nat(), (document, pick) => {
        const history = drawnHistory(document)
        const instants = everyInstant(history)
        if (instants.length === 0) return
        const root = instants[pick % instants.length]!
        const { accounts, deeper } = Explanation.of(history, [root], Infinity)
        assert.deepStrictEqual(new Set(accounts.keys()), ancestorsOf(history, root))
        assert.strictEqual(deeper, 0)
        const { needs } = Dependencies.of(history.model)
        for (const account of accounts.values()) {
          const reads = account.computed?.reads ?? []
          // What nothing is told below is an input, or reads nothing.
          assert.isTrue(account.expanded ? account.computed !== undefined : account.given !== undefined)
          for (const read of reads)
            assert.isTrue(
              needs[account.slot]!.some(({ past, slot }) => slot === read.slot && (past || read.year === account.year))
            )
        }
      }),
      limits(60)
    )
  })

  it("tells each number at its least depth, and says how many lie deeper", () => {
    fc.assert(
      fc.property(townScenarios, fc.integer({ min: 0, max: 5 }), fc.nat(), (scenario, depth, pick) => {
        const history = townHistory(scenario)
        const instants = everyInstant(history)
        const root = instants[pick % instants.length]!
        const whole = Explanation.of(history, [root], Infinity)
        const { accounts, deeper } = Explanation.of(history, [root], depth)
        const near = [...whole.accounts.values()].filter((account) => account.depth <= depth)
        assert.deepStrictEqual([...accounts.keys()], near.map(History.key))
        assert.strictEqual(accounts.size + deeper, whole.accounts.size)
        for (const account of accounts.values()) {
          const parent = account.from && accounts.get(History.key(account.from))!
          assert.strictEqual(account.depth, parent === undefined ? 0 : parent.depth + 1)
          assert.strictEqual(account.expanded, account.computed !== undefined && account.depth < depth)
          if (parent !== undefined)
            assert.isTrue(parent.computed!.reads.some((read) => History.key(read) === History.key(account)))
        }
      }),
      { numRuns: 60 }
    )
  })

  it("names the argument that counted", () => {
    fc.assert(
      fc.property(drawn, (document) => {
        const history = drawnHistory(document)
        const { accounts } = Explanation.of(history, everyInstant(history), 0)
        for (const { computed } of accounts.values())
          for (const choice of computed?.parts.choices ?? []) {
            const [taken, whole] = ends(choice) ?? [0, 0]
            assert.isTrue(taken === whole || (Number.isNaN(taken) && Number.isNaN(whole)))
          }
      }),
      limits(60)
    )
  })
})

describe("the town", () => {
  const history = townHistory(
    townScenario({
      levers: { aid: { "2022": 20 } },
      shocks: [
        { name: "slump", on: "trade", times: { "2022": 0.5 }, plus: { "2022": 4 }, because: { en: "x", zh: "x" } }
      ]
    })
  )
  const account = (name: string, year: number) =>
    [...Explanation.of(history, [{ slot: slotOf(townModel, name), year }], 0).accounts.values()][0]!

  it("tells the terms of a sum with their shares, and none of a total near zero", () => {
    const terms = account("revenue", 2023).computed!.parts.terms
    assert.lengthOf(terms, 2)
    assert.closeTo(terms[0]!.share! + terms[1]!.share!, 1, 1e-12)
    assert.strictEqual(terms[1]!.value, -1)
    // In the first year nothing has been saved, and that is all there is to it.
    assert.deepStrictEqual(account("saved", 2020).computed!.parts.terms, [])
    const zero = townHistory(townScenario({ levers: { tax_rate: 0, aid: 0 }, shortage: "scale" }))
    const [revenue] = [
      ...Explanation.of(zero, [{ slot: slotOf(townModel, "revenue"), year: 2023 }], 0).accounts.values()
    ]
    assert.deepStrictEqual(
      revenue!.computed!.parts.terms.map(({ share }) => share),
      [-0 + 0, 1]
    )
  })

  it("tells which argument of a minimum counted", () => {
    const [choice] = account("paid", 2023).computed!.parts.choices
    assert.isTrue(choice?._tag === "Extreme" && choice.taken === 0 && choice.options[0]!.value === 20)
  })

  it("counts the initial equation in the first year, and the year before afterwards", () => {
    const first = account("income[rural]", 2020).computed!
    assert.deepStrictEqual([first.equation.text, first.phase, first.reads.length], ["30", "first", 0])
    const later = account("income[rural]", 2021).computed!
    assert.deepStrictEqual(
      later.reads.map(({ row, slot, year }) => [townModel.cells[slot]!.name, row, year]),
      [
        ["income[rural]", "last", 2020],
        ["growth[rural]", "now", 2021]
      ]
    )
  })

  it("tells what an input was given: its own value, what was set, and each shock", () => {
    const trade = account("trade", 2022).given!
    assert.deepStrictEqual(trade, {
      own: 120,
      set: undefined,
      shocks: [{ shock: "slump", times: 0.5, plus: 4 }],
      value: 64
    })
    assert.deepStrictEqual(account("trade", 2023).given!.shocks, [])
    const aid = account("aid", 2030).given!
    assert.deepStrictEqual(aid, {
      own: 10,
      set: { value: 20, since: 2022, by: "scenario", reason: undefined },
      shocks: [],
      value: 20
    })
    assert.strictEqual(account("aid", 2021).given!.set, undefined)
  })

  it("tells what was set by hand, and why", () => {
    const adjusted: RunEvent = {
      type: "LeverAdjusted",
      schema: 2,
      year: 2021,
      lever: "aid",
      from: 10,
      to: 12,
      by: "analyst",
      reason: "a try"
    }
    const aid = townModel.variable.get("aid")!
    const { set } = Given.reader([adjusted])(aid, aid.cells[0]!, 2024)
    assert.deepStrictEqual(set, { value: 12, since: 2021, by: "analyst", reason: "a try" })
  })

  it("says so where this engine computes another number than the one on record", () => {
    const { events } = Run.project(town, townScenario())
    const other = events.map((event) =>
      event.type === "YearProjected" && event.year === 2025
        ? { ...event, values: { ...event.values, ratio: 1 } }
        : event
    )
    const root = { slot: slotOf(townModel, "ratio"), year: 2025 }
    const [found] = [...Explanation.of(History.of({ model: townModel, events: other }), [root], 0).accounts.values()]
    assert.strictEqual(found!.value, 1)
    assert.isAbove(found!.computed!.again!, 1)
  })
})

describe("a run that failed", () => {
  const failing = townScenarios
    .map((scenario) => Run.project(town, scenario).events)
    .filter((events) => events.at(-1)!.type === "RunFailed")

  it("is explained in the year in which it did, with the very numbers that it told", () => {
    fc.assert(
      fc.property(failing, (events) => {
        const history = History.of({ model: townModel, events })
        const { failed, to } = history
        assert.strictEqual(failed!.year, to)
        if (failed!.reason !== "not_finite") return
        const told = (value: number) => (Number.isFinite(value) ? value + 0 : String(value))
        const instant = { slot: slotOf(townModel, failed!.variable), year: to }
        assert.strictEqual(told(history.valueOf(instant)), failed!.result)
        assert.strictEqual(history.statementOf(instant)!.equation.text, failed!.equation)
        const reads = history.readsOf(instant)
        assert.deepStrictEqual(
          reads.map((read) => String(told(history.valueOf(read)))),
          Object.values(failed!.inputs).map(String)
        )
      }),
      { numRuns: 30 }
    )
  })

  it("counts the shocks of that year", () => {
    const because = { en: "x", zh: "x" }
    const history = townHistory(
      townScenario({
        assumptions: { divisor: { step: { "2021": 2, "2023": 0 } } },
        shocks: [{ name: "slump", on: "trade", times: { "2023": 0.5 }, plus: {}, because }]
      })
    )
    assert.deepStrictEqual([history.failed?.year, history.failed?.variable], [2023, "part"])
    assert.strictEqual(history.valueOf({ slot: slotOf(townModel, "trade"), year: 2023 }), 65)
    assert.strictEqual(history.valueOf({ slot: slotOf(townModel, "part"), year: 2023 }), Infinity)
  })

  it("on a law is explained by the law and what it is about", () => {
    const scenario = townScenario({ levers: { aid: 200 } })
    const history = townHistory(scenario)
    assert.strictEqual(history.failed?.reason, "invariant_broken")
    const law = Explanation.brokenLaw(history, "aid_is_paid")!
    assert.deepStrictEqual(law.sides, history.failed!.inputs)
    assert.deepStrictEqual(
      law.reads.map(({ slot }) => townModel.cells[slot]!.name),
      ["aid", "paid"]
    )
    assert.deepStrictEqual(
      law.reads.map((read) => history.valueOf(read)),
      Object.values(law.sides)
    )
    assert.isUndefined(Explanation.brokenLaw(history, "savings_add_up"))
    assert.isUndefined(Explanation.brokenLaw(townHistory(), "aid_is_paid"))
    assert.deepStrictEqual(Trajectory.years(history), [2020, 2021])
  })
})
