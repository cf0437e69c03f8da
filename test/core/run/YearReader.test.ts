/** A year that is read at once is the year that any reader of JSON and the schema of its event find in the same text. */
// Assertions stand in callbacks here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import * as Check from "@gongfu/core/model/Check"
import type * as Event from "@gongfu/core/run/Event"
import * as EventText from "@gongfu/core/run/EventText"
import * as Run from "@gongfu/core/run/Run"
import * as YearReader from "@gongfu/core/run/YearReader"
import * as YearValues from "@gongfu/core/run/YearValues"
import * as EventCodec from "@gongfu/core/store/EventCodec"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { wildDocument } from "../model/arbitraryModel.ts"
import { limits } from "../model/Tape.ts"
import { model, town, townScenarios } from "./town.ts"

/** The texts of every year of a run. */
const texts = townScenarios.map((scenario) =>
  Run.project(town, scenario).events.flatMap((event) => (event.type === "YearProjected" ? [EventText.of(event)] : []))
)

/** What the schema of the event says of a text; nothing where it refuses. */
const decoded = (payload: string) => {
  const event = EventCodec.decode({ type: "YearProjected", schema: 1, payload })
  return Result.isSuccess(event) ? event.success : undefined
}

const plain = (event: Event.YearProjected) => ({ ...event, values: event.values })

describe("YearReader", () => {
  it("reads every year of a run as the schema does, and its row", () => {
    fc.assert(
      fc.property(texts, (told) => {
        for (const text of told) {
          const event = YearReader.read(model, text)!
          assert.deepEqual<unknown>(plain(event), decoded(text))
          assert.strictEqual(EventText.of(event), text)
          assert.deepEqual(YearValues.rowOf(model, event), YearValues.toRow(model, event.values))
        }
      }),
      { numRuns: 50 }
    )
  })

  it("reads any numbers of any model", () => {
    fc.assert(
      fc.property(
        wildDocument,
        fc.infiniteStream(fc.double({ noNaN: true, noDefaultInfinity: true })),
        fc.array(fc.integer({ min: 1900, max: 2200 }), { minLength: 2, maxLength: 4 }),
        (document, stream, years) => {
          const drawn = Result.getOrThrow(Check.fromDocument(document))
          for (const year of years) {
            const row = Float64Array.from({ length: drawn.slots }, () => (stream.next().value as number) + 0)
            const text = EventText.of(YearValues.event(drawn, row, year))
            const event = YearReader.read(drawn, text)
            // What has no number has no year that could be read at once.
            if (event === undefined) assert.strictEqual(drawn.slots, 0)
            else {
              assert.strictEqual(event.year, year)
              assert.deepEqual(YearValues.rowOf(drawn, event), row)
            }
          }
        }
      ),
      limits(60)
    )
  })

  it("reads no text with a character put in, taken out or changed otherwise than the schema does", () => {
    const marks = ["0", "1", ":", ".", "-", "+", "e", "E", ",", "}", '"', " ", "\u00e9"]
    fc.assert(
      fc.property(texts, fc.nat(), (told, which) => {
        fc.pre(told.length > 0)
        const text = told[which % told.length]!
        for (let at = 0; at <= text.length; at++)
          for (const changed of [
            text.slice(0, at) + text.slice(at + 1),
            ...marks.flatMap((mark) => [
              text.slice(0, at) + mark + text.slice(at + 1),
              text.slice(0, at) + mark + text.slice(at)
            ])
          ]) {
            const event = YearReader.read(model, changed)
            if (event !== undefined) assert.deepEqual<unknown>(plain(event), decoded(changed), changed)
          }
      }),
      { numRuns: 10 }
    )
  })

  it("reads no number that an event may not hold", () => {
    const row = new Float64Array(model.slots).fill(1)
    const year = EventText.of(YearValues.event(model, row, 2021))
    for (const number of ["-0", "1e999", "01", "1.", ".5", "+1", "0x1", "NaN", "null", '"1"', "1 "])
      assert.isUndefined(YearReader.read(model, year.replace(/:1([,}])/, `:${number}$1`)), number)
    assert.isDefined(YearReader.read(model, year.replace(/:1([,}])/, ":2$1")))
    for (const wrong of ["2021.5", "1899", "2201", '"2021"', "02021", " 2021"])
      assert.isUndefined(YearReader.read(model, year.replace(/:2021}$/, `:${wrong}}`)), wrong)
  })
})
