/**
 * How one number came about, line by line: what it is and where that comes from, then its equation in words and with
 * its numbers, its terms with their shares, and the choices that the equation made.
 */
import type { Account, Computed } from "@gongfu/core/analysis/Explanation"
import type { Given } from "@gongfu/core/analysis/Given"
import * as Excursion from "@gongfu/core/analysis/Excursion"
import { key } from "@gongfu/core/analysis/History"
import type { Label } from "@gongfu/core/document/Label"
import { treeOf } from "@gongfu/core/model/Equation"
import type { Cell } from "@gongfu/core/model/Model"
import type { Row, Scalar } from "@gongfu/core/model/Scalar"
import * as ChoiceText from "@gongfu/core/analysis/ChoiceText"
import * as EquationText from "@gongfu/core/wording/EquationText"
import * as Figure from "@gongfu/core/wording/Figure"
import * as NumberText from "./NumberText.ts"
import * as SourceText from "@gongfu/core/wording/SourceText"
import type { Line } from "./Tree.ts"

const kinds = {
  lever: { en: "lever", zh: "政策杠杆" },
  assumption: { en: "assumption", zh: "假设" },
  constant: { en: "constant", zh: "常数" },
  equation: { en: "computed", zh: "由方程计算" }
} as const satisfies Record<Account["variable"]["kind"], Label>

const by = {
  scenario: { en: "the scenario", zh: "情景" },
  analyst: { en: "an analyst", zh: "分析人员" }
} as const satisfies Record<NonNullable<Given["set"]>["by"], Label>

/** Where a year lies in a series. */
const inSeries = (series: Readonly<Record<string, number>>, year: number, zh: boolean): string => {
  const years = Object.keys(series)
    .map(Number)
    .toSorted((a, b) => a - b)
  if (years.includes(year)) return zh ? "该年给定" : "given for the year"
  const [before, after] = [years.findLast((at) => at < year), years.find((at) => at > year)]
  if (before === undefined) return zh ? `取 ${after} 年的给定值` : `as given for ${after}`
  if (after === undefined) return zh ? `${before} 年给定，此后不变` : `as given for ${before}, held since`
  return zh ? `在 ${before} 与 ${after} 年的给定值之间按直线变化` : `on the line between ${before} and ${after}`
}

const givenLines = (numbers: NumberText.Numbers, account: Account, given: Given): ReadonlyArray<Line> => {
  const { history, language, unitOf } = numbers
  const zh = language === "zh"
  const { variable, year } = account
  const cell: Cell = history.model.cells[account.slot]!
  const unit = unitOf(account.slot)
  // What was given is told as it was given.
  const exact = (value: number): string => Figure.of(value, unit, Figure.decimalsToTell(unit, value))
  const { own, set, shocks } = given
  const lever = variable.lever
  const series = variable.series === undefined ? "" : `${zh ? "，" : ", "}${inSeries(variable.series, year, zh)}`
  const range =
    cell.range === undefined
      ? ""
      : zh
        ? `；范围 ${cell.range.map(exact).join("–")}`
        : `; range ${cell.range.map(exact).join(" to ")}`
  const bounds =
    lever === undefined
      ? ""
      : zh
        ? `；可设 ${exact(lever.min)}–${exact(lever.max)}`
        : `; may be ${exact(lever.min)} to ${exact(lever.max)}`
  const before =
    lever === undefined ? (zh ? "模型自身取值" : "the model’s own value") : zh ? "现行政策" : "today’s policy"
  const reason = set?.reason === undefined ? "" : zh ? `，理由：${set.reason}` : `, because: ${set.reason}`
  const ownText = `${before} ${exact(own)}${series}`
  const settings =
    set === undefined
      ? variable.kind === "constant"
        ? series === ""
          ? []
          : [inSeries(variable.series!, year, zh)]
        : [`${ownText}${range}${bounds}`]
      : [
          zh
            ? `${by[set.by].zh}于 ${set.since} 年设为 ${exact(set.value)}${reason}；${ownText}${range}${bounds}`
            : `set to ${exact(set.value)} by ${by[set.by].en} in ${set.since}${reason}; ${ownText}${range}${bounds}`
        ]
  let hit = set?.value ?? own
  const hits = shocks.map(({ plus, shock, times }): Line => {
    const from = hit
    hit = hit * times + plus
    const added = Figure.difference(Math.abs(plus), unit, language, Figure.decimalsToTell(unit, plus)).replace("+", "")
    const how =
      [...(times === 1 ? [] : [`× ${times}`]), ...(plus === 0 ? [] : [`${plus < 0 ? "−" : "+"} ${added}`])].join(" ") ||
      "× 1"
    return {
      text: zh
        ? `冲击 ${shock}：${exact(from)} ${how} = ${exact(hit)}`
        : `shock ${shock}: ${exact(from)} ${how} = ${exact(hit)}`,
      tone: "open",
      hangs: true
    }
  })
  const outside = cell.range === undefined || shocks.length === 0 ? 0 : Excursion.beyond(cell.range, hit)
  const warning: ReadonlyArray<Line> =
    outside === 0
      ? []
      : [{ text: zh ? "超出模型的取值范围" : "beyond the range of the model", tone: "bad", hangs: true }]
  return [...settings.map((text): Line => ({ text, hangs: true })), ...hits, ...warning]
}

