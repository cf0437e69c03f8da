/**
 * The parts of an answer of `gongfu solve`: the levers moved, where the targets stood and stand, what it costs, what
 * holds it back, and how probable it is.
 *
 * A path shows its first and last value. Required figures are those after the change: a condition may compare with
 * something that moves.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import * as Proportion from "@gongfu/core/sampling/Proportion"
import * as Setting from "@gongfu/core/scenario/Setting"
import type * as Aim from "@gongfu/core/solve/Aim"
import * as CoreAnswer from "@gongfu/core/solve/Answer"
import type { Answer, Move, Standing } from "@gongfu/core/solve/Answer"
import type { Question } from "@gongfu/core/solve/Question"
import * as BaseText from "./BaseText.ts"
import type { Palette } from "./Colour.ts"
import type { Block } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as SolveFigure from "./SolveFigure.ts"
import type { Row } from "./Table.ts"

/** What an answer is to. */
export interface Answered {
  readonly question: Question
  readonly answer: Answer
}

const words = {
  levers: { en: "Levers moved", zh: "调整的政策杠杆" },
  from: { en: "From", zh: "原设定" },
  to: { en: "To", zh: "调整后" },
  share: { en: "Of range", zh: "占取值范围" },
  why: { en: "One step less misses", zh: "再降一档即不能实现" },
  target: { en: "Target", zh: "目标" },
  by: { en: "By", zh: "期限" },
  required: { en: "Required", zh: "要求" },
  before: { en: "Before", zh: "调整前" },
  after: { en: "After", zh: "调整后" },
  margin: { en: "Margin", zh: "余量" },
  probability: { en: "Probability", zh: "实现概率" },
  limits: { en: "At their limit", zh: "已近上限" },
  falling: { en: "falling", zh: "逐年下降" }
} as const satisfies Record<string, Label>

const comparisons = { at_least: "≥", more_than: ">", at_most: "≤", less_than: "<" } as const

const valuesOf = (setting: Setting.Setting): ReadonlyArray<number> =>
  typeof setting === "number" ? [setting] : Setting.points(setting).map(({ value }) => value)

const settingText = (setting: Setting.Setting, unit: Unit, decimals: number): string => {
  const values = valuesOf(setting)
  const [first, last] = [values[0]!, values.at(-1)!].map((value) => Figure.of(value, unit, decimals))
  return first === last ? first! : `${first} … ${last}`
}

/** What holds a lever where it is: the end of its range, or what one step less would miss. */
const heldBy = ({ end, tight }: Move, { question, answer }: Answered, language: Language): string => {
  const aim = answer.standings.find(({ aim: { name } }) => name === tight)?.aim
  const law = question.place.model.invariants.find(({ name }) => name === tight)
  const label = tight === CoreAnswer.chance ? words.probability[language] : ((aim ?? law)?.label[language] ?? "")
  const ends = { min: { en: "least of its range", zh: "取值下限" }, max: { en: "most of its range", zh: "取值上限" } }
  const at = end === undefined ? "" : ends[end][language]
  return [label, at].filter((text) => text !== "").join(language === "zh" ? "；" : "; ")
}

/** The levers that were moved, the farthest first; nothing where none was. */
export const leverTable = (told: Answered, language: Language): ReadonlyArray<Block> => {
  const { answer, question } = told
  if (answer.moves.length === 0) return []
  const rows = answer.moves
    .toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share))
    .map((move): Row => {
      const { from, path, share, to } = move
      const unit = SolveFigure.unitOf(question, path.indicator.unit)
      const decimals = Figure.decimalsToTell(unit, ...valuesOf(from), ...valuesOf(to))
      return {
        cells: [
          { text: path.indicator.label[language] },
          { text: Figure.unitName(unit, language) },
          { text: settingText(from, unit, decimals) },
          { text: settingText(to, unit, decimals) },
          { text: SolveFigure.signedPercent(share) },
          { text: heldBy(move, told, language) }
        ]
      }
    })
  return [
    { heading: words.levers[language], level: 2 },
    {
      table: {
        columns: [
          ...SolveFigure.nameColumns(SolveFigure.lever, language),
          { head: words.from[language], align: "right" },
          { head: words.to[language], align: "right" },
          { head: words.share[language], align: "right" },
          { head: words.why[language], align: "left", wraps: true, optional: 2 }
        ],
        rows
      }
    },
    ...shifted(answer, language)
  ]
}

/** How a path is moved; nothing where none is. */
const shifted = ({ moves }: Answer, language: Language): ReadonlyArray<Block> =>
  moves.every(({ from }) => typeof from === "number")
    ? []
    : [
        {
          paragraph:
            language === "zh"
              ? "以“…”列示者为逐年路径，整条路径平移：所列各年同幅调整（至取值上下限为止）；只调整某一年，须自行编写情景文件。"
              : "What is shown with … is a path, and a path as a whole is moved: by one amount in every year that it names, up to the ends of the range. To change one year alone, write a scenario.",
          tone: "faint"
        }
      ]

