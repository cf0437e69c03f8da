/** The text of an assessment is held against what was assessed: nothing in it may be other than it would be written. */
// Assertions stand in callbacks here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import * as AssessmentText from "@gongfu/core/run/AssessmentText"
import type { Assessment } from "@gongfu/core/run/Decider"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as EventText from "@gongfu/core/run/EventText"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0),
  fc.integer()
)
const assessed: fc.Arbitrary<Assessment> = fc.record({
  margin: number,
  projected: number,
  required: number,
  status: fc.constantFrom("met", "missed", "on_the_way"),
  target: fc.constantFrom("beds", "low_income_growth", "养老")
})
const years = fc.integer({ min: 2020, max: 2040 })

const textOf = (assessment: Assessment, year: number): string => {
  const event: RunEvent = { type: "TargetAssessed", schema: 1, year, ...assessment }
  return EventText.of(event)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

describe("AssessmentText", () => {
  it("is that of its assessment and year, and of no other", () => {
    fc.assert(
      fc.property(assessed, assessed, years, (assessment, other, year) => {
        const text = textOf(assessment, year)
        assert.isTrue(AssessmentText.isOf(assessment, year, text))
        assert.isFalse(AssessmentText.isOf(assessment, year + 1, text))
        assert.strictEqual(AssessmentText.isOf(other, year, text), textOf(other, year) === text)
      }),
      { numRuns: 1000 }
    )
  })

  it("is not with any one character put in, taken out or put in another's place, unless every number is the same double", () => {
    fc.assert(
      fc.property(assessed, years, (assessment, year) => {
        const text = textOf(assessment, year)
        for (let at = 0; at <= text.length; at++)
          for (const changed of [
            `${text.slice(0, at)}${text.slice(at + 1)}`,
            ...["0", ":", ".", "-", "e", ",", "\u00e9"].flatMap((mark) => [
              `${text.slice(0, at)}${mark}${text.slice(at + 1)}`,
              `${text.slice(0, at)}${mark}${text.slice(at)}`
            ])
          ])
            if (changed !== text && AssessmentText.isOf(assessment, year, changed))
              assert.deepStrictEqual(parsed(changed), parsed(text), changed)
      }),
      { numRuns: 50 }
    )
  })
})
