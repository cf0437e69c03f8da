/**
 * Published actuals: rows of a table `indicator,year,value,unit,scope,source`, as records of a CSV reader. Behind
 * `indicator` there may be a column `indicator_zh`, the Chinese name of the same indicator.
 *
 * A row that is not as it should be is a fault with its line; all of a file are told at once, and the other rows can be
 * looked at further. Which rows can be compared with a run is for `Backtest` to say: a row about part of a year, or about
 * a county, is a good row.
 */
import * as Fault from "../document/Fault.ts"
import { halved } from "../document/FullWidth.ts"
import type { Label, Language } from "../document/Label.ts"
import { yearForm } from "../document/Number.ts"
import type { SourceFile, Span } from "../document/Span.ts"
import * as TypedYear from "../document/TypedYear.ts"

/** One published figure. */
export interface Actual {
  /** The name under which it is published. */
  readonly indicator: string
  /** That name in Chinese; nothing where the row does not give it. */
  readonly indicatorZh: string | undefined
  /** The year or part of one, `2021` or `2021 H1`, in digits of half width and without 年. */
  readonly period: string
  /** Nothing when the figure is about part of a year. */
  readonly year: number | undefined
  readonly value: number
  readonly unit: string
  /** What it is about, `Wenzhou city (secondary page)`. */
  readonly scope: string
  /** The page that states it, or how it was derived, as it is written; for readers see `sourceIn`. */
  readonly source: string
  /** Whether it was derived by arithmetic: its source begins with `derived:`. */
  readonly derived: boolean
  readonly span: Span
}

/**
 * A source as readers are told it: a page as it is written, and a derivation in one language. One that is more than
 * arithmetic says it in English and, behind ` | `, in Chinese.
 */
export const sourceIn = (source: string, language: Language): string => {
  const derivation = /^derived: *(.*?)(?: \| (.*))?$/.exec(source)
  if (derivation === null) return source
  const [, en, zh = en] = derivation
  return language === "zh" ? `推算：${zh}` : `derived: ${en}`
}

/** What came of a file: the rows that are sound, and every fault of the others, in the order of the lines. */
export interface Read {
  readonly actuals: ReadonlyArray<Actual>
  readonly faults: ReadonlyArray<Fault.Fault>
}

/** The columns that a file of actuals has, in their order. */
export const columns = ["indicator", "year", "value", "unit", "scope", "source"] as const
type Column = (typeof columns)[number]

/** The columns of a file that has the indicators' Chinese names, too: they may be empty in any row. */
export const columnsWithChinese = ["indicator", "indicator_zh", ...columns.slice(1)] as const

/** A record as a CSV reader gives it: its fields, and the line on which it ends. */
export interface Record {
  readonly line: number
  readonly fields: ReadonlyArray<string>
}

/** What is wrong with the quotes of a text, by the code that csv-parse gives it. */
const quoting: ReadonlyMap<string, Label> = new Map(
  Object.entries({
    CSV_QUOTE_NOT_CLOSED: { en: "a quote is opened and not closed", zh: "引号未闭合" },
    CSV_INVALID_CLOSING_QUOTE: {
      en: "something stands between a closing quote and the next comma",
      zh: "右引号与其后的逗号之间有其他字符"
    },
    INVALID_OPENING_QUOTE: {
      en: "a quote stands within a field that has none around it",
      zh: "未加引号的字段中出现引号"
    }
  })
)

/** The text is no CSV. `code` is csv-parse's for the reason. */
export const NotCsv = Fault.define<{ readonly code: string }>("NotCsv", ({ code }) => {
  const detail = quoting.get(code) ?? { en: code, zh: code }
  return {
    problem: { en: `not readable as CSV: ${detail.en}`, zh: `不是合法的 CSV：${detail.zh}` },
    remedy: {
      en: 'check the quotes in this line; a quote within quotes is written ""',
      zh: '请检查本行的引号；引号内的引号写作 ""'
    }
  }
})

