/**
 * Where two runs part, as a document: the place and why, both sides of it with their numbers, the way from there to the
 * variable that was asked for, and every other input that differs.
 */
import type { Cause, Divergence, Found, Pair } from "@gongfu/core/analysis/FirstDivergence"
import * as Explanation from "@gongfu/core/analysis/Explanation"
import { key } from "@gongfu/core/analysis/History"
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import * as AccountText from "./AccountText.ts"
import type { Block, Document } from "./Document.ts"
import * as Figure from "./Figure.ts"
import { span } from "./InputsText.ts"
import { letter } from "./RunColumns.ts"
import * as NumberText from "./NumberText.ts"
import type { Row, Table } from "./Table.ts"
import type { Branch } from "./Tree.ts"

/** What is told: two runs, and what came of looking. */
export interface Shown {
  readonly found: Found
  readonly numbers: readonly [NumberText.Numbers, NumberText.Numbers]
  readonly runs: ReadonlyArray<{ readonly id: string; readonly title: string }>
  /** What was asked for, in words. */
  readonly asked: string
}

/** How many inputs, and how many definitions, are told in a terminal. */
const most = 12

/** The side that has a number: the first run, unless only the second one has it. */
const sideOf = ({ numbers }: Shown, { at }: Pair): { readonly numbers: NumberText.Numbers; readonly slot: number } =>
  at[0] === undefined ? { numbers: numbers[1], slot: at[1]!.slot } : { numbers: numbers[0], slot: at[0].slot }

const labelOf = (shown: Shown, pair: Pair): string => {
  const { numbers, slot } = sideOf(shown, pair)
  return numbers.labelOf(slot)
}

const unitOf = (shown: Shown, pair: Pair): Unit => {
  const { numbers, slot } = sideOf(shown, pair)
  return numbers.unitOf(slot)
}

const figures = (shown: Shown, pair: Pair, language: Language): readonly [string, string, string] => {
  const unit = unitOf(shown, pair)
  const [a, b] = pair.values
  if (a === undefined || b === undefined || !Number.isFinite(a) || !Number.isFinite(b)) {
    const text = (value: number | undefined): string =>
      value === undefined ? "–" : NumberText.figure(value, unit, language)
    return [text(a), text(b), "–"]
  }
  const decimals = Math.max(
    Figure.decimalsApart(unit, a, b),
    Figure.decimalsToReckon(unit, a),
    Figure.decimalsToReckon(unit, b)
  )
  const difference = Math.max(decimals, a === b ? 0 : Figure.decimalsToReckon(unit, b - a))
  return [
    Figure.of(a, unit, decimals),
    Figure.of(b, unit, decimals),
    Figure.difference(b - a, unit, language, difference)
  ]
}

const runs = ({ runs: sides }: Shown, zh: boolean): Block => ({
  table: {
    columns: [
      { head: "", align: "left" },
      { head: zh ? "推演" : "Run", align: "left" },
      { head: zh ? "情景" : "Scenario", align: "left", wraps: true }
    ],
    rows: sides.map(({ id, title }, i) => ({ cells: [{ text: letter(i) }, { text: id }, { text: title }] }))
  }
})

const causes: Record<Cause, Label> = {
  setting: { en: "It was set differently.", zh: "两者的设定不同。" },
  shock: { en: "The shocks that hit it differ.", zh: "两者所受的冲击不同。" },
  definition: { en: "The two models define it differently.", zh: "两个模型对其定义不同。" },
  missing: { en: "Only one of the two models has it.", zh: "只有一个模型有此变量。" },
  engine: {
    en: "Nothing before it differs: the numbers come from different versions of the engine. gongfu verify checks runs.",
    zh: "此前的数值均无差异：两个推演由不同版本的引擎得出，可用 gongfu verify 核验。"
  }
}

const kinds = {
  lever: { en: "a lever", zh: "政策杠杆" },
  assumption: { en: "an assumption", zh: "假设" },
  constant: { en: "a constant", zh: "常数" },
  equation: { en: "computed", zh: "由方程计算" }
} as const

const place = (shown: Shown, { at, cause }: Divergence, language: Language): Block => {
  const { numbers, slot } = sideOf(shown, at)
  const { kind } = numbers.history.variableOf(slot)
  const [a, b] = figures(shown, at, language)
  const label = numbers.labelOf(slot)
  return {
    paragraph:
      language === "zh"
        ? `首个分歧：${label}（${at.name}，${kinds[kind].zh}），${at.year} 年，A 为 ${a}，B 为 ${b}。${causes[cause].zh}`
        : `They part in ${at.year} at ${label} (${at.name}, ${kinds[kind].en}): A ${a}, B ${b}. ${causes[cause].en}`,
    tone: "open"
  }
}

/** Both sides of the place, with all that there is to say of each number. */
const sides = ({ numbers, runs: both }: Shown, { at }: Divergence): ReadonlyArray<Block> =>
  numbers.map((own, i): Block => {
    const instant = at.at[i]
    const name = `${letter(i)} ${both[i]!.id}`
    const account =
      instant === undefined ? undefined : Explanation.of(own.history, [instant], 0).accounts.get(key(instant))!
    const tree: Branch =
      account === undefined
        ? { head: `${name} · –`, lines: [], branches: [] }
        : { head: `${name} · ${NumberText.head(own, account)}`, lines: AccountText.lines(own, account), branches: [] }
    return { tree }
  })

