import { stripVTControlCharacters } from "node:util"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Colour from "gongfu/render/Colour"
import * as Markdown from "gongfu/render/Markdown"
import * as Table from "gongfu/render/Table"
import * as Width from "gongfu/render/Width"
import { hostile, sober, steers } from "./texts.ts"

const columnOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Table.Column> =>
  fc.record(
    {
      head: text,
      align: fc.constantFrom("left" as const, "right" as const),
      wraps: fc.boolean(),
      optional: fc.constantFrom(1, 2),
      folds: fc.constant((label: string, own: string) => `${label} (${own})`),
      part: fc.constantFrom(1, 2, 3)
    },
    { requiredKeys: ["head", "align"] }
  )

const tables = (text: fc.Arbitrary<string>): fc.Arbitrary<Table.Table> =>
  fc.integer({ min: 1, max: 7 }).chain((columns) =>
    fc.record({
      columns: fc.array(columnOf(text), { minLength: columns, maxLength: columns }),
      rows: fc.array(
        fc.oneof(
          {
            weight: 4,
            arbitrary: fc
              .array(text, { minLength: columns, maxLength: columns })
              .map((cells) => ({ cells: cells.map((content) => ({ text: content })) }))
          },
          { weight: 1, arbitrary: text.map((section) => ({ section })) }
        ),
        { maxLength: 6 }
      )
    })
  )

const widths = fc.oneof(fc.constantFrom(80, 140), fc.integer({ min: 30, max: 200 }))

interface Drawn {
  readonly lines: ReadonlyArray<string>
  readonly rules: ReadonlyArray<string>
}

/** The tables of a text, for one of several parts may be drawn in several. Each has two rules: under its head, at its end. */
const drawnTables = (text: string): ReadonlyArray<Drawn> => {
  const found: Array<{ readonly lines: Array<string>; readonly rules: Array<string> }> = []
  for (const line of text.replaceAll(/\n (?:\d+ more columns?[^─]*?window|另有 \d+[^─]*?可见)/g, "").split("\n")) {
    const last = found.at(-1)
    const table = last === undefined || last.rules.length === 2 ? { lines: [], rules: [] } : last
    if (table !== last) found.push(table)
    // Every other line begins with the margin.
    if (line.startsWith("─")) table.rules.push(line)
    else table.lines.push(line)
  }
  return found
}

