/** An assessment that is read at once is the one that any reader of JSON and the schema of its event find in the same text. */
// Assertions stand in callbacks here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import * as AssessmentReader from "@gongfu/core/run/AssessmentReader"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as EventText from "@gongfu/core/run/EventText"
import * as EventCodec from "@gongfu/core/store/EventCodec"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0),
  fc.integer()
)

const assessed = (target: fc.Arbitrary<string>): fc.Arbitrary<RunEvent> =>
  fc.record({
    type: fc.constant("TargetAssessed"),
    schema: fc.constant(1),
    year: fc.integer({ min: 1900, max: 2200 }),
    target,
    required: number,
    projected: number,
    margin: number,
    status: fc.constantFrom("met", "missed", "on_the_way")
  })

/** What the schema of the event says of a text; nothing where it refuses. */
const decoded = (payload: string) => {
  const event = EventCodec.decode({ type: "TargetAssessed", schema: 1, payload })
  return Result.isSuccess(event) ? event.success : undefined
}

describe("AssessmentReader", () => {
  it("reads every assessment as the schema does, its keys in the same order", () => {
    fc.assert(
      fc.property(assessed(fc.constantFrom("beds", "low_income_growth", "养老")), (event) => {
        const read = AssessmentReader.read(EventText.of(event))
        assert.deepStrictEqual<unknown>(read, event)
        assert.strictEqual(JSON.stringify(read), JSON.stringify(decoded(EventText.of(event))))
      }),
      { numRuns: 1000 }
    )
  })

  it("reads no text otherwise than the schema does, whatever was put into it or taken out", () => {
    const marks = fc.constantFrom('"', "\\", "\n", "0", "-", ".", "e", "+", "{", "}", ",", ":", " ", "x", "\u0001", "é")
    let [read, left] = [0, 0]
    fc.assert(
      fc.property(assessed(fc.string({ maxLength: 8 })), fc.nat(), marks, fc.nat(2), (event, place, mark, taken) => {
        const text = EventText.of(event)
        const at = place % text.length
        for (const told of [text, `${text.slice(0, at)}${mark}${text.slice(at + taken)}`]) {
          const found = AssessmentReader.read(told)
          if (found === undefined) left++
          else {
            read++
            assert.deepStrictEqual<unknown>(found, decoded(told), told)
          }
        }
      }),
      { numRuns: 3000 }
    )
    assert.isAbove(read, 1000)
    assert.isAbove(left, 1000)
  })
})
