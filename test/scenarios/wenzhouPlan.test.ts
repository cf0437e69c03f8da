/** The plan's own tables beside the model: every target and every lever is there, as the plan has it. */
import { readFileSync } from "node:fs"
import { parse } from "csv-parse/sync"
import { assert, describe, it } from "vitest"
import { folder, levers, model, place } from "./Wenzhou.ts"

const table = (name: string): ReadonlyArray<Readonly<Record<string, string>>> =>
  parse(readFileSync(`${folder}data/${name}.csv`, "utf8"), { columns: true })

const comparisons = { ">": "more_than", ">=": "at_least", "<=": "at_most", "<": "less_than" } as const

describe("the plan's tables", () => {
  const targets = table("plan-targets")

  it("have 94 targets, and the model has these and no others", () => {
    assert.lengthOf(targets, 94)
    assert.sameMembers(
      place.targets.all.map(({ name }) => name),
      targets.map((row) => row["id"]!)
    )
  })

  for (const row of targets)
    it(`${row["id"]} stands as in clause ${row["clause"]}`, () => {
      const target = place.targets.all.find(({ name }) => name === row["id"])!
      const trend = row["kind"] === "trend_down"
      const percent = row["unit"]!.startsWith("percent")
      const { area, by, clause, from, kind, strength } = target
      const first = row["kind"] === "level" ? undefined : Number(row["period_from"])
      assert.deepStrictEqual(
        [clause, area, kind, strength, from, by],
        [row["clause"]!, row["area"]!, row["kind"], row["strength"], first, Number(row["by"])]
      )
      assert.strictEqual(target.requirement?.comparison, trend ? undefined : comparisons[row["op"] as ">"])
      if (!trend) assert.closeTo(target.requirement!.value, Number(row["value"]) / (percent ? 100 : 1), 1e-12)
      // A figure that may be missed by something says why.
      if (target.tolerance > 0) assert.isTrue(target.strength === "around" || target.note !== undefined)
    })

  it("have 34 levers, and the model has these and no others, each with its clause and range", () => {
    const rows = table("plan-levers")
    assert.lengthOf(rows, 34)
    assert.sameDeepMembers(
      levers.map(({ lever, name, source }) => [name, source?.plan, lever!.min, lever!.max]),
      rows.map((row) => [row["id"], row["clause"]!.replaceAll(";", "; "), Number(row["min"]), Number(row["max"])])
    )
  })
})

describe("every input of the model", () => {
  it("has a source, and every assumption a range", () => {
    const inputs = model.variables.filter(({ kind }) => kind !== "equation")
    const bare = inputs.filter(({ kind, range, source }) => source === undefined || (kind === "assumption" && !range))
    assert.deepStrictEqual(
      bare.map(({ name }) => name),
      []
    )
  })
})
