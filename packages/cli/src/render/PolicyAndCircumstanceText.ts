/**
 * The two-by-two of policy and circumstance, as a table: the four corners, and what is whose.
 */
import type { Attributed, Plan } from "@gongfu/core/analysis/Attribution"
import type { Language } from "@gongfu/core/document/Label"
import * as Rounding from "@gongfu/core/model/Rounding"
import * as AttributionFigure from "./AttributionFigure.ts"
import type { Block } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import type { Cell, Column, Row } from "./Table.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** The two-by-two as a heading and a table; a sentence where only policy differs, or only circumstance. */
export const blocks = (
  {
    attributed,
    letters: [from, to],
    plan
  }: {
    readonly plan: Plan
    readonly attributed: ReadonlyArray<Attributed>
    /** What the two sides are called. */
    readonly letters: readonly [from: string, to: string]
  },
  language: Language
): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const heading: Block = { heading: zh ? "政策与外部条件" : "Policy and circumstance", level: 2 }
  const policy = plan.inputs.some(({ kind }) => kind === "lever")
  const circumstance = plan.inputs.some(({ kind }) => kind !== "lever")
  if (!policy || !circumstance)
    return [
      heading,
      {
        paragraph: policy
          ? zh
            ? "两者的假设与冲击相同：差异全部来自政策，没有交互作用。"
            : "Assumptions and shocks are the same on both sides: all of every difference is policy, and there is no interaction."
          : zh
            ? "两者的政策杠杆相同：差异全部来自外部条件，没有交互作用。"
            : "Levers are the same on both sides: all of every difference is circumstance, and there is no interaction."
      }
    ]
  const several = plan.years.length > 1
  const rows = attributed.map((entry): Row => {
    const unit = AttributionFigure.unitOf(plan, entry)
    const { circumstance: c, corners, interaction, policy: p } = entry.policyAndCircumstance
    const decimals = AttributionFigure.decimalsOf(unit, entry, [p, c])
    const value = (number: number): Cell => ({ text: Figure.of(number, unit, decimals) })
    const scale = Object.values(corners).reduce(Rounding.larger, 0)
    // What the corners differ in by rounding alone is nobody's.
    const effect = (number: number): string =>
      Figure.difference(Rounding.same(number, 0, scale) ? 0 : number, unit, language, decimals)
    const part = (number: number): Cell => {
      const share = entry.isRounding ? "" : ` (${AttributionFigure.shareText(number / entry.difference)})`
      return { text: `${effect(number)}${share}` }
    }
    return {
      cells: [
        { text: entry.indicator.label[language] },
        { text: Figure.unitName(unit, language) },
        ...(several ? [{ text: String(entry.year) }] : []),
        value(corners.a),
        value(corners.policyOfB),
        value(corners.circumstanceOfB),
        value(corners.b),
        part(p),
        part(c),
        { text: effect(interaction) }
      ]
    }
  })
  const column = (head: string, inPart: number): Column => ({ head, align: "right", part: inPart })
  return [
    heading,
    {
      table: {
        columns: [
          { head: zh ? "指标" : "Indicator", align: "left", wraps: true },
          {
            head: zh ? "单位" : "Unit",
            align: "left",
            wraps: true,
            optional: 1,
            folds: UnitText.inBrackets(language)
          },
          ...(several ? [{ head: zh ? "年份" : "Year", align: "right" } as const] : []),
          column(from, 1),
          column(zh ? `${from} 取 ${to} 的政策` : `${from}, ${to}'s policy`, 1),
          column(zh ? `${from} 取 ${to} 的条件` : `${from}, ${to}'s circumstance`, 1),
          column(to, 1),
          column(zh ? "政策" : "Policy", 2),
          column(zh ? "外部条件" : "Circumstance", 2),
          column(zh ? "交互作用" : "Interaction", 2)
        ],
        rows
      }
    },
    {
      paragraph: zh
        ? "政策指全部政策杠杆，外部条件指全部假设与冲击；两部分取两种先后次序的平均，各含交互作用的一半。"
        : "Policy is every lever, circumstance every assumption and shock. Each part is the mean of both orders, and holds half of the interaction."
    }
  ]
}
