/** A year's text is held against its row: nothing in it may be other than it would be written. */
// Assertions stand in callbacks here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import * as Bytes from "@gongfu/core/run/Bytes"
import * as EventText from "@gongfu/core/run/EventText"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as YearText from "@gongfu/core/run/YearText"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { model, town, townScenarios } from "./town.ts"

/** Every year of a run: its number, its row and its text. */
const years = townScenarios.map((scenario) => {
  const { events, state } = Run.project(town, scenario)
  return events.flatMap((event) => {
    if (event.type !== "YearProjected") return []
    const at = Trajectory.offset(state.trajectory, event.year)
    return [{ year: event.year, row: state.trajectory.rows.slice(at, at + model.slots), text: EventText.of(event) }]
  })
})

const room = Bytes.room()

const isOf = (row: Float64Array, year: number, text: string): boolean => {
  room.clear()
  return YearText.isOf(model, row, year, room.keep(text))
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

describe("YearText", () => {
  it("is that of its year and row, and of no other year", () => {
    fc.assert(
      fc.property(years, (told) => {
        for (const { row, text, year } of told) {
          assert.isTrue(isOf(row, year, text))
          assert.isFalse(isOf(row, year + 1, text))
        }
      }),
      { numRuns: 50 }
    )
  })

  it("is not with any one character put in, taken out or put in another's place, unless every number is the same double", () => {
    fc.assert(
      fc.property(years, fc.nat(), (told, which) => {
        fc.pre(told.length > 0)
        const { row, text, year } = told[which % told.length]!
        for (let at = 0; at <= text.length; at++)
          for (const changed of [
            `${text.slice(0, at)}${text.slice(at + 1)}`,
            ...["0", ":", ".", "-", "e", ",", "\u00e9"].flatMap((mark) => [
              `${text.slice(0, at)}${mark}${text.slice(at + 1)}`,
              `${text.slice(0, at)}${mark}${text.slice(at)}`
            ])
          ])
            if (changed !== text && isOf(row, year, changed))
              assert.deepStrictEqual(parsed(changed), parsed(text), changed)
      }),
      { numRuns: 20 }
    )
  })
})
