import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as RunColumns from "gongfu/render/RunColumns"
import * as Table from "gongfu/render/Table"

/** Things that several runs have values of, each thing with a name of its own. */
const told = fc.integer({ min: 3, max: 12 }).chain((runs) =>
  fc.record({
    runs: fc.constant(runs),
    rows: fc.array(fc.array(fc.constantFrom("1,000.0 → 2,000.0", "7.5", "–"), { minLength: runs, maxLength: runs }), {
      minLength: 1,
      maxLength: 6
    })
  })
)

const table = ({ rows, runs }: { rows: ReadonlyArray<ReadonlyArray<string>>; runs: number }): Table.Table =>
  RunColumns.table({
    columns: [
      { head: "Name", align: "left", wraps: true },
      { head: "Years", align: "left" }
    ],
    rows: rows.map((values, i) => ({
      about: String(i),
      cells: [{ text: `thing-${i}` }, { text: "2021–2035" }],
      runs: values.map((text) => ({ value: { text } }))
    })),
    runs,
    value: "Setting",
    differences: false
  })

/** The runs that letters such as `A, C–E` name. */
const named = (letters: string): ReadonlyArray<number> =>
  letters.split(", ").flatMap((some) => {
    const [from, to = from] = some.split("–").map((letter) => letter.charCodeAt(0) - 65)
    return Array.from({ length: to! - from! + 1 }, (_, i) => from! + i)
  })

describe("RunColumns", () => {
  it("tells every thing once, at any width, with the value of each run", () => {
    fc.assert(
      fc.property(told, fc.integer({ min: 66, max: 200 }), (shape, width) => {
        const lines = Table.text(table(shape), width).split("\n")
        const stacked = lines[0]!.includes("Setting")
        for (const [i, values] of shape.rows.entries()) {
          const from = lines.findIndex((line) => line.startsWith(` thing-${i} `))
          assert.strictEqual(lines.filter((line) => line.includes(`thing-${i} `)).length, 1)
          if (!stacked) {
            assert.deepStrictEqual(lines[from]!.trim().split(/ {2,}/).slice(2), values)
            continue
          }
          const found: Array<string> = []
          for (let k = from; k === from || /^ {8}/.test(lines[k]!); k++) {
            const [letters, value] = lines[k]!.trim().split(/ {2,}/).slice(-2)
            for (const run of named(letters!)) {
              assert.isUndefined(found[run])
              found[run] = value!
            }
          }
          assert.deepStrictEqual(found, [...values])
        }
      })
    )
  })

  it("sets runs below each other where they have no room, those that agree on one line", () => {
    const rows = [
      ["1", "2", "1", "2"].map((value) => value.repeat(12)),
      ["3", "3", "3", "4"].map((value) => value.repeat(12))
    ]
    assert.deepStrictEqual(Table.text(table({ rows, runs: 4 }), 60).split("\n"), [
      " Name     Years                 Setting",
      "───────────────────────────────────────",
      " thing-0  2021–2035  A, C  111111111111",
      "                     B, D  222222222222",
      " thing-1  2021–2035  A–C   333333333333",
      "                     D     444444444444",
      "───────────────────────────────────────"
    ])
  })
})
