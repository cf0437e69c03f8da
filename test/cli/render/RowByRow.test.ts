import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Colour from "gongfu/render/Colour"
import * as Table from "gongfu/render/Table"
import * as Width from "gongfu/render/Width"

const column = (head: string, more: Partial<Table.Column> = {}): Table.Column => ({ head, align: "left", ...more })
const row = (cells: ReadonlyArray<string>, about?: string): Table.Row => ({
  cells: cells.map((text) => ({ text })),
  ...(about !== undefined && { about })
})

/** Ids of runs, as scenarios' names and eight digits make them. */
const id = fc
  .tuple(fc.stringMatching(/^[a-z]{2,8}(-[a-z]{2,8}){0,2}$/), fc.stringMatching(/^[0-9a-f]{7}[0-9]$/))
  .map(([name, digits]) => `${name}-${digits}`)

const list = (ids: ReadonlyArray<string>, zh: boolean): Table.Table => ({
  columns: [
    column(""),
    column(zh ? "推演" : "Run"),
    column(zh ? "标签" : "Tags", { names: true }),
    column(zh ? "情景" : "Scenario", { wraps: true, optional: 1 }),
    column(zh ? "状态" : "Status"),
    column(zh ? "差值" : "B − A", { align: "right" })
  ],
  rows: ids.map((one, i) =>
    row([
      "✓",
      one,
      i === 0 ? "as-approved-by-the-council" : "",
      zh ? "按原文的行动方案" : "The plan as written",
      zh ? "未完成" : "not finished",
      "+22,569.3 pp (+24.6%)"
    ])
  )
})

describe("a table whose columns have no room", () => {
  it("keeps ids, tags, words and figures whole in every window, in both languages", () => {
    fc.assert(
      fc.property(
        fc.array(id, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        fc.integer({ min: 40, max: 140 }),
        (ids, zh, width) => {
          const text = Table.text(list(ids, zh), width)
          for (const line of text.split("\n")) assert.isAtMost(Width.of(line), width, text)
          for (const whole of [...ids, "as-approved-by-the-council", zh ? "未完成" : "not finished", "+22,569.3 pp"])
            assert.include(text, whole)
        }
      )
    )
  })

  it("names a row once, and what its figures are by the heads of their columns, or by whose they are", () => {
    const table: Table.Table = {
      columns: [
        column("Name", { wraps: true }),
        column("Years"),
        column("", { whose: true }),
        column("Setting", { align: "right" })
      ],
      rows: [
        { section: "Levers" },
        row(["Investment attracted a year", "2021–2035", "A, C", "900.0 → 1,100.0"], "x"),
        row(["Investment attracted a year", "", "B", "720.0"], "x"),
        row(["Minimum-wage growth", "2021–2035", "A–C", "7.0%"], "y")
      ]
    }
    assert.deepStrictEqual(Table.text(table, 40).split("\n"), [
      " Name",
      "───────────────────────────────",
      " Levers",
      " Investment attracted a year",
      "   Years: 2021–2035",
      "   A, C: 900.0 → 1,100.0",
      "   B: 720.0",
      " Minimum-wage growth",
      "   Years: 2021–2035 · A–C: 7.0%",
      "───────────────────────────────"
    ])
  })

  it("sets a long name in behind its mark, gives a tag a line of its own, and colours change nothing", () => {
    const { good, strong } = Colour.palette(true)
    const cells = ["✓", "Low-income group income doubled in five years", "the-plan-as-approved", "2,025.00003 pp"]
    const table = (paint?: Table.Paint): Table.Table => ({
      columns: [
        column(""),
        column("目标", { wraps: true }),
        column("标签", { names: true }),
        column("余量", { align: "right" })
      ],
      rows: [{ cells: cells.map((text) => ({ text, paint })) }]
    })
    const shown = Table.text(table(), 24)
    assert.deepStrictEqual(shown.split("\n"), [
      " 目标",
      "───────────────────────",
      " ✓ Low-income group",
      "   income doubled in",
      "   five years",
      "   标签：",
      "   the-plan-as-approved",
      "   余量：2,025.00003 pp",
      "───────────────────────"
    ])
    // oxlint-disable-next-line no-control-regex
    assert.strictEqual(Table.text(table(good), 24, strong).replaceAll(/\u001b\[\d+m/g, ""), shown)
  })

  it("tells what columns had no room for, too", () => {
    const table: Table.Table = {
      columns: [
        column("Run"),
        column("Tags", { names: true }),
        column("Scenario", { wraps: true, optional: 1 }),
        column("Unit", { optional: 2, folds: (label, own) => `${label} (${own})` }),
        column("Status")
      ],
      rows: [row(["half-as-much-b40c51d6", "as-approved-by-the-council", "Half as much again", "yuan", "completed"])]
    }
    assert.deepStrictEqual(Table.text(table, 48).split("\n"), [
      " Run",
      "──────────────────────────────────────",
      " half-as-much-b40c51d6",
      "   Tags: as-approved-by-the-council",
      "   Scenario: Half as much again (yuan)",
      "   Status: completed",
      "──────────────────────────────────────"
    ])
  })

  it("does without a picture before it is told row by row", () => {
    const table: Table.Table = {
      columns: [
        column("Indicator", { wraps: true }),
        column("2025", { align: "right" }),
        column("2020–2035", { picture: true })
      ],
      rows: [row(["Per-capita disposable income", "123,456.7", "▁▁▁▂▂▃▃▃▄▄▅▆▆▇██"])]
    }
    assert.include(Table.text(table, 48), "▁▂")
    assert.notInclude(Table.text(table, 36), "▁")
    assert.include(Table.text(table, 36), "  123,456.7")
    assert.include(Table.text(table, 36), "1 more column at a wider window")
  })
})
