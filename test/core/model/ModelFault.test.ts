/**
 * Every fault of a model: it is found, told in both languages, and underlined where it stands.
 */
import type { Fault } from "@gongfu/core/document/Fault"
import * as Check from "@gongfu/core/model/Check"
import * as EquationFault from "@gongfu/core/model/EquationFault"
import * as ModelFault from "@gongfu/core/model/ModelFault"
import * as UnitFault from "@gongfu/core/model/UnitFault"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { common, equation, load, type Place, placeOf, shared } from "./marked.ts"

interface Case {
  readonly fault: string
  readonly says: string
  readonly more?: string
  readonly model?: string
  readonly sector?: string
  readonly path?: string
  /** Where the fault points, when no mark can say it. */
  readonly at?: Place
}

const labelled = "label: {en: Y, zh: 甲}"
const variable = (text: string) => `  «y»: {${labelled}, ${text}}\n`
const plain = (text: string) => `  y: {${labelled}, ${text}}\n`

const cases: ReadonlyArray<Case> = [
  { fault: "NotAnEquation", says: "an operator without its right side", more: equation("price + «)»") },
  { fault: "NotAnEquation", says: "two expressions", more: equation("price; «p»rice") },
  { fault: "NotAnEquation", says: "an empty text", more: `  y: {${labelled}, unit: share, equation: «"»"}\n` },
  { fault: "NotAnEquation", says: "a comment, which would hide what follows", more: equation("1 «/»* half */ * 2") },
  { fault: "NotAnEquation", says: "a comment in the manner of HTML", more: equation("1 «<»!-- 2") },
  { fault: "NotAllowed", says: "a property", more: equation("1 + «price.x»") },
  { fault: "NotAllowed", says: "a power operator", more: equation("«2 ** 3»") },
  { fault: "NotAllowed", says: "a text", more: equation("1 + «'a'»") },
  { fault: "NotAllowed", says: "a number in octal", more: equation("1 + «010»") },
  { fault: "NotAllowed", says: "a year in brackets", more: equation("1 + «weight[urban][2025]»") },
  { fault: "NotAllowed", says: "a statement", more: equation("«if (1) 2»") },
  { fault: "UnknownFunction", says: "a misspelt function", more: equation("«sqr»(4)") },
  { fault: "WrongArguments", says: "one argument too few", more: equation("1 + «max(1)»") },
  { fault: "WrongArguments", says: "prev of an expression", more: equation("«prev(1 + 2)»", "share", ", initial: 1") },
  { fault: "WrongArguments", says: "lookup points that fall", more: equation("«lookup(0.5, 1, 0, 0, 1)»") },
  { fault: "UnknownName", says: "a misspelt variable", more: equation("1 + «weigth[urban]»") },
  {
    fault: "UnknownName",
    says: "in the initial value",
    more: equation("prev(y)", "share", ', initial: "2 * «nobody»"')
  },
  {
    fault: "UnknownName",
    says: "in the equation of one member, on its own line",
    more: `  y:\n    ${labelled}\n    unit: share\n    over: [place]\n    equation:\n      urban: weight\n      rural: 2 * «wait»\n`
  },
  {
    fault: "UnknownName",
    says: "in the right side of an invariant",
    more: `invariants:\n  law:\n    label: {en: Law, zh: 定律}\n    equal:\n      - sum(weight)\n      - 1 + «none»\n`
  },
  {
    fault: "UnknownName",
    says: "in a milestone",
    more: `milestones:\n  far: {label: {en: Far, zh: 远}, when: «fern» > 1}\n`
  },
  { fault: "UnknownDimension", says: "of a variable", more: plain('over: [«plaice»], unit: share, equation: "1"') },
  { fault: "UnknownDimension", says: "of a fold", more: equation("«sum(weight, palce)»") },
  { fault: "DimensionTwice", says: "of a variable", more: plain('over: [place, «place»], unit: share, equation: "1"') },
  {
    fault: "DimensionTwice",
    says: "of an invariant",
    more: "invariants:\n  law: {label: {en: Law, zh: 定律}, over: [place, «place»], within: [weight, 0, 1]}\n"
  },
  { fault: "UnknownMember", says: "in brackets", more: equation("«weight[coast]»") },
  { fault: "PickedTwice", says: "two members of one dimension", more: equation("«weight[rural][urban]»") },
  { fault: "MemberNeeded", says: "a dimension that the equation does not run over", more: equation("1 + «weight»") },
  { fault: "UnclearFold", says: "two dimensions to choose from", more: equation("«sum(pay)»", "yuan") },
  { fault: "UnclearFold", says: "no dimension at all", more: equation("«sum(price)»", "yuan/person") },
  {
    fault: "NotOneKind",
    says: "two kinds",
    more: variable('unit: share, value: 1, equation: "1", source: {plan: "1"}')
  },
  { fault: "NotOneKind", says: "no kind", more: variable("unit: share") },
  { fault: "NotOneKind", says: "an empty series", more: plain('unit: share, series: «{}», source: {plan: "1"}') },
  { fault: "MisplacedKey", says: "a range on an equation", more: plain('unit: share, equation: "1", «range»: [0, 1]') },
  {
    fault: "MisplacedKey",
    says: "a spread beside a range",
    more: plain("unit: share, value: 1, range: [0, 2], «spread»: [0.5, 2], source: {assumption: a guess}")
  },
  {
    fault: "MisplacedKey",
    says: "a spread on a series",
    more: plain("unit: share, series: {2020: 1}, «spread»: [0.5, 2], source: {assumption: a guess}")
  },
  {
    fault: "MisplacedKey",
    says: "a distribution on a constant",
    more: plain('unit: share, value: 1, «distribution»: uniform, source: {plan: "1"}')
  },
  {
    fault: "ImpossibleDistribution",
    says: "a mode outside the range",
    more: plain(
      "unit: share, value: 1, range: [0, 2], distribution: «{triangular: {mode: 3}}», source: {assumption: a guess}"
    )
  },
  {
    fault: "ImpossibleDistribution",
    says: "a mode outside the shifts that keep a series in its range",
    more: plain(
      "unit: share, series: {2020: 1, 2025: 2}, range: [0, 3], distribution: «{triangular: {mode: 1.5}}», source: {assumption: a guess}"
    )
  },
  {
    fault: "ImpossibleDistribution",
    says: "a standard deviation of nothing",
    more: plain(
      "unit: share, value: 1, range: [0, 2], distribution: «{normal: {sd: 0}}», source: {assumption: a guess}"
    )
  },
  {
    fault: "ImpossibleDistribution",
    says: "a lognormal distribution of values below 0",
    more: plain(
      "unit: share, value: 1, range: [-1, 2], distribution: «{lognormal: {sd: 0.3}}», source: {assumption: a guess}"
    )
  },
  {
    fault: "ImpossibleDistribution",
    says: "a lognormal distribution of a shift",
    more: plain(
      "unit: share, series: {2020: 1}, range: [0, 2], distribution: «{lognormal: {sd: 0.3}}», source: {assumption: a guess}"
    )
  },
  {
    fault: "MisplacedKey",
    says: "dimensions on a lever",
    more: plain('«over»: [place], unit: share, lever: {default: 0, min: 0, max: 1}, source: {plan: "1"}')
  },
  {
    fault: "MisplacedKey",
    says: "an initial value on a constant",
    more: plain('unit: share, value: 1, «initial»: 2, source: {plan: "1"}')
  },
  {
    fault: "WrongCells",
    says: "a member missing",
    more: plain('over: [place], unit: share, value: «{urban: 1}», source: {plan: "1"}')
  },
  {
    fault: "WrongCells",
    says: "members without a dimension",
    more: plain('unit: share, value: «{urban: 1}», source: {plan: "1"}')
  },
  { fault: "NameTaken", says: "a word of the language", more: `  «year»: {${labelled}, unit: share, equation: "1"}\n` },
  {
    fault: "NameTaken",
    says: "a word that equations cannot hold",
    more: `  «export»: {${labelled}, unit: share, equation: "1"}\n`
  },
  {
    fault: "NameTaken",
    says: "the name of a dimension",
    more: `  «place»: {${labelled}, unit: share, equation: "1"}\n`
  },
  {
    fault: "NameTaken",
    says: "a member of two dimensions",
    model: shared.replace("{name: wage, label: {en: wage, zh: 工资}}", "«{name: rural, label: {en: wage, zh: 工资}}»")
  },
  {
    fault: "NameTaken",
    says: "a member that brackets cannot hold",
    model: shared.replace("{name: wage, label: {en: wage, zh: 工资}}", "«{name: new, label: {en: wage, zh: 工资}}»")
  },
  {
    fault: "NameTaken",
    says: "a sector file of another name",
    sector: common.replace("sector: all", "sector: «each»")
  },
  { fault: "SourceMissing", says: "a value without", more: variable("unit: share, value: 1") },
  {
    fault: "RangeMissing",
    says: "an assumption without",
    more: variable("unit: share, value: 1, source: {assumption: a guess}")
  },
  {
    fault: "OutsideRange",
    says: "a value",
    more: plain("unit: share, value: «2», range: [0, 1], source: {assumption: x}")
  },
  {
    fault: "OutsideRange",
    says: "a year of a series",
    more: plain("unit: share, series: {2020: 1, 2021: «5»}, range: [0, 1], source: {assumption: x}")
  },
  {
    fault: "OutsideRange",
    says: "a lever's default",
    more: plain('unit: share, lever: {default: «-1», min: 0, max: 1}, source: {plan: "1"}')
  },
  {
    fault: "EmptyRange",
    says: "a range upside down",
    more: plain("unit: share, value: 1, range: «[2, 0]», source: {assumption: x}")
  },
  {
    fault: "RangeBeyondNumbers",
    says: "a range wider than any number",
    more: plain("unit: share, value: 1, range: «[-1e308, 1e308]», source: {assumption: x}")
  },
  {
    fault: "RangeBeyondNumbers",
    says: "a range whose width has no square",
    more: plain("unit: share, value: 0, range: «[0, 1e-170]», distribution: uniform, source: {assumption: x}")
  },
  {
    fault: "RangeBeyondNumbers",
    says: "factors that reach too far",
    more: plain("unit: share, value: 1, spread: «[0.5, 1e200]», source: {assumption: x}")
  },
  {
    fault: "RangeBeyondNumbers",
    says: "a lever without ends",
    more: plain('unit: share, lever: «{default: 1, min: 0, max: 1e300}», source: {plan: "1"}')
  },
  {
    fault: "EmptyRange",
    says: "a lever that cannot move",
    more: plain('unit: share, lever: «{default: 1, min: 1, max: 1}», source: {plan: "1"}')
  },
  { fault: "InitialMissing", says: "an equation that looks back", more: variable('unit: share, equation: "prev(y)"') },
  {
    fault: "InitialMissing",
    says: "an initial value that looks back",
    more: variable('unit: share, equation: "1", initial: "prev(y)"')
  },
  { fault: "Cycle", says: "a variable that needs itself", more: plain('unit: share, equation: «"1 + y"»') },
  { fault: "UnknownUnit", says: "a misspelt unit", more: plain('unit: «yaun/person», equation: "price"') },
  { fault: "UnitsDisagree", says: "a sum", more: equation("1 + («price + price * price»)") },
  { fault: "UnitsDisagree", says: "a comparison", more: equation("(«price < weight[urban]») ? 1 : 2") },
  {
    fault: "UnitsDisagree",
    says: "the two sides of an invariant",
    more: `invariants:\n  «law»: {label: {en: Law, zh: 定律}, equal: [price, sum(weight)]}\n`
  },
  { fault: "UnitOfEquation", says: "another unit than declared", more: equation("«price * 2»", "yuan") },
  { fault: "UnitOfArgument", says: "the exponential of yuan", more: equation("exp(«price»)") },
  { fault: "UnitOfArgument", says: "the root of an odd power", more: equation("«sqrt(price)»") },
  { fault: "UnitBeyondBounds", says: "a huge power", more: equation("1 + «pow(price, 1e12)»") },
  { fault: "UnitBeyondBounds", says: "a huge negative power", more: equation("«pow(price, -1e308)» > 2 ? 1 : 2") },
  {
    fault: "UnitBeyondBounds",
    says: "a product of powers",
    more: equation("1 / («pow(price, 60) * pow(price, 60)»)")
  },
  { fault: "NumberOrTruth", says: "a condition as a number", more: equation("1 + («price > 0»)") },
  { fault: "NumberOrTruth", says: "a number as a condition", more: equation("«weight[urban]» ? 1 : 2") },
  { fault: "NumberOrTruth", says: "a condition as an equation", more: equation("«price > 0»") },
  {
    fault: "NoYears",
    says: "one year only",
    model: shared.replace("{from: 2020, to: 2030}", "«{from: 2020, to: 2020}»")
  },
  {
    fault: "UnknownPattern",
    says: "a pattern that the model does not list",
    sector: common.replace(
      "variables:",
      "uses:\n  road: {pattern: «delivry», label: {en: Roads, zh: 道路}}\nvariables:"
    )
  },
  { fault: "FileMissing", says: "no file for a sector", model: shared.replace("[all]", "[all, «more»]") },
  { fault: "FileMissing", says: "no file for a pattern", model: `${shared}patterns: [«growth»]\n` },
  {
    fault: "FileNotListed",
    says: "a file that model.yaml does not list",
    path: "model/other.yaml",
    sector: common.replace("sector: all", "sector: other"),
    at: { file: "model/other.yaml", line: 1, column: 1, underlined: "" }
  }
]

