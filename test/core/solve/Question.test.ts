import * as Question from "@gongfu/core/solve/Question"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { place, scenario } from "../target/smallPlace.ts"

const asked: Question.Asked = {
  targets: ["yearly_jobs"],
  levers: ["job_share"],
  least: "change",
  cost: [],
  keep: false
}

const faults = (over: Partial<Question.Asked>, to = 2030): ReadonlyArray<string> =>
  Result.match(Question.read(place, scenario({ years: { from: 2020, to } }), { ...asked, ...over }), {
    onSuccess: () => [],
    onFailure: (found) => found.map(({ _tag, problem }) => `${_tag}: ${problem.en}`)
  })

const tags = (over: Partial<Question.Asked>, to?: number): ReadonlyArray<string> =>
  faults(over, to).map((fault) => fault.split(":")[0]!)

describe("a question", () => {
  it("has no fault where levers and targets belong together", () => {
    assert.deepEqual(faults({}), [])
    assert.deepEqual(faults({ targets: ["yearly_jobs", "new_jobs[2028] >= 1.5 * new_jobs[2020]"] }), [])
  })

  it("is refused for each name that is none, all at once", () => {
    assert.deepEqual(tags({ targets: ["yearly_job"], levers: ["job_shares", "growth", "smog", "growth[urban]"] }), [
      "UnknownTarget",
      "UnknownSetting",
      "NotALever",
      "NotALever",
      "NotALever"
    ])
  })

  it("is refused for a lever from which no equation leads to a target, and for a target to which none leads", () => {
    assert.deepEqual(faults({ levers: ["job_share", "cleaning"] }), [
      'MovesNothing: the lever "cleaning" cannot move "yearly_jobs": no equation leads from the one to the other'
    ])
    assert.deepEqual(tags({ targets: ["yearly_jobs", "rural_growth"] }), ["NotMoved"])
  })

  it("takes of all levers those that can do something", () => {
    const read = Result.getOrThrow(Question.read(place, scenario(), { ...asked, levers: ["all"] }))
    assert.deepEqual(
      read.levers.map(({ indicator }) => indicator.name),
      ["job_share"]
    )
  })

  it("is refused without a target, without a lever, and for a target that falls due after the scenario", () => {
    assert.deepEqual(tags({ targets: [], levers: [] }), ["NoLever", "NoTarget"])
    assert.deepEqual(tags({}, 2024), ["DecidedLater"])
  })

  it("is refused for a condition that has no margin, or that is none", () => {
    assert.deepEqual(tags({ targets: ["new_jobs[2025] == 3"] }), ["NotOneComparison"])
    for (const sign of ["≥", "≤", "＞", "＜", "≠", "＝"])
      assert.deepEqual(tags({ targets: [`new_jobs[2025] ${sign} 3`] }), ["NotAllowed"], sign)
    assert.deepEqual(tags({ targets: ["new_jobs[2025] > 1 && new_jobs[2026] > 1"] }), ["NotOneComparison"])
    assert.isNotEmpty(faults({ targets: ["new_jobs >= 3"] }))
  })

  it("is refused for costs that are not said, not known, or of several units", () => {
    assert.deepEqual(tags({ least: "cost" }), ["NoCost"])
    assert.deepEqual(tags({ cost: ["new_job"] }), ["UnknownCost"])
    assert.deepEqual(tags({ cost: ["new_jobs", "ratio"] }), ["CostUnits"])
    assert.deepEqual(tags({ cost: ["income"] }), [])
  })
})
