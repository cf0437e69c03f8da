/**
 * A report in brief: what decides, short enough to be passed round. It says what it leaves out, and how to have it.
 *
 * It keeps the question, the targets on which the runs part (of a run that is alone: all), the headline indicators,
 * where differences come from, ensembles, and the assumptions that move the results most.
 */
import type { Language } from "@gongfu/core/document/Label"
import type { Variable } from "@gongfu/core/model/Model"
import * as Accounts from "@gongfu/core/analysis/Accounts"
import { element as e, type Html } from "../render/Html.ts"
import * as Count from "@gongfu/core/wording/Count"
import type { Report, Subject } from "./Report.ts"

/** How many assumptions a brief report keeps. */
export const mostAssumptions = 20

const statusOf = ({ scoreboard }: Subject, target: string): string | undefined =>
  scoreboard.areas.flatMap(({ rows }) => rows).find((row) => row.target.name === target)?.standing?.status

/** Whether a report tells of a target: a brief one of several runs only where they part on it. */
export const tellsTarget = ({ brief, subjects }: Report, target: string): boolean =>
  !brief || subjects.length === 1 || new Set(subjects.map((subject) => statusOf(subject, target))).size > 1

const assumptions = ({ first }: Report): ReadonlyArray<Variable> =>
  first.model.variables.filter(({ kind }) => kind === "assumption")

/** The names of the assumptions that a report tells of; `changed` are those that a run has otherwise. */
export const assumptionsOf = (report: Report, changed: ReadonlySet<string>): ReadonlySet<string> => {
  const all = assumptions(report).map(({ name }) => name)
  if (!report.brief) return new Set(all)
  if (report.ranking === undefined) return new Set(all.filter((name) => changed.has(name)))
  return new Set(
    report.ranking.influences
      .filter(({ swing }) => swing !== 0)
      .slice(0, mostAssumptions)
      .map(({ variable }) => variable.name)
  )
}

/** What a brief report leaves out, in a sentence; nothing for any other. */
export const leftOut = (report: Report, kept: ReadonlySet<string>, language: Language): Html | undefined => {
  if (!report.brief) return undefined
  const zh = language === "zh"
  const { first, ranking, subjects } = report
  const targets = new Set(subjects.flatMap(({ targets: { all } }) => all.map(({ name }) => name)))
  const same = [...targets].filter((target) => !tellsTarget(report, target)).length
  const others = assumptions(report).length - kept.size
  const parts = [
    same === 0 ? [] : [zh ? `${same} 项各推演结论相同的目标` : `${Count.of(same, "target")} on which the runs agree`],
    first.model.milestones.length === 0 ? [] : [zh ? "里程碑" : "milestones"],
    ranking === undefined ? [] : [zh ? "各项指标的敏感性图表" : "charts of what each indicator depends on"],
    Accounts.of(first.model).length === 0 ? [] : [zh ? "收支账目" : "the accounts"],
    others === 0 ? [] : [zh ? `${others} 项假设` : Count.of(others, "assumption")],
    [zh ? "结果以外的指纹" : "fingerprints but those of results"]
  ].flat()
  return e(
    "p",
    { class: "note" },
    zh
      ? `本报告为简版，未列入：${parts.join("、")}。不加 --brief 重新生成即可得到全文。`
      : `A brief report. Left out: ${parts.join(", ")}. Made again without --brief it has them.`
  )
}
