import * as Span from "@gongfu/core/document/Span"
import * as ByHand from "@gongfu/core/scenario/ByHand"
import * as ScenarioFault from "@gongfu/core/scenario/ScenarioFault"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import { sector, shared, success } from "./fixture.ts"

/** A model whose first variable is an assumption. */
const model = success(
  ModelFiles.load({ path: "model.yaml", text: shared }, [
    {
      path: "all.yaml",
      text: sector.replace(
        "variables:\n",
        `variables:
  before:
    label: {en: Before, zh: 先}
    unit: share
    value: 0.5
    range: [0, 1]
    source: {assumption: guess}
`
      )
    }
  ])
)

describe("a setting that the model does not have", () => {
  const remedyOf = (count: number) =>
    ScenarioFault.UnknownSetting(Span.whole("a"), {
      block: "levers",
      name: "a",
      nearest: undefined,
      known: Array.from({ length: count }, (_, i) => `n${i}`)
    }).remedy

  it("is told with all names of a few", () => {
    assert.deepStrictEqual(remedyOf(2), { en: "the model has: n0, n1", zh: "模型中有：n0、n1" })
    assert.notInclude(remedyOf(12).en, "…")
  })

  it("is told with the first names of many, how many there are, and where the rest stand", () => {
    const { en, zh } = remedyOf(13)
    assert.match(en, /, n11, … \(13 in all; gongfu model docs PLACE lists them\)$/)
    assert.match(zh, /、n11 等 13 个（全部见 gongfu model docs PLACE）$/)
  })

  it("is offered levers before assumptions, when it is set by hand", () => {
    const read = ByHand.read(model, ["nothing_like_any_of_them=1"])
    assert.isTrue(Result.isFailure(read))
    const { known } = Result.isFailure(read)
      ? (read.failure[0]!.data as { readonly known: ReadonlyArray<string> })
      : { known: [] }
    const kinds = known.map((name) => model.variable.get(name.replace(/\[.*/, ""))!.kind)
    assert.include(kinds, "lever")
    assert.include(kinds, "assumption")
    assert.isAbove(kinds.indexOf("assumption"), kinds.lastIndexOf("lever"))
  })
})