const separators: ReadonlyMap<string, Label> = new Map(
  Object.entries({
    ";": { en: "semicolons", zh: "分号" },
    "\t": { en: "tabs", zh: "制表符" },
    "，": { en: "commas of full width (，)", zh: "全角逗号（，）" },
    "；": { en: "semicolons of full width (；)", zh: "全角分号（；）" }
  })
)

/** The columns stand apart by something else than commas. */
export const WrongSeparator = Fault.define<{ readonly separator: string }>("WrongSeparator", ({ separator }) => ({
  problem: {
    en: `the columns are set apart by ${separators.get(separator)!.en}`,
    zh: `列之间用的是${separators.get(separator)!.zh}`
  },
  remedy: { en: "save it as CSV with commas", zh: "请另存为以半角逗号分隔的 CSV" }
}))

/** The first line does not name the columns. */
export const WrongColumns = Fault.define<{ readonly found: ReadonlyArray<string> }>("WrongColumns", ({ found }) => ({
  problem: { en: `the columns are ${found.join(",") || "missing"}`, zh: `列名为 ${found.join(",") || "（空）"}` },
  remedy: {
    en: `the first line is ${columns.join(",")}, where indicator_zh may follow indicator`,
    zh: `首行应为 ${columns.join(",")}，其中 indicator 之后可加一列 indicator_zh`
  }
}))

/** A row has more or fewer fields than there are columns. */
export const WrongFields = Fault.define<{ readonly found: number; readonly expected: number }>(
  "WrongFields",
  ({ expected, found }) => ({
    problem: {
      en: `the row has ${found} fields, not ${expected}`,
      zh: `本行有 ${found} 个字段，应为 ${expected} 个`
    },
    remedy: { en: "put a field that holds a comma in quotes", zh: "含逗号的字段请加引号" }
  })
)

/** Two rows of one indicator give it different Chinese names. */
export const TwoNames = Fault.define<{
  readonly indicator: string
  readonly name: string
  readonly before: string
  readonly line: number
}>("TwoNames", ({ before, indicator, line, name }) => ({
  problem: {
    en: `"${indicator}" is called ${name} here and ${before} in line ${line}`,
    zh: `“${indicator}”的中文名称在此为“${name}”，在第 ${line} 行为“${before}”`
  },
  remedy: {
    en: "give both rows one name, or the indicators two names in English as well",
    zh: "请统一中文名称；如为不同指标，英文名称也应不同"
  }
}))

/** What to do about an empty field, by its column. A value is never to be made up. */
const whenEmpty: { readonly [C in Column]: Label } = {
  indicator: { en: "write the name under which it is published", zh: "请写公布时所用的指标名称" },
  year: { en: "write the year that it is about, such as 2021", zh: "请写数据所属年份，如 2021" },
  value: {
    en: "remove the row until there is a published figure",
    zh: "请删去本行，待有公布数时再补"
  },
  unit: { en: "write the unit that the value is published in", zh: "请写公布时所用的单位" },
  scope: { en: "write the area that it is about", zh: "请写数据所属的地区范围" },
  source: {
    en: "name the page; a figure without its page cannot be checked",
    zh: "请写明出处；没有出处的数字无法核对"
  }
}

/** A field is empty. */
export const EmptyField = Fault.define<{ readonly column: Column }>("EmptyField", ({ column }) => ({
  problem: { en: `${column} is empty`, zh: `${column} 为空` },
  remedy: whenEmpty[column]
}))

/** A period is neither a year nor a part of one. */
export const WrongPeriod = Fault.define<{ readonly text: string }>("WrongPeriod", ({ text }) => ({
  problem: { en: `"${text}" is not a year`, zh: `“${text}”不是年份` },
  remedy: {
    en: "write 2021, or for part of a year 2021 H1, 2021 Q1-3, 2021 Mar, 2021 Jan-Aug",
    zh: "请写 2021；不满一年的写 2021 H1、2021 Q1-3、2021 Mar 或 2021 Jan-Aug"
  }
}))