const columns = (zh: boolean, last: string): Table["columns"] => [
  { head: zh ? "变量" : "Variable", align: "left", wraps: true },
  { head: zh ? "单位" : "Unit", align: "left", wraps: true, optional: 1 },
  { head: zh ? "年份" : "Year", align: "left" },
  { head: "A", align: "right" },
  { head: "B", align: "right" },
  { head: "B − A", align: "right", optional: 3 },
  ...(last === "" ? [] : [{ head: last, align: "left", optional: 2 } as const])
]

const row = (shown: Shown, pair: Pair, language: Language, last: ReadonlyArray<string>): Row => ({
  cells: [
    { text: labelOf(shown, pair) },
    { text: Figure.unitName(unitOf(shown, pair), language) },
    { text: String(pair.year) },
    ...figures(shown, pair, language).map((text) => ({ text })),
    ...last.map((text) => ({ text }))
  ]
})

const chain = (shown: Shown, { arrives, chain: steps }: Divergence, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const head: Block = { heading: zh ? `由此至${shown.asked}` : `From there to ${shown.asked}`, level: 2 }
  const table: Block = {
    table: {
      columns: columns(zh, zh ? "始于" : "Differs from"),
      rows: steps.map((step) =>
        row(shown, step, language, [step.first === undefined ? (zh ? "无差异" : "never") : String(step.first)])
      )
    }
  }
  if (arrives) return [head, table]
  return [
    head,
    {
      paragraph: zh
        ? "该差异未由此传到所问变量：路径上有数值在两个推演中相同。"
        : "By itself this difference does not reach it: on every way there, some number is the same in both runs.",
      tone: "open"
    },
    table
  ]
}

const inputs = (shown: Shown, { at, inputs: all }: Divergence, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const others = all.filter(({ name }) => name !== at.name)
  if (others.length === 0) return []
  const told = others.slice(0, most)
  const rest = others.length - told.length
  return [
    {
      heading: zh ? "其他不同的输入（首个不同年份）" : "Other inputs that differ, in the first year in which they do",
      level: 2
    },
    { table: { columns: columns(zh, ""), rows: told.map((root) => row(shown, root, language, [])) } },
    ...(rest === 0
      ? []
      : [
          {
            paragraph: zh
              ? `另有 ${rest} 项；--json 列出全部，gongfu compare 列出逐年设定。`
              : `${rest} more; --json lists them all, gongfu compare their settings by year.`,
            tone: "faint"
          } as const
        ])
  ]
}

const definitions = ({ found }: Shown, zh: boolean): ReadonlyArray<Block> => {
  const { definitions: names } = found
  if (names.length === 0) return []
  const rest = names.length - most
  const told = names.slice(0, most).join(zh ? "、" : ", ")
  const text = rest > 0 ? (zh ? `${told} 等 ${names.length} 项` : `${told} and ${rest} more`) : told
  return [
    {
      paragraph: zh
        ? `两个模型定义不同（或只有一方有）的数值：${text}。`
        : `Defined differently in the two models, or in one only: ${text}.`,
      tone: "open"
    }
  ]
}

/** Runs that failed: the year in which they did is computed anew as far as it goes, and later ones there are none. */
const failures = ({ numbers }: Shown, zh: boolean): ReadonlyArray<Block> =>
  numbers.flatMap(({ history: { failed } }, i): ReadonlyArray<Block> => {
    if (failed === undefined) return []
    const { variable, year } = failed
    const name = letter(i)
    return [
      {
        paragraph: zh ? `${name} 在 ${year} 年因 ${variable} 中止。` : `${name} stopped in ${year} at ${variable}.`,
        tone: "bad"
      }
    ]
  })

/** The document. */
export const document = (shown: Shown): Document => {
  const { asked, found, numbers } = shown
  const { language } = numbers[0]
  const zh = language === "zh"
  const { compared, divergence, years } = found
  const when = years.length === 0 ? "" : span(years[0]!, years.at(-1)!)
  const count = Figure.fixed(compared, 0)
  const heading: Block = { heading: zh ? `分歧起点：${asked}` : `Where they part: ${asked}`, level: 1 }
  if (divergence === undefined)
    return [
      heading,
      runs(shown, zh),
      ...failures(shown, zh),
      years.length === 0
        ? { paragraph: zh ? "两个推演没有共同的年份。" : "The runs have no year in common.", tone: "open" }
        : {
            paragraph: zh
              ? `未见分歧：${when} 年，它所依赖的 ${count} 个数值（含自身）全部相同。`
              : `They do not part: of the ${count} numbers that it depends on in ${when}, itself included, none differs.`,
            tone: "good"
          },
      ...definitions(shown, zh)
    ]
  return [
    heading,
    runs(shown, zh),
    ...failures(shown, zh),
    place(shown, divergence, language),
    ...sides(shown, divergence),
    ...chain(shown, divergence, language),
    ...inputs(shown, divergence, language),
    ...definitions(shown, zh)
  ]
}
