/**
 * An answer of `gongfu solve` as a document: what was found in a sentence, the levers moved, where the targets stood
 * and stand, what it costs, what holds it back, and where it is kept.
 *
 * A path shows its first and last value. Required figures are those after the change: a condition may compare with
 * something that moves.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import type { Run } from "@gongfu/core/run/Run"
import * as Setting from "@gongfu/core/scenario/Setting"
import * as CoreAnswer from "@gongfu/core/solve/Answer"
import type { Answer, Move, Standing } from "@gongfu/core/solve/Answer"
import type { Question } from "@gongfu/core/solve/Question"
import type * as Robust from "@gongfu/core/solve/Robust"
import * as Proportion from "@gongfu/core/sampling/Proportion"
import type { Palette } from "./Colour.ts"
import type { Block, Document } from "./Document.ts"
import * as Figure from "./Figure.ts"
import type { Row } from "./Table.ts"
import * as UnitText from "./UnitText.ts"

/** What is told of an answer; without a record where nothing was moved. */
export interface Told {
  readonly question: Question
  readonly answer: Answer
  readonly record:
    | { readonly run: Run; readonly onRecord: "new" | "already"; readonly path: string; readonly store: string }
    | undefined
}

const words = {
  levers: { en: "Levers moved", zh: "调整的政策杠杆" },
  lever: { en: "Lever", zh: "政策杠杆" },
  unit: { en: "Unit", zh: "单位" },
  from: { en: "From", zh: "原设定" },
  to: { en: "To", zh: "调整后" },
  share: { en: "Of range", zh: "占取值范围" },
  why: { en: "One step less misses", zh: "再退一步则未达到" },
  targets: { en: "Targets", zh: "目标" },
  kept: { en: "Targets that stay met", zh: "须继续达到的目标" },
  target: { en: "Target", zh: "目标" },
  by: { en: "By", zh: "期限" },
  required: { en: "Required", zh: "要求" },
  before: { en: "Before", zh: "调整前" },
  after: { en: "After", zh: "调整后" },
  margin: { en: "Margin", zh: "差距" },
  probability: { en: "Probability", zh: "实现概率" },
  asItStands: { en: "Targets under the scenario’s own assumptions", zh: "目标（按情景自身的假设）" },
  cost: { en: "Cost", zh: "费用" },
  limits: { en: "At their limit", zh: "已近上限" },
  falling: { en: "falling", zh: "逐年下降" }
} as const satisfies Record<string, Label>

const comparisons = { at_least: "≥", more_than: ">", at_most: "≤", less_than: "<" } as const

const percent = (share: number): string => `${Figure.fixed(share * 100, Math.abs(share) < 0.01 ? 2 : 1)}%`

const signedPercent = (share: number): string => (share > 0 ? `+${percent(share)}` : percent(share))

const unitOf = ({ place }: Question, written: string): Unit => UnitText.of(place.model.units, written)

/** A number with its unit's name. */
const valued = (question: Question, value: number, written: string, language: Language): string => {
  const unit = unitOf(question, written)
  const name = Figure.unitName(unit, language)
  return `${Figure.of(value, unit)}${name === "" ? "" : ` ${name}`}`
}

const valuesOf = (setting: Setting.Setting): ReadonlyArray<number> =>
  typeof setting === "number" ? [setting] : Setting.points(setting).map(({ value }) => value)

const settingText = (setting: Setting.Setting, unit: Unit, decimals: number): string => {
  const values = valuesOf(setting)
  const [first, last] = [values[0]!, values.at(-1)!].map((value) => Figure.of(value, unit, decimals))
  return first === last ? first! : `${first} … ${last}`
}

/** What holds a lever where it is: the end of its range, or what one step less would miss. */
const heldBy = ({ end, tight }: Move, { question, answer }: Told, language: Language): string => {
  const aim = answer.standings.find(({ aim: { name } }) => name === tight)?.aim
  const law = question.place.model.invariants.find(({ name }) => name === tight)
  const label = tight === CoreAnswer.chance ? words.probability[language] : ((aim ?? law)?.label[language] ?? "")
  const ends = { min: { en: "least of its range", zh: "取值下限" }, max: { en: "most of its range", zh: "取值上限" } }
  const at = end === undefined ? "" : ends[end][language]
  return [label, at].filter((text) => text !== "").join(language === "zh" ? "；" : "; ")
}