const told = (fault: Fault): void => {
  for (const label of [fault.problem, fault.remedy]) {
    assert.match(label.en, /[a-z]{2}/)
    assert.match(label.zh, /[\u4e00-\u9fff]/)
    assert.notMatch(`${label.en} ${label.zh}`, /undefined|NaN|\[object/)
  }
}

describe("ModelFault", () => {
  it("the tiny model has none", () => {
    assert.isTrue(Result.isSuccess(load("").result))
  })

  for (const { fault, says, more, at, ...texts } of cases)
    it(`${fault}: ${says}`, () => {
      const { result, places } = load(more ?? "", texts)
      assert.isTrue(Result.isFailure(result), "nothing was found")
      const faults = Result.isFailure(result) ? result.failure : []
      const found = faults.filter(({ _tag }) => _tag === fault)
      assert.isAbove(found.length, 0, faults.map((f) => `${f._tag}: ${f.problem.en}`).join("; "))
      assert.deepEqual(placeOf(found[0]!), at ?? places[0]!)
      // A fault brings no echo along, except where a missing file is two things at once.
      assert.strictEqual(faults.length, fault === "FileNotListed" ? 2 : 1, faults.map((f) => f.problem.en).join("; "))
      faults.forEach(told)
    })

  it("has a test for every kind", () => {
    const kinds: ReadonlyArray<string> = [EquationFault, ModelFault, UnitFault].flatMap((of) =>
      Object.values(of).map((kind) => kind.tag)
    )
    assert.deepEqual([...new Set(cases.map(({ fault }) => fault))].toSorted(), kinds.toSorted())
  })

  it("tells several faults at once, each in its place, in the order of the file", () => {
    const { result, places } = load(
      [
        `  a: {${labelled}, unit: «shair», value: 1, source: {plan: "1"}}`,
        `  b: {${labelled}, unit: share, equation: "«nobody» + «sqr»(2)"}`,
        `  «c»: {${labelled}, unit: share, value: 1}`,
        `  d: {${labelled}, unit: yuan, equation: "«price»"}`,
        `  e: {${labelled}, unit: share, equation: "«2 ** 2» + «max(1)»"}`,
        `  f: {${labelled}, unit: share, equation: «"1 + g"»}`,
        `  g: {${labelled}, unit: share, equation: "f + h"}`,
        `  h: {${labelled}, unit: share, equation: "«g * price»"}`,
        `  «i»: {${labelled}, unit: share, equation: "prev(i)"}`,
        `  j: {${labelled}, unit: share, value: «7», range: [0, 1], source: {assumption: x}}`
      ].join("\n") + "\n"
    )
    const faults = Result.isFailure(result) ? result.failure : []
    assert.deepEqual(faults.map(placeOf), places)
  })

  it("names a cycle by its path, through members and the first year", () => {
    const { result } = load(
      [
        `  a: {${labelled}, unit: share, over: [place], equation: {urban: "b[rural]", rural: "1"}}`,
        `  b: {${labelled}, unit: share, over: [place], equation: "2 * c"}`,
        `  c: {${labelled}, unit: share, equation: "a[urban] + a[rural]"}`,
        `  p: {${labelled}, unit: share, equation: "prev(p)", initial: "q"}`,
        `  q: {${labelled}, unit: share, equation: "initial(p)"}`
      ].join("\n") + "\n"
    )
    const faults = Result.isFailure(result) ? result.failure : []
    assert.deepEqual(
      faults.map((fault) => fault.problem.en),
      ["a cycle within a year: a[urban] → b[rural] → c → a[urban]", "a cycle within a year: p → q → p"]
    )
    assert.deepEqual(
      faults.map((fault) => fault.span.line),
      [8, 11]
    )
  })

  it("refuses two laws, two milestones, two dimensions or two sectors of one name", () => {
    const twice = load(
      `invariants:\n  law: {label: {en: L, zh: 律}, within: [price, 0, 9]}\nmilestones:\n  far: {label: {en: F, zh: 远}, when: price > price}\n`
    )
    const model = Result.getOrThrow(twice.result)
    const [sector] = model.document.sectors
    const document = {
      ...model.document,
      dimensions: [
        ...model.document.dimensions,
        { ...model.document.dimensions[0]!, members: [{ name: "coast", label: model.label }] as const }
      ],
      sectors: [sector!, { ...sector!, variables: [] }]
    }
    const faults = Result.match(Check.fromDocument(document), { onFailure: (found) => found, onSuccess: () => [] })
    assert.sameDeepMembers(
      faults.map((fault) => [fault._tag, (fault.data as { name: string }).name]),
      [
        ["NameTaken", "all"],
        ["NameTaken", "far"],
        ["NameTaken", "law"],
        ["NameTaken", "place"]
      ]
    )
  })
})
