/** The views of a store and the JSON of the commands say the same of the same runs, in the same words. */
import { join } from "node:path"
import Database from "better-sqlite3"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string

/** What a command prints as JSON. */
const json = (...args: ReadonlyArray<string>) => JSON.parse(Cli.aside(root, [...args, "--json"]).out)

/** The rows of a query on the store. */
const rows = (sql: string, ...values: ReadonlyArray<string>): ReadonlyArray<Readonly<Record<string, unknown>>> => {
  const db = new Database(join(root, "gongfu.sqlite"), { readonly: true })
  try {
    return db
      .prepare(sql)
      .all(...values)
      .map((row) => ({ ...(row as Record<string, unknown>) }))
  } finally {
    db.close()
  }
}

/** Runs of two places, of every standing, and an ensemble beside them. */
beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  for (const [code, ...args] of [
    [0, "run", "toy/scenarios/more.yaml", "wenzhou/plan", "wenzhou/rural-first"],
    [0, "fork", "more", "growth=5%", "--at", "2021", "--name", "idea"],
    [0, "ensemble", "toy/scenarios/base.yaml", "--members", "3"],
    [1, "run", "toy/scenarios/broken.yaml"]
  ] as const) {
    const { code: found, err } = Cli.aside(root, args)
    assert.strictEqual(found, code, err)
  }
})

interface Listed {
  readonly id: string
  readonly scenario: string
  readonly from: number
  readonly to: number
  readonly status: string
  readonly result?: string
  readonly fingerprints: Readonly<Record<"place" | "model" | "targets" | "scenario" | "engine", string>>
  readonly recordedAt: string
  readonly ensemble?: object
}

describe("the views of a store", () => {
  it("have the runs of list, each with its status, its result and what it was made from", () => {
    const listed = (json("list").runs as ReadonlyArray<Listed>).filter(({ ensemble }) => ensemble === undefined)
    assert.sameMembers(
      listed.map(({ status }) => status),
      ["completed", "completed", "completed", "running", "failed"]
    )
    const parents = listed.map(({ id }) => json("show", id).run.parent as { run: string; year: number } | undefined)
    assert.deepStrictEqual(
      rows("select * from run order by (select min(position) from event where stream = run.id)"),
      listed.map(({ fingerprints, from, id, recordedAt, result, scenario, status, to }, i) => ({
        id,
        scenario,
        first_year: from,
        last_year: to,
        status,
        result: result ?? null,
        ...Object.fromEntries(Object.entries(fingerprints).map(([kind, value]) => [`${kind}_fingerprint`, value])),
        parent: parents[i]?.run ?? null,
        parent_year: parents[i]?.year ?? null,
        recorded_at: recordedAt
      }))
    )
  })

  it("have the variables and indicators of compare, and the numbers that export gives for them", () => {
    const told = json("compare", "plan", "rural-first", "--all").comparison.indicators as ReadonlyArray<{
      readonly variable: string
      readonly indicator: string
    }>
    const pairs = told.map(({ indicator, variable }) => [variable, indicator].join(" "))
    assert.include(pairs, "market_income market_income[rural][wage]")
    const runs = json("export", "plan", "rural-first").runs as ReadonlyArray<{
      readonly id: string
      readonly years: ReadonlyArray<number>
      readonly indicators: ReadonlyArray<{ readonly indicator: string; readonly values: ReadonlyArray<number> }>
    }>
    for (const { id, indicators, years } of runs) {
      const viewed = rows("select distinct variable || ' ' || indicator as pair from indicator where run = ?", id)
      assert.deepStrictEqual(new Set(viewed.map(({ pair }) => pair)), new Set(pairs))
      const numbers = rows("select year || ' ' || indicator as at, value from indicator where run = ?", id)
      assert.deepStrictEqual(
        new Map(numbers.map(({ at, value }) => [at, value])),
        new Map(
          indicators.flatMap(({ indicator, values }) => values.map((value, i) => [`${years[i]} ${indicator}`, value]))
        )
      )
    }
  })
})
