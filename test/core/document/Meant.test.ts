import { assert, describe, it } from "vitest"
import * as fc from "fast-check"
import * as Meant from "@gongfu/core/document/Meant"

const plain = (...names: ReadonlyArray<string>): ReadonlyArray<Meant.Named> => names.map((name) => ({ name }))
const namesOf = (typed: string, ...groups: ReadonlyArray<ReadonlyArray<Meant.Named>>) =>
  Meant.of(typed, ...groups).map(({ name }) => name)

const model: ReadonlyArray<Meant.Named> = [
  { name: "gdp", label: { en: "Gross regional product", zh: "地区生产总值" } },
  { name: "gdp_growth", label: { en: "Growth of the gross regional product", zh: "地区生产总值增速" } },
  { name: "fdi", label: { en: "Foreign investment", zh: "外商直接投资" } },
  { name: "fee_relief", label: { en: "Relief from fees", zh: "低收入群体费用减免" } },
  { name: "income", label: { en: "Income", zh: "收入" } },
  { name: "income[rural]", label: { en: "Income · rural", zh: "收入·农村" } },
  { name: "income[urban]", label: { en: "Income · urban", zh: "收入·城镇" } }
]

describe("what a name may stand for", () => {
  it("is a label as it stands, in either language, whatever its case and spaces, before all else", () => {
    assert.deepStrictEqual(Meant.of("低收入群体费用减免", model), [model[3]!])
    assert.deepStrictEqual(Meant.of("relief  from Fees", model), [model[3]!])
    assert.deepStrictEqual(namesOf("地区生产总值", model), ["gdp"])
    assert.deepStrictEqual(namesOf("收入 · 农村", model), ["income[rural]"])
    fc.assert(
      fc.property(fc.constantFrom(...model), fc.constantFrom("en", "zh"), (one, language) => {
        assert.deepStrictEqual(Meant.of(one.label![language], model), [one])
      })
    )
  })

  it("is a name that begins with what was typed, or holds it as whole words, before one that is near by letters", () => {
    assert.deepStrictEqual(namesOf("fee", model), ["fee_relief"])
    assert.deepStrictEqual(namesOf("relief", model), ["fee_relief"])
    assert.deepStrictEqual(namesOf("urban", model), ["income[urban]"])
    assert.deepStrictEqual(namesOf("rural", plain("rurel", "land_rural_share")), ["land_rural_share"])
    assert.deepStrictEqual(namesOf("ow_income", plain("below_income_income")), [], "a part of a word is no word")
  })

  it("are four names at most, those that begin so first, then by length, in whatever order they are known", () => {
    const names = plain(
      "low_income_income",
      "low_income_share",
      "below_low_income",
      "low_income_part",
      "low_income_2020"
    )
    const expected = ["low_income_2020", "low_income_part", "low_income_share", "low_income_income"]
    assert.deepStrictEqual(namesOf("low_income", names), expected)
    assert.deepStrictEqual(namesOf("low_income", names.toReversed()), expected)
    assert.deepStrictEqual(namesOf("inco", plain("inco_a[x]", "inco_a", "inco_b[x]")), ["inco_a", "inco_b[x]"])
  })

  it("is one name alone where it lacks hardly a letter, whatever else begins like it", () => {
    assert.deepStrictEqual(namesOf("incom", plain("income", "income_part", "income_tax")), ["income"])
    assert.deepStrictEqual(namesOf("people_2", plain("people_20", "people_25", "people_of_age")), [
      "people_20",
      "people_25"
    ])
  })

  it("are three names at most whose labels hold two Chinese characters or more of it, or whole English words", () => {
    assert.deepStrictEqual(namesOf("费用减免", model), ["fee_relief"])
    assert.deepStrictEqual(namesOf("生产总值", model), ["gdp", "gdp_growth"])
    assert.deepStrictEqual(namesOf("foreign", model), ["fdi"])
    assert.deepStrictEqual(namesOf("费", model), [])
    const many = Array.from({ length: 9 }, (_, i) => ({ name: `n${i}`, label: { en: "-", zh: `${i}号农户` } }))
    assert.deepStrictEqual(namesOf("农户", many), ["n0", "n1", "n2"])
  })

  it("is what is mistyped, a name or a label, where nothing else is like it", () => {
    assert.deepStrictEqual(namesOf("fee_releif", model), ["fee_relief"])
    assert.deepStrictEqual(Meant.of("低收入群体费用减兔", model), [model[3]!])
  })

  it("counts one group before the next, and the nearest of all where it is mistyped", () => {
    assert.deepStrictEqual(namesOf("tax", plain("tax_of_b"), plain("tax_a")), ["tax_of_b"])
    assert.deepStrictEqual(namesOf("effxrt", plain("affort"), plain("effort")), ["effort"])
  })

  it("are none, where nothing is like it, and none twice", () => {
    assert.deepStrictEqual(namesOf("zzzqqqq", model), [])
    assert.deepStrictEqual(namesOf("", model), [])
    assert.deepStrictEqual(namesOf("·", model), [])
    assert.deepStrictEqual(namesOf("relief", [...model, ...model]), ["fee_relief"])
  })

  it("is asked for with its label where that led to it, in the language of the question", () => {
    const ask = (typed: string) => Meant.question(Meant.of(typed, model))
    assert.deepStrictEqual(ask("低收入群体费用减免"), {
      en: "did you mean fee_relief (Relief from fees)?",
      zh: "是否想写 fee_relief（低收入群体费用减免）？"
    })
    assert.deepStrictEqual(ask("gpd"), { en: 'did you mean "gdp"?', zh: "是否想写“gdp”？" })
    assert.deepStrictEqual(Meant.question([{ name: "a" }, { name: "b" }, { name: "c" }]), {
      en: 'did you mean "a", "b" or "c"?',
      zh: "是否想写“a”、“b”或“c”？"
    })
    assert.isUndefined(ask("zzzqqqq"))
  })
})