/** The figures of an aim with as many decimals as keep apart what is apart. */
export const figures = (
  question: Question,
  { after, aim, before }: Pick<Standing, "after" | "aim" | "before">,
  language: Language
) => {
  const unit = SolveFigure.unitOf(question, aim.unit)
  const measured = (measure: typeof before): measure is Aim.Measure =>
    measure !== undefined && measure.withoutBase !== true
  const decimals = Math.max(
    after.margin === 0 || !measured(after)
      ? Figure.decimals(unit, after.required)
      : Figure.decimalsApart(unit, after.required, after.projected),
    measured(before) && measured(after) ? Figure.decimalsApart(unit, before.projected, after.projected) : 0
  )
  const projected = (measure: Aim.Measure): string =>
    measured(measure) ? Figure.of(measure.projected, unit, decimals) : BaseText.projected[language]
  const falls = question.place.targets.all.some(
    ({ name, requirement }) => name === aim.name && requirement === undefined
  )
  return {
    unit: Figure.unitName(unit, language),
    required: falls
      ? words.falling[language]
      : `${comparisons[aim.comparison]}${Figure.of(after.required, unit, decimals)}`,
    before: before === undefined ? "–" : projected(before),
    after: projected(after),
    margin: measured(after) ? Figure.difference(after.margin, unit, language, decimals) : BaseText.margin
  }
}

/** Where targets stood and stand; nothing where there are none. */
export const targetTable = (
  question: Question,
  standings: ReadonlyArray<Standing>,
  heading: Label,
  language: Language,
  palette: Palette
): ReadonlyArray<Block> => {
  if (standings.length === 0) return []
  const rows = standings.map((standing): Row => {
    const paint = standing.met ? palette.good : palette.bad
    const told = figures(question, standing, language)
    return {
      cells: [
        { text: standing.met ? "✓" : "✗", paint },
        { text: standing.aim.label[language] },
        { text: told.unit },
        { text: String(standing.aim.by) },
        { text: told.required },
        { text: told.before },
        { text: told.after },
        { text: told.margin, paint }
      ]
    }
  })
  return [
    { heading: heading[language], level: 2 },
    {
      table: {
        columns: [
          { head: "", align: "left" },
          ...SolveFigure.nameColumns(words.target, language),
          { head: words.by[language], align: "right" },
          { head: words.required[language], align: "right" },
          { head: words.before[language], align: "right" },
          { head: words.after[language], align: "right" },
          { head: words.margin[language], align: "right" }
        ],
        rows
      }
    }
  ]
}

/** What is near its limit. */
export const limitList = ({ answer }: Answered, language: Language): ReadonlyArray<Block> =>
  answer.limits.length === 0
    ? []
    : [
        { heading: words.limits[language], level: 2 },
        { list: [...new Set(answer.limits.map(({ label }) => label[language]))] }
      ]

/** How probable what was asked is, before and after, and by how many members that is told. */
export const probabilityTable = ({ answer }: Answered, language: Language): ReadonlyArray<Block> => {
  const { probability } = answer
  if (probability === undefined) return []
  const { after, before } = probability
  const zh = language === "zh"
  const share = (count: number): string => SolveFigure.percent(count / after.members)
  const asked = answer.standings.filter((standing) => standing.asked)
  const { isBound, value } = Proportion.precision(after.all, after.members)
  const error = isBound
    ? { en: `error below ${SolveFigure.percent(value)}`, zh: `误差小于 ${SolveFigure.percent(value)}` }
    : { en: `standard error ${SolveFigure.percent(value)}`, zh: `标准误 ${SolveFigure.percent(value)}` }
  const row = (label: string, was: number, is: number): Row => ({
    cells: [{ text: label }, { text: share(was) }, { text: share(is) }]
  })
  const rows = [
    ...asked.map(({ aim }, i) => row(aim.label[language], before.each[i]!, after.each[i]!)),
    ...(asked.length > 1 ? [row(zh ? "同时实现全部目标" : "all of them at once", before.all, after.all)] : [])
  ]
  return [
    { heading: words.probability[language], level: 2 },
    {
      table: {
        columns: [
          { head: words.target[language], align: "left", wraps: true },
          { head: words.before[language], align: "right" },
          { head: words.after[language], align: "right" }
        ],
        rows
      }
    },
    {
      paragraph: zh
        ? `以 ${Figure.fixed(after.members, 0)} 个成员统计，其抽样未用于求解；${error.zh}。`
        : `Counted over ${Figure.fixed(after.members, 0)} members, of draws that nothing was chosen by; ${error.en}.`,
      tone: "faint"
    }
  ]
}