const leverTable = (told: Told, language: Language): ReadonlyArray<Block> => {
  const { answer, question } = told
  if (answer.moves.length === 0) return []
  const rows = answer.moves
    .toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share))
    .map((move): Row => {
      const { from, path, share, to } = move
      const unit = unitOf(question, path.indicator.unit)
      const decimals = Figure.decimalsToTell(unit, ...valuesOf(from), ...valuesOf(to))
      return {
        cells: [
          { text: path.indicator.label[language] },
          { text: Figure.unitName(unit, language) },
          { text: settingText(from, unit, decimals) },
          { text: settingText(to, unit, decimals) },
          { text: signedPercent(share) },
          { text: heldBy(move, told, language) }
        ]
      }
    })
  return [
    { heading: words.levers[language], level: 2 },
    {
      table: {
        columns: [
          { head: words.lever[language], align: "left", wraps: true },
          { head: words.unit[language], align: "left", wraps: true, optional: 1, folds: UnitText.inBrackets(language) },
          { head: words.from[language], align: "right" },
          { head: words.to[language], align: "right" },
          { head: words.share[language], align: "right" },
          { head: words.why[language], align: "left", wraps: true, optional: 2 }
        ],
        rows
      }
    }
  ]
}

/** The figures of an aim with as many decimals as keep apart what is apart. */
const figures = (question: Question, { after, aim, before }: Standing, language: Language) => {
  const unit = unitOf(question, aim.unit)
  const decimals = Math.max(
    after.margin === 0
      ? Figure.decimals(unit, after.required)
      : Figure.decimalsApart(unit, after.required, after.projected),
    before === undefined ? 0 : Figure.decimalsApart(unit, before.projected, after.projected)
  )
  const falls = question.place.targets.all.some(
    ({ name, requirement }) => name === aim.name && requirement === undefined
  )
  return {
    unit: Figure.unitName(unit, language),
    required: falls
      ? words.falling[language]
      : `${comparisons[aim.comparison]}${Figure.of(after.required, unit, decimals)}`,
    before: before === undefined ? "–" : Figure.of(before.projected, unit, decimals),
    after: Figure.of(after.projected, unit, decimals),
    margin: Figure.difference(after.margin, unit, language, decimals)
  }
}

