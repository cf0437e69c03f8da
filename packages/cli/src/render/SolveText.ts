/**
 * An answer of `gongfu solve` as a document: what was found in a sentence, the levers moved, where the targets stood
 * and stand, what it costs, what holds it back, and where it is kept.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Run } from "@gongfu/core/run/Run"
import * as Aim from "@gongfu/core/solve/Aim"
import type { Answer } from "@gongfu/core/solve/Answer"
import type * as Robust from "@gongfu/core/solve/Robust"
import type { Palette } from "./Colour.ts"
import type { Block, Document } from "./Document.ts"
import * as SolveCost from "./SolveCost.ts"
import * as SolveFigure from "./SolveFigure.ts"
import * as SolveTables from "./SolveTables.ts"

/** What is told of an answer; without a record where nothing was moved. */
export interface Told extends SolveTables.Answered {
  readonly record:
    | { readonly run: Run; readonly onRecord: "new" | "already"; readonly path: string; readonly store: string }
    | undefined
}

const words = {
  targets: { en: "Targets", zh: "目标" },
  kept: { en: "Targets that stay met", zh: "须继续实现的目标" },
  asItStands: { en: "Targets under the scenario’s own assumptions", zh: "目标（按情景自身的假设）" }
} as const satisfies Record<string, Label>

/** What is said of a probability that was counted below what was asked for, by less than counting can tell. */
const barely = ({ after, wanted }: Robust.Probability, language: Language): string => {
  if (after.all / after.members >= wanted) return ""
  const asked = SolveFigure.percent(wanted)
  return language === "zh"
    ? `该值低于所求的 ${asked}，但在计数误差之内；要更有把握，请提高 --robust 的值。`
    : `That is less than the ${asked} wanted, by no more than the error of counting: to be surer, ask for more. `
}

/** What was found, in a sentence or two. */
const summary = ({ answer, question }: Told, language: Language): string => {
  const zh = language === "zh"
  const { cost, moves } = answer
  const count = moves.length
  const levers = zh ? `调整 ${count} 项政策杠杆` : count === 1 ? "1 lever is moved" : `${count} levers are moved`
  const total = zh
    ? `${levers}，幅度合计为取值范围的 ${SolveFigure.percent(answer.change)}`
    : `${levers}, by ${SolveFigure.percent(answer.change)} of ${count === 1 ? "its range" : "their ranges in all"}`
  if (answer.outcome === "met" && count === 0)
    return zh
      ? "✓ 该情景本已实现所求目标，无需调整，也未写入文件。"
      : "✓ The scenario meets what was asked as it is: there is nothing to change, and no file was written."
  if (answer.outcome === "met") {
    const money = cost === undefined ? undefined : SolveFigure.valued(question, cost.added, cost.unit, language)
    const found =
      question.least === "cost" && money !== undefined
        ? zh
          ? `所找到的新增资金最少的调整：新增资金 ${money}；${total}。`
          : `The change with the least new money that was found takes ${money} of it; ${total}.`
        : zh
          ? `所找到的最小调整：${total}。`
          : `In the smallest change found ${total}.`
    const proof = zh ? "不能证明没有更优的调整。" : "That there is none better is not proven."
    const { probability } = answer
    const likely =
      probability === undefined ? undefined : SolveFigure.percent(probability.after.all / probability.after.members)
    const less = probability === undefined ? "" : barely(probability, language)
    return zh
      ? `✓ 目标可以实现${likely === undefined ? "" : `，概率 ${likely}`}。${less}${found}${proof}`
      : `✓ The targets can be met${likely === undefined ? "" : `, with probability ${likely}`}. ${less}${found} ${proof}`
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
    ? `✗ 未找到能实现全部目标的杠杆设定。${near}`
    : `✗ No setting of these levers was found that meets what was asked. ${near}`
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
  const [all, rarest] = [after.all, least![1]].map((count) => SolveFigure.percent(count / after.members))
  return [
    {
      paragraph: zh
        ? `要求概率 ${SolveFigure.percent(wanted)}，实为 ${all}；可能性最低的是“${label}”（${rarest}）。`
        : `Probability ${SolveFigure.percent(wanted)} is wanted and ${all} reached; the least likely is "${label}" (${rarest}).`
    }
  ]
}

/** The aims that stand in the way, each with how near it came. */
const bindings = ({ answer, question }: Told, language: Language): ReadonlyArray<Block> => {
  if (answer.probability !== undefined) return leastLikely(answer.probability, answer, language)
  const binding = answer.standings.filter((standing) => standing.binding)
  if (binding.length === 0) return []
  const zh = language === "zh"
  const all = answer.standings.length
  const met = answer.standings.filter((standing) => standing.met).length
  const were = answer.standings.filter(
    ({ aim, before }) => before !== undefined && Aim.holds(aim, before.margin)
  ).length
  const counted = {
    en: `Of ${all} ${all === 1 ? "target" : "targets"}: ${met} met, ${all - met} missed (before: ${were} met)`,
    zh: `所求目标 ${all} 项：实现 ${met} 项，未实现 ${all - met} 项（调整前实现 ${were} 项）`
  }
  const meaning = {
    en: "Nearest means as many met as were found and, of as many, the least total shortfall, each a part of what is required. ",
    zh: "“最接近”指所找到的实现项数最多者；项数相同时，缺口合计（各占其要求的比例）最小者。"
  }
  return [
    {
      paragraph: zh ? `${counted.zh}。${meaning.zh}起决定作用的是：` : `${counted.en}. ${meaning.en}What binds:`
    },
    {
      list: binding.map((standing) => {
        const told = SolveTables.figures(question, standing, language)
        const lack = SolveFigure.percent(standing.lack)
        const label = standing.aim.label[language]
        // Where nothing was measured there is no telling how much is lacking.
        if (standing.after.withoutBase === true)
          return zh
            ? `${label}：要求 ${told.required}，推演 ${told.after}（调整前 ${told.before}）`
            : `${label}: ${told.required} required, ${told.after} (${told.before} before)`
        return zh
          ? `${label}：要求 ${told.required}，推演 ${told.after}（调整前 ${told.before}），尚差要求的 ${lack}`
          : `${label}: ${told.required} required, ${told.after} projected (${told.before} before), short by ${lack} of what is required`
      })
    }
  ]
}

/** What was met before and is no longer. */
const lost = ({ answer, question }: Told, language: Language): ReadonlyArray<Block> => {
  if (answer.lost.length === 0) return []
  const zh = language === "zh"
  return [
    {
      paragraph: zh ? `原已实现而失去：${answer.lost.length} 项` : `Met before and lost: ${answer.lost.length}`,
      tone: "bad"
    },
    {
      list: answer.lost.map((one) => {
        const told = SolveTables.figures(question, one, language)
        const label = one.aim.label[language]
        return zh
          ? `${label}：要求 ${told.required}，${told.before} → ${told.after}`
          : `${label}: ${told.required} required, ${told.before} → ${told.after}`
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
    ...lost(told, language),
    ...SolveTables.leverTable(told, language),
    ...SolveTables.probabilityTable(told, language),
    ...SolveTables.targetTable(
      question,
      asked,
      answer.probability === undefined ? words.targets : words.asItStands,
      language,
      palette
    ),
    ...SolveTables.targetTable(question, others, words.kept, language, palette),
    ...SolveCost.section(told, language),
    ...SolveTables.limitList(told, language),
    ...kept(told, language)
  ]
}
