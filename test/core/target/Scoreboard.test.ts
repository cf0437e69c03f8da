import * as Scoreboard from "@gongfu/core/target/Scoreboard"
import { assert, describe, it } from "vitest"
import { place, runOf, scenario } from "./smallPlace.ts"

describe("Scoreboard", () => {
  it("has every target of the place once, by area, in the order of the file", () => {
    const board = Scoreboard.of(place.targets, runOf().events)
    assert.deepStrictEqual(
      board.areas.map((area) => [area.name, area.rows.map((row) => row.target.name)]),
      [
        [
          "people",
          [
            "rural_income",
            "yearly_jobs",
            "all_jobs",
            "rural_growth",
            "rural_doubling",
            "rural_gain",
            "urban_rural_ratio"
          ]
        ],
        ["air", ["smog_falls", "smog_ceiling"]]
      ]
    )
  })

  it("gives each target's latest standing, and counts them", () => {
    const board = Scoreboard.of(place.targets, runOf().events)
    const rows = board.areas.flatMap((area) => area.rows)
    assert.isTrue(rows.every((row) => row.standing?.year === row.target.by))
    assert.deepStrictEqual(board.counts, { met: 7, missed: 2, on_the_way: 0, not_assessed: 0 })
    assert.deepStrictEqual(board.areas[1]!.counts, { met: 2, missed: 0, on_the_way: 0, not_assessed: 0 })
  })

  it("keeps what a short run has not decided on the way", () => {
    const { years } = scenario({ years: { from: 2020, to: 2024 } })
    const board = Scoreboard.of(place.targets, runOf({ years }).events)
    assert.deepStrictEqual(board.counts, { met: 0, missed: 1, on_the_way: 8, not_assessed: 0 })
  })

  it("never leaves out a target that the run did not assess", () => {
    const events = runOf().events.filter((event) => event.type !== "TargetAssessed" || event.target !== "all_jobs")
    const board = Scoreboard.of(place.targets, events)
    const row = board.areas.flatMap((area) => area.rows).find(({ target }) => target.name === "all_jobs")
    assert.isUndefined(row?.standing)
    assert.isDefined(row)
    assert.deepStrictEqual(board.counts, { met: 6, missed: 2, on_the_way: 0, not_assessed: 1 })
  })

  it("does not depend on the order of the events", () => {
    const { events } = runOf()
    assert.deepStrictEqual(Scoreboard.of(place.targets, events.toReversed()), Scoreboard.of(place.targets, events))
  })
})