const share = (value: number | undefined, zh: boolean): string =>
  value === undefined ? "" : zh ? `（${Figure.fixed(value * 100, 1)}%）` : ` (${Figure.fixed(value * 100, 1)}%)`

/** A number that a term is, without its sign; nothing for a term of more than one number. */
const readBy = (scalar: Scalar): { readonly row: Row; readonly slot: number } | undefined =>
  scalar._tag === "Slot"
    ? scalar
    : scalar._tag === "Unary" && scalar.operator === "-"
      ? readBy(scalar.operand)
      : undefined

/**
 * The share of each number that an equation reads, by `History.key`, where every term of it is one such number and no
 * two are the same: their own branches then tell the shares, and no list has to.
 */
export const shares = ({ history, language }: NumberText.Numbers, account: Account): ReadonlyMap<string, string> => {
  const terms = account.computed?.parts.terms ?? []
  const found = new Map(
    terms.flatMap((term) => {
      const read = readBy(term.scalar)
      const instant = read && { slot: read.slot, year: history.yearOf(read.row, account.year) }
      return instant === undefined ? [] : [[key(instant), share(term.share, language === "zh")] as const]
    })
  )
  return found.size === terms.length ? found : new Map()
}

/** Whether a part says nothing that its own branch does not say. */
const isPlain = ({ scalar }: { readonly scalar: { readonly _tag: string } }): boolean =>
  ["Slot", "Number", "Given"].includes(scalar._tag)

const partLines = (numbers: NumberText.Numbers, account: Account, { parts }: Computed): ReadonlyArray<Line> => {
  const { language, unitOf } = numbers
  const zh = language === "zh"
  const unit = unitOf(account.slot)
  const item = (text: string): Line => ({ text: `· ${text}`, hangs: true })
  const inBranches = account.expanded && shares(numbers, account).size > 0
  const terms = (inBranches ? [] : parts.terms).map((term) => {
    const value = NumberText.figure(term.value, unit, language)
    return item(`${NumberText.brief(numbers, term.scalar)}${zh ? "：" : ": "}${value}${share(term.share, zh)}`)
  })
  const factors = parts.factors.every(isPlain)
    ? []
    : parts.factors
        // What is read alone has a branch of its own.
        .filter((factor) => !isPlain(factor) || (factor.scalar._tag === "Slot" && !account.expanded))
        .map(({ below, scalar, value }) => {
          const own = scalar._tag === "Slot" ? unitOf(scalar.slot) : undefined
          const words = `${below ? "÷ " : ""}${NumberText.brief(numbers, scalar)}`
          return item(`${words}${zh ? "：" : ": "}${NumberText.figure(value, own, language)}`)
        })
  return [...terms, ...factors]
}

const computedLines = (numbers: NumberText.Numbers, account: Account, computed: Computed): ReadonlyArray<Line> => {
  const { history, language, unitOf } = numbers
  const zh = language === "zh"
  const { equation, parts, scalar } = computed
  if (computed.reads.length === 0 && scalar._tag === "Number") return []
  const unit = unitOf(account.slot)
  const words = EquationText.read(history.model, treeOf(equation), account.variable.dimensions, language)
    .map((piece) => (typeof piece === "string" ? piece : piece.text))
    .join("")
  const whole = ["Call", "Conditional"].includes(scalar._tag)
  return [
    { text: `= ${words}`, hangs: true },
    { text: `= ${NumberText.reckoned(numbers, scalar, account.year)}`, hangs: true },
    ...parts.choices.map((choice, i): Line => ({
      text: `→ ${ChoiceText.of(numbers, choice, account.year, whole && i === 0 ? unit : undefined)}`,
      hangs: true
    })),
    ...partLines(numbers, account, computed),
    ...(computed.again === undefined
      ? []
      : [
          {
            text: zh
              ? `本程序按此方程重算为 ${computed.again}，与记录的 ${account.value} 不同；可用 gongfu verify 核验`
              : `this program computes ${computed.again} here, not ${account.value} as on record; gongfu verify checks the run`,
            tone: "bad",
            hangs: true
          } as const
        ])
  ]
}

/** What a number is, and where that comes from: `income[rural], computed; derived: …`. */
const whatLine = (numbers: NumberText.Numbers, account: Account): Line => {
  const { addressOf, language } = numbers
  const zh = language === "zh"
  const { computed, variable } = account
  const source = SourceText.of(variable.source, language)
  const first = computed?.phase === "first" && numbers.history.model.cells[account.slot]!.initial !== undefined
  const kind = first ? (zh ? "首年取值" : "first-year value") : kinds[variable.kind][language]
  // "assumption; assumed: …" would say it twice.
  const said = variable.kind === "assumption" && variable.source?.assumption !== undefined
  const parts = [...(said ? [] : [kind]), ...(source === "" ? [] : [source])]
  return {
    text: `${addressOf(account.slot)}${zh ? "，" : ", "}${parts.join(zh ? "；" : "; ")}`,
    tone: "faint",
    hangs: true
  }
}

/** The lines of a number. */
export const lines = (numbers: NumberText.Numbers, account: Account): ReadonlyArray<Line> => [
  whatLine(numbers, account),
  ...(account.given === undefined ? [] : givenLines(numbers, account, account.given)),
  ...(account.computed === undefined ? [] : computedLines(numbers, account, account.computed))
]
