/**
 * Where two runs part, as a document: the place and why, both sides of it with their numbers, how the difference
 * reaches the variable that was asked for, and every other input that differs.
 */
import type { Divergence, Found, Root } from "@gongfu/core/analysis/FirstDivergence"
import * as Explanation from "@gongfu/core/analysis/Explanation"
import { key } from "@gongfu/core/analysis/History"
import type { Pair } from "@gongfu/core/analysis/Paired"
import type { Language } from "@gongfu/core/document/Label"
import * as AccountText from "./AccountText.ts"
import { shareText } from "./AttributionFigure.ts"
import type { Block, Document } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import { span } from "./InputsText.ts"
import { letter } from "./RunColumns.ts"
import * as NumberText from "./NumberText.ts"
import * as PairTable from "./PairTable.ts"
import type { Branch } from "./Tree.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as WayText from "./WayText.ts"

/** What is told: two runs, and what came of looking. */
export interface Shown {
  readonly found: Found
  readonly numbers: PairTable.Both
  readonly runs: ReadonlyArray<{ readonly id: string; readonly title: string }>
  /** What was asked for, in words. */
  readonly asked: string
  /** The year that was asked for, the numbers in it, and the command without it; else the first that differs is told. */
  readonly only?: { readonly year: number; readonly pairs: ReadonlyArray<Pair>; readonly command: string }
}

/** How many inputs, and how many definitions, are told in a terminal. */
const most = 12

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

const kinds = {
  lever: { en: "a lever", zh: "政策杠杆" },
  assumption: { en: "an assumption", zh: "假设" },
  constant: { en: "a constant", zh: "常数" },
  equation: { en: "computed", zh: "由方程计算" }
} as const

const place = (shown: Shown, { at, cause, inRounding }: Divergence, language: Language): Block => {
  const { numbers, slot } = PairTable.sideOf(shown.numbers, at)
  const { kind } = numbers.history.variableOf(slot)
  const [a, b] = PairTable.figures(shown.numbers, at)
  const label = numbers.labelOf(slot)
  return {
    paragraph:
      language === "zh"
        ? `首个分歧：${label}（${at.name}，${kinds[kind].zh}），${at.year} 年，A 为 ${a}，B 为 ${b}。${WayText.causes[cause].zh}${inRounding ? "全部差异均仅为舍入之差。" : ""}`
        : `They part in ${at.year} at ${label} (${at.name}, ${kinds[kind].en}): A ${a}, B ${b}. ${WayText.causes[cause].en}${inRounding ? " All that differs does so in rounding alone." : ""}`,
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

/** Those that make most of the difference come first; those that make none of it, in the order of computing. */
const inputs = (shown: Shown, { at, inputs: all, way }: Divergence, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const size = ({ share }: Root): number => Math.abs(share ?? 0)
  const others = all.filter(({ name }) => name !== at.name).toSorted((p, q) => size(q) - size(p))
  if (others.length === 0) return []
  const told = others.slice(0, most)
  const rest = others.length - told.length
  const end = way?.beginnings.length ? way.steps.at(-1)! : undefined
  const share = {
    column: { head: zh ? "占比" : "Share", align: "right" } as const,
    text: (root: Root): string => shareText(root.share === 0 ? undefined : root.share)
  }
  // Asked of one year, only the years count that the variable depends on then.
  const first =
    shown.only === undefined
      ? zh
        ? "其他不同的输入（首个不同年份）"
        : "Other inputs that differ, in the first year in which they do"
      : zh
        ? "其他不同的输入（所依赖年份中首个不同者）"
        : "Other inputs that differ, in the first year that counts here"
  const heading =
    end === undefined
      ? first
      : zh
        ? `${first}，及其占 ${end.year} 年差异的比例`
        : `${first}; share of the difference in ${end.year}`
  return [
    { heading, level: 2 },
    { table: PairTable.table(shown.numbers, told, end === undefined ? [] : [share]) },
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

/** What the numbers of the year that was asked for are in both runs; several at once are not told one by one. */
const inYear = ({ asked, numbers, only }: Shown): ReadonlyArray<Block> => {
  const [pair, ...others] = only?.pairs ?? []
  if (only === undefined || pair === undefined || others.length > 0) return []
  const [a, b, difference] = PairTable.figures(numbers, pair)
  const { numbers: own, slot } = PairTable.sideOf(numbers, pair)
  const unit = Figure.unitName(own.unitOf(slot), own.language)
  return [
    {
      paragraph:
        own.language === "zh"
          ? `${UnitText.inBrackets("zh")(asked, unit)}，${only.year} 年：A 为 ${a}，B 为 ${b}，B − A 为 ${difference}。`
          : `${UnitText.inBrackets("en")(asked, unit)} in ${only.year}: A ${a}, B ${b}, B − A ${difference}.`
    }
  ]
}

/** That nothing differs in the year that was asked for, and when it first does. */
const sameInYear = ({ asked, found: { since }, only }: Shown, zh: boolean): ReadonlyArray<Block> => {
  if (only === undefined) return []
  const isRounded = only.pairs.some(({ values: [a, b] }) => !Object.is(a, b))
  const told = zh
    ? `${asked}在 ${only.year} 年${isRounded ? "除舍入之差外" : ""}没有差异`
    : `${asked} does not differ in ${only.year}${isRounded ? " but for rounding" : ""}`
  const when =
    since === undefined
      ? zh
        ? "，在其他共同年份也没有差异"
        : ", nor in any other year that both runs have"
      : zh
        ? `，首个不同的年份为 ${since} 年：${only.command} ${since}`
        : `; it first differs in ${since}: ${only.command} ${since}`
  return [{ paragraph: `${told}${when}`, tone: "good" }]
}

/** The document. */
export const document = (shown: Shown): Document => {
  const { asked, found, numbers, only } = shown
  const { language } = numbers[0]
  const zh = language === "zh"
  const { compared, divergence, years } = found
  const when = years.length === 0 ? "" : span(years[0]!, years.at(-1)!)
  const count = Figure.fixed(compared, 0)
  const heading: Block = {
    heading:
      only === undefined
        ? zh
          ? `分歧起点：${asked}`
          : `Where they part: ${asked}`
        : zh
          ? `${only.year} 年差异的来源：${asked}`
          : `What makes the difference in ${only.year}: ${asked}`,
    level: 1
  }
  if (only !== undefined && !only.pairs.some((pair) => pair.differs))
    return [heading, runs(shown, zh), ...failures(shown, zh), ...sameInYear(shown, zh), ...definitions(shown, zh)]
  if (divergence === undefined)
    return [
      heading,
      runs(shown, zh),
      ...failures(shown, zh),
      years.length === 0
        ? { paragraph: zh ? "两次推演没有共同的年份。" : "The runs have no year in common.", tone: "open" }
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
    ...inYear(shown),
    place(shown, divergence, language),
    ...sides(shown, divergence),
    ...WayText.blocks(numbers, divergence, asked),
    ...inputs(shown, divergence, language),
    ...definitions(shown, zh)
  ]
}
