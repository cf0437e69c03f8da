import type { Fault } from "@gongfu/core/document/Fault"
import * as Target from "@gongfu/core/target/Target"
import * as TargetCheck from "@gongfu/core/target/TargetCheck"
import * as TargetFile from "@gongfu/core/target/TargetFile"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { place, targets as text } from "./smallPlace.ts"

const read = (targets: string) => TargetCheck.fromFile({ path: "targets.yaml", text: targets }, place.model)

const faultsIn = (targets: string): ReadonlyArray<Fault> => {
  const found = read(targets)
  return Result.isFailure(found) ? found.failure : assert.fail("no fault was found")
}

/** A file with one target, of which some lines are changed; an empty value takes the line out. */
const one = (over: Record<string, string | number> = {}): string => {
  const lines = {
    clause: "goals",
    area: "people",
    kind: "level",
    indicator: '"income[rural]"',
    by: 2025,
    at_least: 5,
    strength: "firm",
    label: "{en: x, zh: x}",
    ...over
  }
  const body = Object.entries(lines).filter(([, value]) => value !== "")
  return `gongfu: 1\nareas: {people: {en: x, zh: x}}\ntargets:\n  it:\n${body.map(([k, v]) => `    ${k}: ${v}`).join("\n")}\n`
}

/** Tags and the text that is pointed at. */
const told = (targets: string) =>
  faultsIn(targets).map(
    ({ _tag, span }) => `${_tag} ${span.text.slice(span.column - 1, span.column - 1 + span.length)}`
  )

