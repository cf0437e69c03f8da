/**
 * Where a variable comes from: what explains stands in both languages, or as one text, as it always could.
 *
 * The pinned fingerprint may never change: models on record have plain texts, and are verified by it.
 */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type * as Label from "@gongfu/core/document/Label"
import type { Model, Variable } from "@gongfu/core/model/Model"
import * as ProseText from "@gongfu/core/wording/ProseText"
import * as SourceText from "@gongfu/core/wording/SourceText"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { load, placeOf } from "./marked.ts"

type Prose = string | Label.Label
const languages = ["en", "zh"] as const
const pinned = "bd2212a5a8c62153a797306908e6aac8a7dbae54296cf8854c6279c2e46196a2"

const modelOf = (more: string): Model => Result.getOrThrow(load(more).result)

/** Variables whose reasons are these texts, each in its own kind of source. */
const reasoned = (assumption: Prose, derived: Prose, note: Prose): string => {
  const [why, how, read] = [assumption, derived, note].map((prose) => JSON.stringify(prose))
  const common = "label: {en: A, zh: 甲}, unit: share, value: 1"
  return `
  guessed: {${common}, range: [0, 2], source: {assumption: ${why}}}
  worked_out: {${common}, source: {derived: ${how}}}
  read_off: {${common}, source: {statistic: p. 1, note: ${read}}}
`
}

const sourceOf = (more: string, name: string): NonNullable<Variable["source"]> =>
  modelOf(more).variable.get(name)!.source!

const text = fc.string({ minLength: 1, unit: "grapheme" })
const label = fc.record({ en: text, zh: text })
const prose: fc.Arbitrary<Prose> = fc.oneof(text, label)

describe("a source", () => {
  it("of plain texts keeps its model's fingerprint of old", () => {
    assert.strictEqual(modelOf(reasoned("a guess", "two from one", "mid-year")).fingerprint, pinned)
  })

  it("is kept as it is written, whatever it says", () => {
    fc.assert(
      fc.property(prose, prose, prose, (why, how, read) => {
        const model = modelOf(reasoned(why, how, read))
        const kept = ["guessed", "worked_out", "read_off"].map((name) => model.variable.get(name)!.source)
        assert.deepStrictEqual(kept, [{ assumption: why }, { derived: how }, { statistic: "p. 1", note: read }])
        assert.include(Fingerprint.canonical(model.document), Fingerprint.canonical({ assumption: why }))
      }),
      { numRuns: 50 }
    )
  })

  it("is told in the reader's language, and one wording in either", () => {
    fc.assert(
      fc.property(prose, (why) => {
        const source = sourceOf(reasoned(why, "x", why), "guessed")
        const noted = sourceOf(reasoned(why, "x", why), "read_off")
        for (const language of languages) {
          const told = typeof why === "string" ? why : why[language]
          const [assumed, counted] =
            language === "zh"
              ? [`假设：${told}`, `统计：p. 1（${told}）`]
              : [`assumed: ${told}`, `statistic: p. 1 (${told})`]
          // A space that folding left between Chinese marks is not shown, nor are the marks of code.
          assert.strictEqual(SourceText.of(source, language), ProseText.plain(assumed))
          assert.strictEqual(SourceText.of(noted, language), ProseText.plain(counted))
        }
      }),
      { numRuns: 50 }
    )
  })

  it("is in both languages as data, and names a clause or a page as it is", () => {
    const [plain, both] = [reasoned("a guess", "x", "y"), reasoned({ en: "a guess", zh: "估计" }, "x", "y")]
    assert.deepStrictEqual(SourceText.data(sourceOf(plain, "guessed")), {
      assumption: { en: "a guess", zh: "a guess" }
    })
    assert.deepStrictEqual(SourceText.data(sourceOf(both, "guessed")), { assumption: { en: "a guess", zh: "估计" } })
    assert.deepStrictEqual(SourceText.data(sourceOf(both, "read_off")), {
      statistic: "p. 1",
      note: { en: "y", zh: "y" }
    })
    assert.deepStrictEqual(SourceText.data({ plan: "7", note: "y" }), { plan: "7", note: { en: "y", zh: "y" } })
  })

  it("needs both languages where it has one of them, and a text that is not empty", () => {
    const variable = (source: string) =>
      `  a: {label: {en: A, zh: 甲}, unit: share, value: 1, range: [0, 2], source: {${source}}}\n`
    for (const [source, problem] of [
      ["«assumption»: {en: a guess}", '"zh" is missing'],
      ['assumption: {en: a guess, zh: «""»}', "a text that is not empty"],
      ['derived: «""»', "a text that is not empty"],
      ["derived: «7»", "a text, or one in both languages, {en: …, zh: …}"],
      ["plan: «{en: clause 7, zh: 第7条}»", "expected a text"]
    ] as const) {
      const { places, result } = load(variable(source))
      assert.isTrue(Result.isFailure(result), source)
      const [fault] = Result.isFailure(result) ? result.failure : []
      assert.include(fault!.problem.en, problem)
      assert.deepStrictEqual(placeOf(fault!), places[0])
    }
  })
})