describe("Table", () => {
  it("no line of a table is wider than asked or than its rules, and none ends in a space", () => {
    fc.assert(
      fc.property(tables(hostile), widths, (drawn, width) => {
        for (const { lines, rules } of drawnTables(Table.text(drawn, width))) {
          assert.strictEqual(rules[0], rules[1])
          const rule = Width.of(rules[0]!)
          assert.isAtMost(rule, width)
          for (const line of lines) {
            assert.isAtMost(Width.of(line), rule, JSON.stringify(lines))
            assert.notMatch(line, / $/)
          }
        }
      })
    )
  })

  it("colours change no width", () => {
    const { bad, strong } = Colour.palette(true)
    fc.assert(
      fc.property(tables(sober), widths, (drawn, width) => {
        const painted: Table.Table = {
          ...drawn,
          rows: drawn.rows.map((row) =>
            "section" in row ? row : { cells: row.cells.map((cell) => ({ ...cell, paint: bad })) }
          )
        }
        assert.strictEqual(stripVTControlCharacters(Table.text(painted, width, strong)), Table.text(drawn, width))
      })
    )
  })

  it("no control character of a cell passes", () => {
    fc.assert(
      fc.property(tables(hostile), widths, (drawn, width) => {
        assert.isFalse(steers(Table.text(drawn, width)))
      })
    )
  })

  it("loses no text where columns may wrap", () => {
    const letters = (text: string) => text.replaceAll(/[\s─]/g, "")
    fc.assert(
      fc.property(sober, sober, fc.integer({ min: 40, max: 140 }), (a, b, width) => {
        const columns = [
          { head: "A", align: "left", wraps: true },
          { head: "B", align: "left", wraps: true }
        ] as const
        const one = Table.text({ columns, rows: [{ cells: [{ text: a }, { text: "" }] }] }, width)
        const two = Table.text({ columns, rows: [{ cells: [{ text: "" }, { text: b }] }] }, width)
        assert.strictEqual(letters(one), letters(`AB${a}`))
        assert.strictEqual(letters(two), letters(`AB${b}`))
      })
    )
  })

  it("lines numbers up on the right and Chinese labels on the left", () => {
    const text = Table.text(
      {
        columns: [
          { head: "指标", align: "left" },
          { head: "2025", align: "right" }
        ],
        rows: [
          { section: "收入" },
          { cells: [{ text: "农村" }, { text: "1,000" }] },
          { cells: [{ text: "low income" }, { text: "9" }] }
        ]
      },
      80
    )
    assert.deepStrictEqual(text.split("\n"), [
      " 指标         2025",
      "──────────────────",
      " 收入",
      " 农村        1,000",
      " low income      9",
      "──────────────────"
    ])
  })

  const column = (head: string, more: Partial<Table.Column> = {}): Table.Column => ({ head, align: "left", ...more })

  it("cuts no number at any width: it narrows labels, folds units into them, draws part below part, and tells row by row", () => {
    const number = fc.integer({ min: 0, max: 9_999_999_999 }).map(String)
    const row = fc.tuple(
      sober,
      fc.constantFrom("元/人/年", "yuan/person/year", ""),
      fc.array(number, { minLength: 6, maxLength: 6 })
    )
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), fc.integer({ min: 24, max: 140 }), (rows, width) => {
        const text = Table.text(
          {
            columns: [
              column("", { wraps: true }),
              column("", { wraps: true, optional: 1, folds: (label, own) => `${label} (${own})` }),
              ...rows[0]![2].map((_, i) => column("", { align: "right", part: Math.floor(i / 2) }))
            ],
            rows: rows.map(([label, unit, numbers]) => ({
              cells: [label, unit, ...numbers].map((cell) => ({ text: cell }))
            }))
          },
          width
        )
        const words = text.split(/[\s()]+/)
        for (const [, unit, numbers] of rows) {
          if (unit !== "") assert.include(words, unit, text)
          for (const one of numbers) assert.include(words, one, text)
        }
      })
    )
  })

  it("draws parts that have no room beside each other below each other, each with what is of no part", () => {
    const table: Table.Table = {
      columns: [column("name"), column("aaaa", { part: 1 }), column("bbbb", { part: 1 }), column("cccc", { part: 2 })],
      rows: [{ section: "over" }, { cells: ["x", "1", "2", "3"].map((text) => ({ text })) }]
    }
    assert.strictEqual(
      Table.text(table, 20),
      [
        " name  aaaa  bbbb",
        "─────────────────",
        " over",
        " x     1     2",
        "─────────────────",
        "",
        " name  cccc",
        "───────────",
        " over",
        " x     3",
        "───────────"
      ].join("\n")
    )
  })

  it("shows a bar in a cell as it is", () => {
    assert.include(Table.text({ columns: [column("a|b"), column("c")], rows: [] }, 40), " a|b  c")
  })

  it("leaves out optional columns in their order before it cuts anything", () => {
    const table: Table.Table = {
      columns: [column("aaaaaaaaaa"), column("bbbbbbbbbb", { optional: 2 }), column("cccccccccc", { optional: 1 })],
      rows: [{ cells: [{ text: "1" }, { text: "2" }, { text: "3" }] }]
    }
    const heads = (width: number) => Table.text(table, width).split("\n")[0]!.trim().split(/ +/)
    assert.deepStrictEqual(heads(40), ["aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc"])
    assert.deepStrictEqual(heads(30), ["aaaaaaaaaa", "bbbbbbbbbb"])
    assert.deepStrictEqual(heads(15), ["aaaaaaaaaa"])
  })

  it("tells labels of rows about one thing once, beside them all", () => {
    const row = (label: string, letter: string, value: string, about?: string): Table.Row => ({
      cells: [{ text: label }, { text: letter }, { text: value }],
      ...(about !== undefined && { about })
    })
    const table: Table.Table = {
      columns: [
        { head: "name", align: "left", wraps: true },
        { head: "", align: "left" },
        { head: "2025", align: "right" }
      ],
      rows: [
        row("a label of several long words", "A", "1,000", "x"),
        row("a label of several long words", "B", "2", "x"),
        row("other", "A", "3", "y"),
        row("other", "A", "4")
      ]
    }
    assert.deepStrictEqual(Table.text(table, 30).split("\n").slice(2, -1), [
      " a label of several  A   1,000",
      " long words          B       2",
      " other               A       3",
      " other               A       4"
    ])
    assert.deepStrictEqual(
      Markdown.table(table)
        .split("\n")
        .slice(2)
        .map((line) => line.split("|")[1]!.trim()),
      ["a label of several long words", "", "other", "other"]
    )
  })

  it("stacks a table where it has no room, and keeps that in mind when columns are left out", () => {
    const table: Table.Table = {
      columns: [
        { head: "name", align: "left", wraps: true },
        { head: "year", align: "left", optional: 1, folds: (label, own) => `${label} (${own})` },
        { head: "A", align: "right" },
        { head: "B", align: "right" }
      ],
      rows: [{ cells: ["a name", "2025", "11111111", "22222222"].map((text) => ({ text })) }],
      stacked: () => ({ columns: [column("stacked")], rows: [] })
    }
    assert.include(Table.text(table, 40), "a name")
    assert.include(Table.text(table, 26), "stacked")
    assert.notInclude(Table.text(table, 26), "a name")
  })

  it("has no column that would fold into labels and holds nothing", () => {
    const table = (unit: string): Table.Table => ({
      columns: [
        { head: "Name", align: "left", wraps: true },
        { head: "Unit", align: "left", folds: (label, own) => `${label} (${own})` },
        { head: "Note", align: "left" }
      ],
      rows: [
        { section: "Some" },
        { cells: [{ text: "a" }, { text: "" }, { text: "" }] },
        { cells: [{ text: "b" }, { text: unit }, { text: "" }] }
      ]
    })
    const heads = (unit: string) => Table.text(table(unit), 80).split("\n")[0]!.trim().split(/ +/)
    assert.deepStrictEqual(heads("yuan"), ["Name", "Unit", "Note"])
    assert.deepStrictEqual(heads(""), ["Name", "Note"])
  })

  it("leaves a spare column out before it breaks a label, and folds it", () => {
    const table: Table.Table = {
      columns: [
        { head: "name", align: "left", wraps: true },
        { head: "asked", align: "right", spare: true, folds: (label, own) => `${label} (${own})` },
        { head: "A", align: "right" }
      ],
      rows: [{ cells: ["a label of several words", "falling", "1"].map((text) => ({ text })) }]
    }
    assert.include(Table.text(table, 40), "a label of several words  falling")
    assert.notInclude(Table.text(table, 37), "asked")
    assert.include(Table.text(table, 37), "(falling)")
  })

  it("tells a label once beside rows of which some take several lines", () => {
    const row = (letter: string, value: string): Table.Row => ({
      about: "x",
      cells: [{ text: "a label of several long words" }, { text: letter }, { text: value }]
    })
    const table: Table.Table = {
      columns: [
        { head: "name", align: "left", wraps: true },
        { head: "", align: "left" },
        { head: "2025", align: "right" }
      ],
      rows: [row("A", "1,000"), row("B", "1,000,000,000 (+12,345.6%)"), row("C", "3")]
    }
    assert.deepStrictEqual(Table.text(table, 40).split("\n").slice(2, -1), [
      " a label of    A           1,000",
      " several long  B   1,000,000,000",
      " words              (+12,345.6%)",
      "               C               3"
    ])
  })

  it("rows about one thing with labels of their own keep them", () => {
    const row = (label: string): Table.Row => ({ about: "x", cells: [{ text: label }] })
    const text = Table.text(
      { columns: [column("name", { wraps: true })], rows: [row("one (2024)"), row("one (2025)")] },
      40
    )
    assert.include(text, "one (2025)")
  })

  it("says how many columns a window has no room for, in its language, and explains only those that are shown", () => {
    const table = (zh: boolean): Table.Table => ({
      columns: [
        { head: zh ? "指标" : "name", align: "left", wraps: true },
        { head: "unit", align: "left", optional: 1, folds: (label, own) => `${label} (${own})` },
        { head: "B", align: "right", optional: 2, explained: "B is what it is." },
        { head: "C", align: "right", spare: true }
      ],
      rows: [{ cells: ["a label", "yuan", "123,456,789,012", "987,654,321"].map((text) => ({ text })) }]
    })
    assert.include(Table.text(table(false), 60), "\n\nB is what it is.")
    assert.notInclude(Table.text(table(false), 60), "at a wider window")
    assert.include(Table.text(table(false), 35), "─\n 1 more column at a wider window\n\nB is")
    const narrow = Table.text(table(true), 25)
    assert.include(narrow, "─\n 另有 2 列，加宽窗口可见")
    assert.notInclude(narrow, "B is what it is.")
    assert.include(Markdown.table(table(false)), "\n\nB is what it is.")
  })

  it("says how to get more columns where there is no window", () => {
    const told = Table.text(
      {
        columns: [column("name"), column("other", { optional: 1 })],
        rows: [{ cells: ["a".repeat(80), "b".repeat(80)].map((text) => ({ text })) }]
      },
      Width.withoutWindow
    )
    assert.notInclude(told, "bbb")
    assert.include(told, "─\n 1 more column at a wider window or with COLUMNS=140")
  })

  it("gives a name a line of its own rather than break it", () => {
    const table: Table.Table = {
      columns: [
        { head: "name", align: "left", wraps: true },
        {
          head: "as",
          align: "left",
          wraps: true,
          names: true,
          optional: 2,
          folds: (label, own) => `${label} (${own})`
        },
        { head: "unit", align: "left", optional: 1, folds: (label, own) => `${label} (${own})` },
        { head: "1", align: "right" }
      ],
      rows: [{ cells: ["登记失业占比", "registration_share", "yuan", "123,456,789,012"].map((text) => ({ text })) }]
    }
    assert.include(Table.text(table, 42), "(registration_share)")
    for (const width of [24, 28, 32]) {
      const lines = Table.text(table, width).split("\n")
      assert.include(
        lines.map((line) => line.trim()),
        "registration_share",
        String(width)
      )
      assert.isTrue(lines.some((line) => line.includes("(yuan)")))
    }
  })
})
