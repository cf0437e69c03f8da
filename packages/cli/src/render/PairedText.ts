/**
 * Ensembles on the same draws side by side: how likely each target is under each, how often one is better than the
 * first, and what is regretted.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { PairedTarget } from "@gongfu/core/ensemble/Paired"
import type { Place } from "@gongfu/core/place/Place"
import * as Target from "@gongfu/core/target/Target"
import type { Block, Document } from "./Document.ts"
import { notDue } from "./EnsembleText.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import type { Column, Row } from "./Table.ts"
import * as RequirementText from "./RequirementText.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** What is held against each other; `targets` are those that are told. */
export interface Shown {
  readonly place: Place
  readonly sides: ReadonlyArray<{ readonly id: string; readonly title: Label }>
  readonly members: number
  readonly targets: ReadonlyArray<PairedTarget>
  /** Targets that come out alike are left out unless all are asked for. */
  readonly all: boolean
}

const percent = (count: number, members: number): string => `${Figure.fixed((count / members) * 100, 1)}%`

const letter = (index: number): string => String.fromCharCode("A".charCodeAt(0) + index)

/** Whether no member tells one side from another. */
const isSame = ({ duels }: PairedTarget, members: number): boolean => duels.every(({ same }) => same === members)

const row = ({ members, place }: Shown, paired: PairedTarget, language: Language): Row => {
  const { duels, met, regrets, target, year } = paired
  const isDue = target.by <= year
  const unit = UnitText.of(place.model.units, Target.unitOf(target))
  return {
    cells: [
      { text: RequirementText.nameOf(target, language) },
      { text: Figure.unitName(unit, language) },
      ...met.map((count) => ({ text: isDue ? percent(count, members) : notDue[language] })),
      ...duels.flatMap(({ better, worse }) => [better, worse].map((count) => ({ text: percent(count, members) }))),
      ...regrets.map((regret) => ({
        text: regret === undefined ? "" : Figure.distance(regret.mean, unit, language)
      }))
    ]
  }
}

/** The comparison, as blocks under a heading of their own. */
export const blocks = (shown: Shown, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const { all, members, place, sides, targets } = shown
  const told = targets.filter((paired) => all || !isSame(paired, members))
  const left = targets.length - told.length
  const columns: ReadonlyArray<Column> = [
    { head: zh ? "目标" : "Target", align: "left", wraps: true },
    { head: zh ? "单位" : "Unit", align: "left", wraps: true, optional: 1, folds: UnitText.inBrackets(language) },
    ...sides.map((_, i) => ({ head: zh ? `${letter(i)} 概率` : `${letter(i)} likely`, align: "right" as const })),
    ...sides.slice(1).flatMap((_, i) => [
      { head: `${letter(i + 1)} > A`, align: "right" as const },
      { head: `A > ${letter(i + 1)}`, align: "right" as const, optional: 3 }
    ]),
    ...sides.map((_, i) => ({
      head: zh ? `${letter(i)} 后悔值` : `${letter(i)} regret`,
      align: "right" as const,
      optional: 2,
      explained: zh
        ? "后悔值为与同一成员中最优者平均相差多少。"
        : "Regret is how far a side stays behind the best one of the same member, on average."
    }))
  ]
  const rows = place.targets.areas.flatMap(({ label, name }): ReadonlyArray<Row> => {
    const own = told.filter(({ target }) => target.area === name)
    return own.length === 0 ? [] : [{ section: label[language] }, ...own.map((paired) => row(shown, paired, language))]
  })
  return [
    { heading: zh ? "相同抽样下的对照" : "On the same draws", level: 2 },
    { list: sides.map(({ id, title }, i) => `${letter(i)}  ${title[language]}${zh ? `（${id}）` : ` (${id})`}`) },
    {
      paragraph: zh
        ? `共 ${Figure.fixed(members, 0)} 个成员，逐一对照。“B > A”为 B 的余量优于 A 的成员占比，“A > B”相反，其余相同。`
        : `${Figure.fixed(members, 0)} ${members === 1 ? "member" : "members"}, one by one. "B > A" is in how many of them B has the better margin, "A > B" in how many A has; in the rest they are alike.`
    },
    ...(rows.length === 0
      ? [{ paragraph: zh ? "没有任何目标有差别。" : "No target tells them apart.", tone: "good" as const }]
      : [{ table: { columns, rows } }]),
    ...(left === 0 || rows.length === 0
      ? []
      : [
          {
            paragraph: zh
              ? `其余 ${left} 项目标没有差别。`
              : left === 1
                ? "1 other target comes out alike."
                : `${left} other targets come out alike.`,
            tone: "faint" as const
          }
        ])
  ]
}

/** The comparison as a document. */
export const document = (shown: Shown, language: Language): Document => [
  { heading: shown.place.title[language], level: 1 },
  ...blocks(shown, language)
]
