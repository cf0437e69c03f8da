import { spawnSync } from "node:child_process"
import Database from "better-sqlite3"
import type { RunEvent, Value } from "@gongfu/core/run/Event"
import * as Connection from "@gongfu/core/store/sqlite/Connection"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import * as Samples from "./Samples.ts"
import * as TemporaryFolder from "./TemporaryFolder.ts"

/** The rows of a query on a store that holds these appends. */
const query = (
  appends: ReadonlyArray<Samples.Append>,
  ...queries: ReadonlyArray<string>
): ReadonlyArray<ReadonlyArray<unknown>> => {
  const file = TemporaryFolder.file()
  const db = Connection.open(Database, { file, access: "write" })
  try {
    const store = SqliteEventStore.fromConnection(db, file, 0)
    for (const append of appends) Effect.runSync(Samples.append(store, append))
    return queries.map((sql) =>
      db
        .prepare(sql)
        .all()
        .map((row) => ({ ...(row as object) }))
    )
  } finally {
    db.close()
  }
}

const numbers = (address: string, value: Value): ReadonlyArray<readonly [string, number]> =>
  typeof value === "number"
    ? [[address, value]]
    : Object.entries(value).flatMap(([member, inner]) => numbers(`${address}[${member}]`, inner))

const ofType = <T extends RunEvent["type"]>(events: ReadonlyArray<RunEvent>, type: T) =>
  events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type)

const run = Samples.run("plan", "plan-1")

describe("the views", () => {
  it("give the numbers of the events to the bit", () => {
    const history = fc.array(Samples.event, { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(history, (events) => {
        const [indicators, levers, assumptions, shocks, targets, milestones] = query(
          [{ ...run, events: [Samples.started("plan"), ...events] }],
          "select year, variable, indicator, value from indicator",
          "select year, lever, before, after, reason from lever_path",
          "select year, assumption, before, after from assumption_path",
          "select year, shock, assumption, times, plus from shock",
          "select year, target, required, projected, margin, status from target_status",
          "select run, year, milestone from milestone"
        )
        const sorted = (rows: ReadonlyArray<unknown>) => rows.map((row) => JSON.stringify(row)).toSorted()
        assert.deepStrictEqual(
          sorted(indicators!),
          sorted(
            ofType(events, "YearProjected").flatMap(({ year, values }) =>
              Object.entries(values).flatMap(([variable, value]) =>
                numbers(variable, value).map(([indicator, number]) => ({ year, variable, indicator, value: number }))
              )
            )
          )
        )
        assert.deepStrictEqual(
          levers,
          ofType(events, "LeverAdjusted").map(({ year, lever, from, to, reason }) => ({
            year,
            lever,
            before: from,
            after: to,
            reason: reason ?? null
          }))
        )
        assert.deepStrictEqual(
          assumptions,
          ofType(events, "AssumptionChanged").map(({ year, name, from, to }) => ({
            year,
            assumption: name,
            before: from,
            after: to
          }))
        )
        assert.deepStrictEqual(
          shocks,
          ofType(events, "ShockApplied").map(({ year, shock, variable, times, plus }) => ({
            year,
            shock,
            assumption: variable,
            times,
            plus
          }))
        )
        assert.deepStrictEqual(
          targets,
          ofType(events, "TargetAssessed").map(({ year, target, required, projected, margin, status }) => ({
            year,
            target,
            required,
            projected,
            margin,
            status
          }))
        )
        assert.deepStrictEqual(
          milestones,
          ofType(events, "MilestoneReached").map(({ year, milestone }) => ({ run: "plan-1", year, milestone }))
        )
      }),
      { numRuns: 60 }
    )
  })

  it("give the address of every number of a nested value", () => {
    const [indicators] = query([run], "select * from indicator order by indicator")
    assert.deepStrictEqual(indicators, [
      { run: "plan-1", year: 2021, variable: "income", indicator: "income[rural][wage]", value: 1e21 },
      { run: "plan-1", year: 2021, variable: "income", indicator: "income[urban][wage]", value: 5 },
      { run: "plan-1", year: 2021, variable: "rural_income", indicator: "rural_income", value: 0.30000000000000004 }
    ])
  })

  // Python brings the SQLite of the machine, an older one often: 3.40 hands numbers between JSON functions as 15 digits.
  it.skipIf(spawnSync("python3", ["-c", "import sqlite3"]).status !== 0)(
    "give the same numbers in another SQLite",
    () => {
      const file = TemporaryFolder.file()
      const db = Connection.open(Database, { file, access: "write" })
      Effect.runSync(Samples.append(SqliteEventStore.fromConnection(db, file, 0), run))
      const sql = "select variable, indicator, value from indicator order by indicator"
      const here = db.prepare(sql).raw().all()
      db.close()
      const script =
        "import json, sqlite3, sys; print(json.dumps(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()))"
      const { stdout } = spawnSync("python3", ["-c", script, file, sql], { encoding: "utf8" })
      assert.deepStrictEqual(JSON.parse(stdout), here)
    }
  )

  it("give every run with how it stands", () => {
    const forked = { ...Samples.started("idea"), parent: { run: "plan-1", year: 2020 } } as RunEvent
    const [runs] = query(
      [
        run,
        { ...Samples.run("idea", "idea-1"), events: [forked] },
        { ...Samples.run("bad", "bad-1"), events: [Samples.started("bad"), Samples.failed] }
      ],
      "select * from run"
    )
    const [place, model, targets, scenario] = Samples.documents("plan").map(({ fingerprint }) => fingerprint)
    const { recorded_at, ...first } = runs![0] as { recorded_at: string }
    assert.match(recorded_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    assert.deepStrictEqual<object>(first, {
      id: "plan-1",
      scenario: "plan",
      first_year: 2020,
      last_year: 2022,
      status: "completed",
      result: (Samples.events("plan").at(-1) as { result: string }).result,
      place_fingerprint: place,
      model_fingerprint: model,
      targets_fingerprint: targets,
      scenario_fingerprint: scenario,
      engine_fingerprint: "0".repeat(64),
      parent: null,
      parent_year: null
    })
    assert.deepInclude(runs![1] as object, {
      id: "idea-1",
      status: "running",
      result: null,
      parent: "plan-1",
      parent_year: 2020
    })
    assert.deepInclude(runs![2] as object, { id: "bad-1", status: "failed", result: null })
  })
})