/** A value is not a plain number, or one beyond all that can be computed with. */
export const WrongNumber = Fault.define<{ readonly text: string }>("WrongNumber", ({ text }) => ({
  problem: { en: `"${text}" is not a number`, zh: `“${text}”不是数字` },
  remedy: {
    en: "write digits only, such as 69678 or 0.9; the unit has its own column",
    zh: "只写数字，如 69678 或 0.9；单位另有一列"
  }
}))

const wholeYear = new RegExp(`^${yearForm}$`)
const month = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
const partOfYear = new RegExp(`^${yearForm} (H[12]|Q[1-4](-[1-4])?|${month}(-${month})?)$`)
const plainNumber = /^-?\d+(\.\d+)?$/
const isNumber = (value: string): boolean => plainNumber.test(value) && Number.isFinite(Number(value))

/** The line of a record, with the text of one of its fields marked where it stands in the line as written. */
const locator = (file: SourceFile) => {
  const lines = file.text.split(/\r?\n/)
  return (line: number, field = ""): Span => {
    const text = lines[line - 1] ?? ""
    const at = field === "" ? -1 : text.indexOf(field)
    return {
      file: file.path,
      line,
      column: Math.max(0, at) + 1,
      length: Math.max(1, at < 0 ? text.length : field.length),
      text
    }
  }
}

/** Where a line of a file stands, for a fault of the CSV itself. */
export const lineOf = (file: SourceFile, line: number): Span => locator(file)(line)

/** The rows of a file. The first record names the columns; where it does not, there are no rows. */
export const fromRecords = (file: SourceFile, records: ReadonlyArray<Record>): Read => {
  const nothing = (fault: Fault.Fault): Read => ({ actuals: [], faults: [fault] })
  const spanOf = locator(file)
  const [head, ...rows] = records
  const layouts = [columns, columnsWithChinese]
  const separator = [...separators.keys()].find((one) =>
    layouts.some(({ length }) => head?.fields.join().split(one).length === length)
  )
  if (separator !== undefined) return nothing(WrongSeparator(spanOf(head!.line), { separator }))
  const layout = layouts.find((names) => head?.fields.join() === names.join())
  if (layout === undefined) return nothing(WrongColumns(spanOf(head?.line ?? 1), { found: head?.fields ?? [] }))
  const faults: Array<Fault.Fault> = []
  const called = new Map<string, { readonly name: string; readonly line: number }>()
  const actuals = rows.flatMap(({ fields, line }): ReadonlyArray<Actual> => {
    if (fields.length !== layout.length) {
      faults.push(WrongFields(spanOf(line), { found: fields.length, expected: layout.length }))
      return []
    }
    const field = (column: (typeof columnsWithChinese)[number]): string =>
      fields[(layout as ReadonlyArray<string>).indexOf(column)]?.trim() ?? ""
    const [indicator, typedPeriod, typedValue] = [field("indicator"), field("year"), field("value")]
    const [name, source] = [field("indicator_zh"), field("source")]
    const [period, value] = [TypedYear.plain(typedPeriod), halved(typedValue)]
    const before = faults.length
    for (const column of columns) if (field(column) === "") faults.push(EmptyField(spanOf(line), { column }))
    const whole = wholeYear.test(period)
    if (period !== "" && !whole && !partOfYear.test(period))
      faults.push(WrongPeriod(spanOf(line, typedPeriod), { text: typedPeriod }))
    if (value !== "" && !isNumber(value)) faults.push(WrongNumber(spanOf(line, typedValue), { text: typedValue }))
    const first = called.get(indicator)
    if (name !== "" && first === undefined) called.set(indicator, { name, line })
    if (name !== "" && first !== undefined && first.name !== name)
      faults.push(TwoNames(spanOf(line, name), { indicator, name, before: first.name, line: first.line }))
    if (faults.length > before) return []
    return [
      {
        indicator,
        indicatorZh: name === "" ? undefined : name,
        period,
        year: whole ? Number(period) : undefined,
        value: Number(value),
        unit: field("unit"),
        scope: field("scope"),
        source,
        derived: source.startsWith("derived:"),
        span: spanOf(line)
      }
    ]
  })
  return { actuals, faults }
}
