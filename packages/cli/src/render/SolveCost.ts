/**
 * What an answer of `gongfu solve` costs, item by item, so that a reader can add up.
 *
 * New money is what items take more than before, in the years in which they do; what is saved in other years or on
 * other items is told beside it, and the net of both is the change of what is spent in all.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Block } from "./Document.ts"
import * as Count from "@gongfu/core/wording/Count"
import * as Figure from "@gongfu/core/wording/Figure"
import * as SolveFigure from "./SolveFigure.ts"
import type { Answered } from "./SolveTables.ts"
import type { Row } from "./Table.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

const words = {
  cost: { en: "Cost", zh: "费用" },
  item: { en: "Item", zh: "支出项目" },
  before: { en: "Before", zh: "调整前" },
  after: { en: "After", zh: "调整后" },
  more: { en: "Spent more (new money)", zh: "增支（新增资金）" },
  less: { en: "Spent less", zh: "减支" },
  net: { en: "Net", zh: "净增" },
  all: { en: "All items", zh: "全部项目合计" }
} as const satisfies Record<string, Label>

/** The items that change, and their sum; levers that no item counts are named. Nothing where no cost is known. */
export const section = ({ answer, question }: Answered, language: Language): ReadonlyArray<Block> => {
  const { cost } = answer
  if (cost === undefined) return []
  const zh = language === "zh"
  const unit = SolveFigure.unitOf(question, cost.unit)
  const money = (value: number): string => Figure.of(value, unit)
  const row = (text: string, before: number, after: number, more: number, less: number): Row => ({
    cells: [
      { text },
      { text: money(before) },
      { text: money(after) },
      { text: money(more) },
      { text: money(less) },
      { text: Figure.difference(after - before, unit, language) }
    ]
  })
  const none = money(0)
  const changed = cost.items.filter(({ less, more }) => money(more) !== none || money(less) !== none)
  const unchanged = cost.items.length - changed.length
  const { from, to } = question.scenario.years
  const years = `${from + 1}–${to}`
  const name = Figure.unitName(unit, language)
  const still = zh
    ? `；另有 ${unchanged} 项无变化，计入合计`
    : `; ${unchanged} more ${Count.noun(unchanged, "does not change and counts", "do not change and count")} in the sum`
  const rest = unchanged === 0 ? "" : still
  const { notCosted } = cost
  const levers = notCosted.map(({ indicator }) => indicator.label[language])
  return [
    { heading: words.cost[language], level: 2 },
    {
      table: {
        columns: [
          { head: UnitText.inBrackets(language)(words.item[language], name), align: "left", wraps: true },
          ...[words.before, words.after, words.more, words.less, words.net].map(
            (head) => ({ head: head[language], align: "right" }) as const
          )
        ],
        rows: [
          ...changed.map(({ after, before, indicator, less, more }) =>
            row(indicator.label[language], before, after, more, less)
          ),
          row(words.all[language], cost.before, cost.after, cost.added, cost.saved)
        ]
      }
    },
    {
      paragraph: zh
        ? `${years} 年累计${rest}。新增资金为各项目在高于原支出的年份多支出之和，不抵扣减支；净增 = 增支 − 减支 = 调整后 − 调整前（四舍五入可致末位之差）。`
        : `Sums of ${years}${rest}. New money is what items take more in the years in which they do, with nothing taken off for what is spent less; net = more − less = after − before, but for rounding.`,
      tone: "faint"
    },
    ...(levers.length === 0
      ? []
      : [
          {
            list: [
              zh
                ? `不计费用的杠杆（单独调整时，上述项目均无变化）：${levers.join("、")}`
                : `not costed (moved alone they change none of these items): ${levers.join("; ")}`
            ]
          }
        ])
  ]
}
