/** What the results depend on: a tornado for each headline indicator, of the assumptions that move it most. */
import type { Influence, Outcome, Ranking } from "@gongfu/core/analysis/Influence"
import type { Indicator } from "@gongfu/core/model/Indicator"
import * as Figure from "@gongfu/core/wording/Figure"
import { element as e, fragment, type Html } from "../render/Html.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"
import { axisFigure } from "./HeadlineCharts.ts"
import * as Parts from "./Parts.ts"
import type { Report, Room, Tools } from "./Report.ts"
import * as Tornado from "./Tornado.ts"

/** How many assumptions a tornado shows. */
const shown = 8

const valueIn = (outcome: Outcome, i: number): number | undefined =>
  outcome._tag === "Reached" ? outcome.values[i] : undefined

const tornado = (
  { first }: Report,
  { base, influences, year }: Ranking,
  [indicator, i]: readonly [Indicator, number],
  { draw, language }: Tools
): ReadonlyArray<Html> => {
  const zh = language === "zh"
  const unit = UnitText.of(first.model.units, indicator.unit)
  const swing = ({ swings }: Influence): number => swings[i] ?? Infinity
  const moving = influences
    .filter(({ high, low, swings }) => swings[i] !== 0 && [low, high].some(({ _tag }) => _tag === "Reached"))
    // Sorting keeps the order of equals, which is that of the register.
    .toSorted((a, b) => swing(b) - swing(a))
    .slice(0, shown)
  if (moving.length === 0) return []
  const at = base[i]!
  const ends = moving.flatMap(({ high, low }) =>
    [valueIn(low, i), valueIn(high, i)].filter((value) => value !== undefined)
  )
  const decimals = Math.max(
    ...ends.map((value) => Figure.decimalsApart(unit, at, value)).filter((count) => count <= 3),
    0
  )
  const label = indicator.label[language]
  const name = Figure.unitName(unit, language)
  return [
    Parts.chart(
      Parts.bars(draw, (shape) =>
        Tornado.drawing(
          {
            id: `${language}-tornado-${i}`,
            title: zh ? `${label}，${year} 年：影响最大的假设` : `${label}, ${year}: the assumptions that move it most`,
            base: at,
            swings: moving.map(({ high, low, variable }) => ({
              label: variable.label[language],
              low: valueIn(low, i),
              high: valueIn(high, i)
            })),
            figure: axisFigure(unit),
            told: (value) => Figure.of(value, unit, decimals)
          },
          shape
        )
      ),
      fragment(
        zh ? `${label}，${year} 年` : `${label}, ${year}`,
        name === "" ? undefined : e("span", { class: "unit" }, ` ${name}`)
      ),
      zh
        ? `基准 ${Figure.of(at, unit, decimals)}；空心为下限，实心为上限。`
        : `Base ${Figure.of(at, unit, decimals)}; hollow: at the low end, full: at the high end.`
    )
  ]
}

/** The section. */
export const section: Room = (report, tools) => {
  const { first, ranking } = report
  if (ranking === undefined) return undefined
  const charts = first.place.headline.flatMap((indicator, i) => tornado(report, ranking, [indicator, i], tools))
  if (charts.length === 0) return undefined
  const zh = tools.language === "zh"
  return {
    name: "influence",
    title: { en: "What the results depend on", zh: "结果取决于哪些假设" },
    content: fragment(
      e(
        "p",
        {},
        zh
          ? `每次只将一项假设移到其范围的下限和上限，其余（包括政策杠杆）均与推演 ${first.letter} 相同，看 ${ranking.year} 年的结果变动多少。`
          : `One assumption at a time is moved to the low and to the high end of its range, while all else, levers included, stays as in run ${first.letter}: how far does the result of ${ranking.year} move?`
      ),
      e("div", { class: "wide" }, charts)
    )
  }
}
