/** Where the difference comes from: a waterfall for each headline indicator, from the first run to each other one. */
import type { Attributed, Plan } from "@gongfu/core/analysis/Attribution"
import type { Language } from "@gongfu/core/document/Label"
import * as AttributionFigure from "../render/AttributionFigure.ts"
import * as AttributionText from "../render/AttributionText.ts"
import * as Count from "@gongfu/core/wording/Count"
import * as Figure from "@gongfu/core/wording/Figure"
import { element as e, fragment, type Html } from "../render/Html.ts"
import * as PolicyAndCircumstanceText from "../render/PolicyAndCircumstanceText.ts"
import { axisFigure } from "./HeadlineCharts.ts"
import * as Difference from "./Difference.ts"
import * as Parts from "./Parts.ts"
import type { Attribution, Report, Room, Tools } from "./Report.ts"
import * as Waterfall from "./Waterfall.ts"

/** How many parts stand alone in a waterfall. */
const largest = 8

const waterfall = (
  plan: Plan,
  entry: Attributed,
  { first, run }: { readonly first: Report["first"]; readonly run: Report["first"] },
  { draw, language }: Tools
): Html => {
  const zh = language === "zh"
  const unit = AttributionFigure.unitOf(plan, entry)
  const moving = entry.parts.filter(({ value }) => value !== 0)
  const alone = moving.length > largest + 1 ? moving.slice(0, largest) : moving
  const others = moving.slice(alone.length)
  const decimals = AttributionFigure.decimalsOf(unit, entry, [entry.difference, ...moving.map(({ value }) => value)])
  const told = (value: number): string => Figure.difference(value, unit, language, decimals)
  const share = (value: number): string => {
    if (entry.isRounding) return ""
    const text = AttributionFigure.shareText(value / entry.difference)
    return zh ? `（${text}）` : ` (${text})`
  }
  const rest = others.reduce((sum, { value }) => sum + value, 0)
  const ends = Figure.decimalsApart(unit, entry.a, entry.b)
  const [a, b] = [entry.a, entry.b].map((value) => Figure.of(value, unit, ends)) as [string, string]
  const label = entry.indicator.label[language]
  const name = Figure.unitName(unit, language)
  const parts = [
    ...alone.map(({ player, value }) => ({
      label: player.label[language],
      value,
      text: `${told(value)}${share(value)}`
    })),
    ...(others.length === 0
      ? []
      : [
          {
            label: zh ? `其余 ${others.length} 项` : Count.of(others.length, "other"),
            value: rest,
            text: `${told(rest)}${share(rest)}`
          }
        ])
  ]
  const title = zh ? `${label}，${entry.year} 年` : `${label}, ${entry.year}`
  return Parts.chart(
    Parts.bars(draw, (shape) =>
      Waterfall.drawing(
        {
          id: `${language}-waterfall-${run.letter}-${entry.indicator.slot}-${entry.year}`,
          title: zh
            ? `${title}：${first.letter} 到 ${run.letter} 的差异分解`
            : `${title}: from ${first.letter} to ${run.letter}`,
          start: { label: `${first.letter} · ${first.title[language]}`, text: a },
          end: { label: `${run.letter} · ${run.title[language]}`, text: b },
          parts,
          figure: (value, step) => {
            // A difference of percentages is told in points; the caption says so.
            const text = axisFigure(unit)(value, step).replace(/%$/, "")
            return value > 0 ? `+${text}` : text
          }
        },
        shape
      )
    ),
    fragment(title, name === "" ? undefined : e("span", { class: "unit" }, ` ${name}`)),
    zh
      ? `${run.letter} − ${first.letter} = ${told(entry.difference)}；横轴为相对 ${first.letter} 的差值${unit.percent === true ? "（百分点）" : ""}。`
      : `${run.letter} − ${first.letter} = ${told(entry.difference)}; the axis counts differences from ${first.letter}${unit.percent === true ? ", in percentage points" : ""}.`
  )
}

/** Whether there is anything to draw: a difference, or parts that make up for each other. */
const isMoved = ({ a, b, difference, parts }: Attributed): boolean =>
  [difference, ...parts.map(({ value }) => value)].some((value) => !Difference.isNothing(value, a, b))

/** The tables of `gongfu attribute`, in its words: of every part. */
const tables = (shown: AttributionText.Shown, language: Language): Html =>
  fragment(shown.attributed.map((entry) => Parts.document(AttributionText.parts(entry, shown, language))))

const one = (report: Report, attribution: Attribution, tools: Tools): Html => {
  const { language } = tools
  const zh = language === "zh"
  const { first } = report
  const { run } = attribution
  const heading = e(
    "h3",
    {},
    zh ? `从 ${first.letter} 到 ${run.letter}：` : `From ${first.letter} to ${run.letter}: `,
    run.title[language]
  )
  if ("faults" in attribution)
    return fragment(
      heading,
      e("p", {}, zh ? "无法分解：" : "There is no attribution:"),
      Parts.document([
        {
          list: attribution.faults.map(
            ({ problem, remedy }) => `${problem[language]}${zh ? "；" : "; "}${remedy[language]}`
          )
        }
      ])
    )
  const { attributed: all, plan } = attribution
  const attributed = all.filter(isMoved)
  const summary = Parts.document(AttributionText.summary(plan, language))
  if (plan.players.length === 0) return fragment(heading, summary)
  const still = report.told.map((year) =>
    Difference.none(
      all.flatMap((entry) => (entry.year === year && !isMoved(entry) ? [entry.indicator] : [])),
      year,
      language
    )
  )
  if (attributed.length === 0) return fragment(heading, summary, still)
  const shown = { plan, attributed, brief: false, letters: [first.letter, run.letter] } as const
  return fragment(
    heading,
    summary,
    e(
      "div",
      { class: "wide" },
      attributed.map((entry) => waterfall(plan, entry, { first, run }, tools))
    ),
    still,
    Parts.document(PolicyAndCircumstanceText.blocks(shown, language)),
    Parts.more(zh ? "全部分项数值" : "Every part as a table", tables(shown, language))
  )
}

/** The section. */
export const section: Room = (report, tools) => {
  const { attributions } = report
  if (attributions.length === 0) return undefined
  return {
    name: "attribution",
    title: { en: "Where the difference comes from", zh: "差异来自何处" },
    content: fragment(attributions.map((attribution) => one(report, attribution, tools)))
  }
}
