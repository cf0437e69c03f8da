/** Units in equations: what agrees is let through, what does not is told. */
import * as Check from "@gongfu/core/model/Check"
import type { ModelDocument } from "@gongfu/core/model/ModelDocument"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { tameDocument, wildDocument } from "./arbitraryModel.ts"
import { equation, load } from "./marked.ts"
import { limits } from "./Tape.ts"

const tagsOf = (text: string, unit: string, initial?: string): ReadonlyArray<string> => {
  const { result } = load(equation(text, unit, initial === undefined ? "" : `, initial: "${initial}"`))
  return Result.isFailure(result) ? result.failure.map((fault) => fault._tag) : []
}

/** Equations of a stock in yuan, a price in yuan/person, a rate in share/year. */
const good: ReadonlyArray<readonly [text: string, unit: string, initial?: string]> = [
  ["5", "yuan"],
  ["-5", "yuan/person"],
  ["price", "yuan/person"],
  ["price + 0", "yuan/person"],
  ["max(0, price)", "yuan/person"],
  ["price > 0 ? price : 0", "yuan/person"],
  ["price > 3 && 4 >= price ? 1 : 2", "share"],
  ["year >= 2030 ? 1 : 0", "share"],
  ["elapsed * rate", "share"],
  ["price / price + 1", "share"],
  ["price * price", "yuan*yuan/person/person"],
  ["pow(price, 2)", "yuan*yuan/person/person"],
  ["pow(price, -1)", "person/yuan"],
  ["sqrt(price * price)", "yuan/person"],
  ["pow(price / price, 0.5)", "share"],
  ["exp(-price / price)", "share"],
  ["normal_cdf(price, price, price)", "share"],
  ["lookup(price, 0, 0, 1, 1)", "share"],
  ["sum(weight * price)", "yuan/person"],
  ["prev(y) * (1 + rate)", "yuan", "1"],
  ["prev(y) + y2", "yuan", "sum(pay[urban])"],
  ["prev(y) - y2 + y2", "yuan", "1"],
  ["(1 + rate - rate) * price", "yuan/person"],
  ["rate + 1 > 1 ? price : 2 * price", "yuan/person"]
]
const bad: ReadonlyArray<readonly [text: string, unit: string, fault: string, initial?: string]> = [
  ["price + 1", "yuan/person", "UnitsDisagree"],
  ["price > 0 ? price : 2", "yuan/person", "UnitsDisagree"],
  ["price > weight[urban] ? 1 : 2", "share", "UnitsDisagree"],
  ["max(price, 1)", "yuan/person", "UnitsDisagree"],
  ["clamp(price, 0, 1)", "yuan/person", "UnitsDisagree"],
  ["normal_cdf(price, 1, 2)", "share", "UnitsDisagree"],
  ["pay[urban][wage] + y2", "yuan", "UnitsDisagree"],
  ["y2 - prev(y)", "yuan", "UnitsDisagree", "1"],
  ["rate - 1", "share", "UnitsDisagree"],
  ["price", "yuan", "UnitOfEquation"],
  ["elapsed", "share", "UnitOfEquation"],
  ["prev(y)", "yuan", "UnitOfEquation", "price"],
  ["pow(price, 0.5)", "share", "UnitOfArgument"],
  ["pow(2, price)", "share", "UnitOfArgument"],
  ["ln(price)", "share", "UnitOfArgument"],
  ["price && price > 0 ? 1 : 2", "share", "NumberOrTruth"],
  ["(price > 0) == 1 ? 1 : 2", "share", "NumberOrTruth"],
  ["1 > (price > 0) ? 1 : 2", "share", "NumberOrTruth"]
]
const flow = "  y2: {label: {en: Flow, zh: 流量}, unit: yuan/year, value: 1, source: {statistic: p. 1}}\n"

/** A generated document with one equation put behind a sum with a variable of a given unit. */
const probed = (document: ModelDocument, which: number, probeUnit?: string): ModelDocument | undefined => {
  const all = document.sectors.flatMap((sector) => sector.variables)
  const candidates = all.filter(({ equation: text }) => typeof text === "string" && !/^[\d.(-][\d.)]*$/.test(text))
  const chosen = candidates[which % candidates.length]
  if (chosen === undefined) return undefined
  const probe = {
    name: "probe",
    label: chosen.label,
    unit: probeUnit === undefined ? chosen.unit : `${chosen.unit}*${probeUnit}`,
    value: 1,
    source: { derived: "definition" }
  }
  const [first, ...rest] = document.sectors.map((sector) => ({
    ...sector,
    variables: sector.variables.map((variable) =>
      variable === chosen ? { ...variable, equation: `probe + (${variable.equation as string})` } : variable
    )
  }))
  return { ...document, sectors: [{ ...first!, variables: [probe, ...first!.variables] }, ...rest] }
}

const faultsOf = (document: ModelDocument): ReadonlyArray<string> =>
  Result.match(Check.fromDocument(document), {
    onFailure: (faults) => faults.map((fault) => fault._tag),
    onSuccess: () => []
  })

describe("UnitCheck", () => {
  for (const [text, unit, initial] of good)
    it(`accepts ${text} in ${unit}`, () => {
      const { result } = load(flow + equation(text, unit, initial === undefined ? "" : `, initial: "${initial}"`))
      const faults = Result.isFailure(result) ? result.failure.map((fault) => fault.problem.en) : []
      assert.deepEqual(faults, [])
    })

  for (const [text, unit, fault, initial] of bad)
    it(`finds ${fault} in ${text}`, () => {
      const { result } = load(flow + equation(text, unit, initial === undefined ? "" : `, initial: "${initial}"`))
      assert.deepEqual(Result.isFailure(result) ? result.failure.map(({ _tag }) => _tag) : [], [fault])
    })

  it("says of a pure number where a quantity belongs by what to multiply it, and that this helps", () => {
    const remedies = (text: string, unit: string) => {
      const { result } = load(flow + equation(text, unit))
      return Result.isFailure(result) ? result.failure.map(({ remedy }) => remedy) : []
    }
    for (const text of ["lookup(price, 0, 0.01, 1, 0.03)", "1 + 1", "price / price"]) {
      const [remedy, ...others] = remedies(text, "share/year")
      assert.match(remedy!.en, /multiply it by a constant of value 1 in the unit of "y"/)
      assert.match(remedy!.zh, /数值为 1、单位与“y”相同的常数/)
      assert.deepEqual(others, [])
    }
    const once = "  once: {label: {en: A year, zh: 每年}, unit: share/year, value: 1, source: {derived: definition}}\n"
    const { result } = load(once + equation("lookup(price, 0, 0.01, 1, 0.03) * once", "share/year"))
    assert.isTrue(Result.isSuccess(result))
    assert.notMatch(remedies("price", "share/year")[0]!.en, /multiply/)
  })

  it("accepts what was grown towards a unit, and refuses it once one variable's unit is another", () => {
    fc.assert(
      fc.property(
        fc.oneof(tameDocument, wildDocument),
        fc.nat(100),
        fc.constantFrom("person*person*person", "year*year", "yuan*person/year"),
        (document, which, other) => {
          const right = probed(document, which)
          fc.pre(right !== undefined)
          assert.deepEqual(faultsOf(right), [])
          const faults = faultsOf(probed(document, which, other)!)
          assert.strictEqual(faults.length, 1)
          assert.include(["UnitsDisagree", "UnitOfEquation"], faults[0])
        }
      ),
      limits(200)
    )
  })

  it("tells an equation of the wrong unit once, though several use the variable", () => {
    assert.deepEqual(tagsOf("price", "yuan"), ["UnitOfEquation"])
  })
})