describe("Target", () => {
  it("targets and areas keep the order of the file", () => {
    const document = Result.getOrThrow(read(text)).document
    const keys = [...text.matchAll(/^ {2}(\w+): \{clause/gm)].map((match) => match[1])
    assert.deepStrictEqual(
      document.targets.map((target) => target.name),
      keys as Array<string>
    )
    assert.deepStrictEqual(
      document.areas.map((area) => area.name),
      ["people", "air"]
    )
  })

  it("the document gives the same targets as the file, also after JSON", () => {
    const fromFile = Result.getOrThrow(read(text))
    const stored: typeof fromFile.document = JSON.parse(JSON.stringify(fromFile.document))
    assert.deepStrictEqual(Result.getOrThrow(TargetCheck.fromDocument(stored, place.model)), fromFile)
  })

  it("headline years are the last year and before it two deadlines at most, rising, within the run", () => {
    const all = [2028, 2023, 2023, 2030, 2030, 2030].map((by) => ({ ...place.targets.all[0]!, by }))
    const years = (from: number, to: number) => Target.headlineYears({ ...place.targets, all }, { from, to })
    assert.deepEqual(years(2020, 2035), [2023, 2030, 2035])
    assert.deepEqual(years(2020, 2030), [2023, 2030])
    assert.deepEqual(years(2023, 2024), [2023, 2024])
    assert.deepEqual(years(2024, 2026), [2026])
    assert.deepEqual(years(2024, 2024), [2024])
    assert.deepEqual(years(2024, 2023), [])
  })

  it("most targets fall due in the first of the deadlines, and of equals the later stands first", () => {
    assert.deepEqual(Target.deadlines(place.targets), [2025, 2030])
    assert.deepEqual(Target.deadlines(Result.getOrThrow(read(one({ by: 2024 })))), [2024])
    const two = place.targets.all.find(({ by }) => by === 2030)
    const all = [two!, ...[2028, 2023, 2028].map((by) => ({ ...two!, by }))]
    assert.deepEqual(Target.deadlines({ ...place.targets, all }), [2028, 2030, 2023])
    assert.deepEqual(Target.deadlines({ ...place.targets, all: [] }), [])
  })

  it("the fingerprint does not depend on the order of keys in a target, and depends on all else", () => {
    const fingerprint = (targets: string) => Result.getOrThrow(read(targets)).fingerprint
    const swapped = text.replace("kind: trend_down, indicator: smog", "indicator: smog, kind: trend_down")
    assert.notStrictEqual(swapped, text)
    assert.strictEqual(fingerprint(swapped), fingerprint(text))
    assert.notStrictEqual(fingerprint(text.replace("45000", "45001")), fingerprint(text))
    assert.notStrictEqual(fingerprint(text.replace("zh: 约", "zh: 大约")), fingerprint(text))
  })

  it("a target that no variable backs is a fault, with the nearest name", () => {
    const [fault] = faultsIn(one({ indicator: '"income[rurl]"' }))
    assert.strictEqual(fault?._tag, "NotBacked")
    assert.strictEqual(fault?.span.line, 8)
    assert.include(fault?.problem.en, 'backs the target "it"')
    assert.include(fault?.remedy.zh, "income[rural]")
    assert.include(faultsIn(one({ indicator: "income" }))[0]?.remedy.en, "income[urban]")
    assert.notInclude(faultsIn(one({ indicator: "something_else" }))[0]?.remedy.en, "did you mean")
  })

  it("an area that is not listed is a fault, with the nearest name", () => {
    const [fault] = faultsIn(one({ area: "peple" }))
    assert.strictEqual(fault?._tag, "UnknownArea")
    assert.include(fault?.remedy.en, '"people"')
  })

  it("a figure with words is told in the unit of its indicator, and one of growth in none", () => {
    const remedies = (over: Record<string, string | number>) => faultsIn(one(over)).map(({ remedy }) => remedy)
    assert.deepStrictEqual(remedies({ at_least: "3万" }), [
      {
        en: "write its digits alone, in its unit (yuan/person/year): 30000",
        zh: "请按其单位（元/人/年）只写数字：30000"
      }
    ])
    assert.match(remedies({ at_least: 3, tolerance: "0.1万元" })[0]!.zh, /：1000$/)
    for (const over of [{ kind: "average_growth", from: 2020 }, { indicator: "nothing" }])
      assert.deepStrictEqual(
        remedies({ ...over, at_least: "3万" }).map(({ en }) => en),
        ["write its digits alone, in its unit"]
      )
  })

  it("a kind or a strength that is none is told every one with its meaning", () => {
    for (const [over, words] of [
      [{ kind: "水平" }, TargetFile.Kind.literals],
      [{ strength: "约" }, TargetFile.Strength.literals]
    ] as const) {
      const [fault] = faultsIn(one(over))
      for (const word of words) {
        assert.match(fault!.problem.en, new RegExp(`\\b${word} \\([a-z]`))
        assert.match(fault!.problem.zh, new RegExp(`${word}（[^）]*\\p{Script=Han}`, "u"))
      }
    }
  })

  it("years have to lie in the model's policy years, with a year before for a trend", () => {
    assert.deepStrictEqual(told(one({ by: 2031 })), ["YearOutside 2031"])
    assert.deepStrictEqual(told(one({ by: 2020 })), ["YearOutside 2020"])
    assert.deepStrictEqual(told(one({ kind: "annual_flow", from: 2019 })), ["YearOutside 2019"])
    assert.deepStrictEqual(told(one({ kind: "trend_down", from: 2020, at_least: "" })), ["YearOutside 2020"])
    assert.deepStrictEqual(told(one({ kind: "annual_flow", from: 2026 })), ["YearsReversed 2026"])
    assert.deepStrictEqual(told(one({ kind: "average_growth", from: 2025 })), ["YearsReversed 2025"])
    assert.isTrue(Result.isSuccess(read(one({ kind: "annual_flow", from: 2025 }))))
    assert.isTrue(Result.isSuccess(read(one({ kind: "average_growth", from: 2024 }))))
  })

  it("each kind has the keys that it needs and no others", () => {
    for (const kind of ["annual_flow", "cumulative", "average_growth", "multiple_of_base", "increase_over_base"])
      assert.deepStrictEqual(told(one({ kind })), ["FromMissing it"])
    assert.deepStrictEqual(told(one({ kind: "trend_down", at_least: "" })), ["FromMissing it"])
    assert.deepStrictEqual(told(one({ from: 2021 })), ["KeyNotUsed 2021"])
    assert.deepStrictEqual(told(one({ kind: "trend_down", from: 2021, tolerance: 1 })), [
      "KeyNotUsed 5",
      "KeyNotUsed 1"
    ])
  })

  it("there is one comparison, in the direction of the kind", () => {
    assert.deepStrictEqual(told(one({ at_least: "" })), ["NotOneComparison it"])
    assert.deepStrictEqual(told(one({ at_most: 7 })), ["NotOneComparison 7"])
    assert.deepStrictEqual(told(one({ kind: "ceiling_each_year", from: 2021 })), ["WrongDirection 5"])
    assert.deepStrictEqual(told(one({ kind: "annual_flow", from: 2021, at_least: "", less_than: 6 })), [
      "WrongDirection 6"
    ])
  })

  it("every fault is told at once, in the order of the file and in both languages", () => {
    const faults = faultsIn(one({ area: "peple", indicator: "nothing_like_it", by: 2050, at_most: 1, from: 2021 }))
    assert.deepStrictEqual(
      faults.map((fault) => fault._tag),
      ["UnknownArea", "NotBacked", "YearOutside", "NotOneComparison", "KeyNotUsed"]
    )
    for (const { problem, remedy } of faults)
      for (const says of [problem, remedy]) {
        assert.match(says.zh, /[\u4e00-\u9fff]/)
        assert.notMatch(says.en, /[\u4e00-\u9fff]|undefined/)
      }
  })

  it("a misspelt key, a wrong type and a missing label are faults of the file", () => {
    const tags = (targets: string) => faultsIn(targets).map((fault) => fault._tag)
    assert.deepStrictEqual(tags(one({ strenght: "firm", strength: "" })), ["MissingKey", "UnknownKey"])
    assert.deepStrictEqual(tags(one({ at_least: '"5"' })), ["WrongValue"])
    assert.deepStrictEqual(tags(one({ at_least: ".nan" })), ["WrongValue"])
    assert.deepStrictEqual(tags(one({ tolerance: -1 })), ["WrongValue"])
    assert.deepStrictEqual(tags(one({ label: "{en: x}" })), ["MissingKey"])
    assert.deepStrictEqual(tags(one({ kind: "levle" })), ["WrongValue"])
  })

  it("weights name areas, and each area that has targets", () => {
    const weighed = (weights: string) => one().replace("targets:", `weights: ${weights}\ntargets:`)
    assert.deepStrictEqual(told(weighed("{peple: 2}")), ["WeightMissing weights", "UnknownArea peple"])
    assert.deepStrictEqual(told(weighed("{people: 0}")), ["WrongValue 0"])
    assert.deepStrictEqual(Result.getOrThrow(read(weighed("{people: 2}"))).weights, { people: 2 })
    assert.isUndefined(Result.getOrThrow(read(one())).weights)
  })

  it("a sum is in the indicator's unit without its year, growth in shares a year, a multiple in multiples", () => {
    const unit = (name: string) => Target.unitOf(place.targets.all.find((target) => target.name === name)!)
    assert.strictEqual(unit("all_jobs"), "person")
    assert.strictEqual(unit("yearly_jobs"), "person/year")
    assert.strictEqual(unit("rural_gain"), "yuan/person/year")
    assert.strictEqual(unit("rural_growth"), "share/year")
    assert.strictEqual(unit("rural_doubling"), "multiple")
    const sums = Result.getOrThrow(read(one({ kind: "cumulative", indicator: "smog", from: 2021 }))).all
    assert.strictEqual(Target.unitOf(sums[0]!), "share*year")
  })
})