const targetTable = (
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
          { head: words.target[language], align: "left", wraps: true },
          { head: words.unit[language], align: "left", wraps: true, optional: 1, folds: UnitText.inBrackets(language) },
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

const yearsOf = ({ scenario }: Question): string => `${scenario.years.from + 1}–${scenario.years.to}`

const costList = ({ answer, question }: Told, language: Language): ReadonlyArray<Block> => {
  const { cost } = answer
  if (cost === undefined) return []
  const zh = language === "zh"
  // Money a year, summed over years, is money.
  const written = cost.unit.replace(/\/year(?=[*/]|$)/, "")
  const sum = (value: number): string => valued(question, value, written, language)
  return [
    { heading: words.cost[language], level: 2 },
    {
      list: [
        zh
          ? `${yearsOf(question)} 年新增资金：${sum(cost.added)}`
          : `new money, ${yearsOf(question)}: ${sum(cost.added)}`,
        zh
          ? `所列项目支出合计：${sum(cost.before)} → ${sum(cost.after)}`
          : `spent on these items in all: ${sum(cost.before)} → ${sum(cost.after)}`
      ]
    }
  ]
}

const limitList = ({ answer }: Told, language: Language): ReadonlyArray<Block> =>
  answer.limits.length === 0
    ? []
    : [
        { heading: words.limits[language], level: 2 },
        { list: [...new Set(answer.limits.map(({ label }) => label[language]))] }
      ]

/** What was found, in a sentence or two. */
const summary = ({ answer, question }: Told, language: Language): string => {
  const zh = language === "zh"
  const { cost, moves } = answer
  const count = moves.length
  const levers = zh ? `调整 ${count} 个杠杆` : count === 1 ? "1 lever is moved" : `${count} levers are moved`
  const total = zh
    ? `${levers}，幅度合计为取值范围的 ${percent(answer.change)}`
    : `${levers}, by ${percent(answer.change)} of ${count === 1 ? "its range" : "their ranges in all"}`
  if (answer.outcome === "met" && count === 0)
    return zh
      ? "✓ 该情景本已达到所求目标，无需调整，也未写入文件。"
      : "✓ The scenario meets what was asked as it is: there is nothing to change, and no file was written."
  if (answer.outcome === "met") {
    const money =
      cost === undefined ? undefined : valued(question, cost.added, cost.unit.replace(/\/year(?=[*/]|$)/, ""), language)
    const found =
      question.least === "cost" && money !== undefined
        ? zh
          ? `所找到的最省钱的调整：新增资金 ${money}；${total}。`
          : `The cheapest change found takes ${money} of new money; ${total}.`
        : zh
          ? `所找到的最小调整：${total}。`
          : `In the smallest change found ${total}.`
    const proof = zh ? "不能证明没有更优的调整。" : "That there is none better is not proven."
    const { probability } = answer
    const likely = probability === undefined ? undefined : percent(probability.after.all / probability.after.members)
    return zh
      ? `✓ 目标可以达到${likely === undefined ? "" : `，概率 ${likely}`}。${found}${proof}`
      : `✓ The targets can be met${likely === undefined ? "" : `, with probability ${likely}`}. ${found} ${proof}`
  }
  const near =
    count === 0
      ? zh
        ? "任何调整都不能使之更接近。"
        : "No move of them comes nearer."
      : zh
        ? `最接近者：${total}。`
        : `In what comes nearest ${total}.`
  return zh
    ? `✗ 未找到能达到全部目标的杠杆设定。${near}`
    : `✗ No setting of these levers was found that meets what was asked. ${near}`
}

/** How probable what was asked is, before and after, and by how many members that is told. */
const probabilityTable = ({ answer }: Told, language: Language): ReadonlyArray<Block> => {
  const { probability } = answer
  if (probability === undefined) return []
  const { after, before } = probability
  const zh = language === "zh"
  const share = (count: number): string => percent(count / after.members)
  const asked = answer.standings.filter((standing) => standing.asked)
  const { isBound, value } = Proportion.precision(after.all, after.members)
  const error = isBound
    ? { en: `error below ${percent(value)}`, zh: `误差小于 ${percent(value)}` }
    : { en: `standard error ${percent(value)}`, zh: `标准误 ${percent(value)}` }
  const row = (label: string, was: number, is: number): Row => ({
    cells: [{ text: label }, { text: share(was) }, { text: share(is) }]
  })
  const rows = [
    ...asked.map(({ aim }, i) => row(aim.label[language], before.each[i]!, after.each[i]!)),
    ...(asked.length > 1 ? [row(zh ? "同时达到全部目标" : "all of them at once", before.all, after.all)] : [])
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
        ? `以 ${Figure.fixed(after.members, 0)} 个成员检验，抽样与求解所用者不同；${error.zh}。`
        : `Counted over ${Figure.fixed(after.members, 0)} members, of other draws than the search went by; ${error.en}.`,
      tone: "faint"
    }
  ]
}

/** How near a probability came that is not reached, and which target is the least likely. */
const leastLikely = (
  { after, wanted }: Robust.Probability,
  { outcome, standings }: Answer,
  language: Language
): ReadonlyArray<Block> => {
  if (outcome === "met") return []
  const zh = language === "zh"
  const [least] = [...after.each.entries()].toSorted(([, a], [, b]) => a - b)
  const label = standings[least![0]]!.aim.label[language]
  const [all, rarest] = [after.all, least![1]].map((count) => percent(count / after.members))
  return [
    {
      paragraph: zh
        ? `要求概率 ${percent(wanted)}，仅达 ${all}；可能性最低的是“${label}”（${rarest}）。`
        : `Probability ${percent(wanted)} is wanted and ${all} reached; the least likely is "${label}" (${rarest}).`
    }
  ]
}

/** The aims that stand in the way, each with how near it came. */
const bindings = ({ answer, question }: Told, language: Language): ReadonlyArray<Block> => {
  if (answer.probability !== undefined) return leastLikely(answer.probability, answer, language)
  const binding = answer.standings.filter((standing) => standing.binding)
  if (binding.length === 0) return []
  const zh = language === "zh"
  const missed = answer.standings.filter(({ met }) => !met).length
  return [
    {
      paragraph: zh
        ? `共 ${missed} 项未达到；起决定作用的是：`
        : `${missed} ${missed === 1 ? "is" : "are"} missed; what binds:`
    },
    {
      list: binding.map((standing) => {
        const told = figures(question, standing, language)
        const lack = percent(standing.lack)
        const label = standing.aim.label[language]
        return zh
          ? `${label}：要求 ${told.required}，推演 ${told.after}（调整前 ${told.before}），尚差要求的 ${lack}`
          : `${label}: ${told.required} required, ${told.after} projected (${told.before} before), short by ${lack} of what is required`
      })
    }
  ]
}

const kept = ({ record }: Told, language: Language): ReadonlyArray<Block> => {
  if (record === undefined) return []
  const zh = language === "zh"
  const { onRecord, path, run, store } = record
  const result = run.state.result === undefined ? "" : Fingerprint.short(run.state.result)
  const where =
    onRecord === "new" ? (zh ? `已记录到 ${store}` : `recorded in ${store}`) : zh ? "此前已记录" : "already on record"
  return [
    {
      paragraph: zh
        ? `已写入 ${path}；推演 ${run.id}，结果指纹 ${result}，${where}`
        : `written to ${path}; run ${run.id}, result ${result}, ${where}`,
      tone: "faint"
    }
  ]
}

/** The whole document. */
export const document = (told: Told, language: Language, palette: Palette): Document => {
  const { answer, question } = told
  const { place, scenario } = question
  const asked = answer.standings.filter((standing) => standing.asked)
  const others = answer.standings.filter((standing) => !standing.asked)
  return [
    { heading: `${place.title[language]} · ${scenario.title[language]}`, level: 1 },
    { paragraph: summary(told, language), tone: answer.outcome === "met" ? "good" : "bad" },
    ...bindings(told, language),
    ...leverTable(told, language),
    ...probabilityTable(told, language),
    ...targetTable(
      question,
      asked,
      answer.probability === undefined ? words.targets : words.asItStands,
      language,
      palette
    ),
    ...targetTable(question, others, words.kept, language, palette),
    ...costList(told, language),
    ...limitList(told, language),
    ...kept(told, language)
  ]
}

/** The lines of comment at the top of an answer's file. */
export const comment = (
  { least, scenario }: Question,
  { outcome, probability, standings }: Answer
): ReadonlyArray<string> => {
  const names = standings.flatMap(({ aim, asked }) => (asked ? [aim.name] : []))
  const shown = names.slice(0, 6).join(", ") + (names.length > 6 ? ", …" : "")
  const what = least === "cost" ? ["cheapest", "最省钱的"] : ["smallest", "最小的"]
  return outcome === "met"
    ? [
        `Found by gongfu solve: the ${what[0]} change found of chosen levers with which ${scenario.name} meets`,
        `${shown}${probability === undefined ? "" : ` with a probability of ${probability.wanted} at least`}. It is not proven that there is none better.`,
        `由 gongfu solve 求得：使 ${scenario.name} ${probability === undefined ? "" : `以不低于 ${probability.wanted} 的概率`}达到上述目标的${what[1]!}杠杆调整（不能证明没有更优者）。`
      ]
    : [
        `Found by gongfu solve: as near as chosen levers were found to bring ${scenario.name} to`,
        `${shown}, which it does not meet.`,
        `由 gongfu solve 求得：所选杠杆使 ${scenario.name} 最接近上述目标的设定，尚未全部达到。`
      ]
}
