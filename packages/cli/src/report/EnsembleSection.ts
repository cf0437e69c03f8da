/** How sure the results are: the fans of ensembles on record, how likely each target is, and the quantiles. */
import type { Indicator } from "@gongfu/core/model/Indicator"
import * as Ensembles from "../ensembles/Ensembles.ts"
import * as Colour from "../render/Colour.ts"
import type { Block } from "../render/Document.ts"
import * as EnsembleText from "../render/EnsembleText.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import { element as e, fragment, type Html } from "../render/Html.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as Fan from "./Fan.ts"
import { axisFigure } from "./HeadlineCharts.ts"
import * as Levels from "./Levels.ts"
import * as Parts from "./Parts.ts"
import type { Ensemble, Report, Room, Tools } from "./Report.ts"

/** The quantiles that a fan shows: two bands and the middle. */
const shown = [0.05, 0.25, 0.5, 0.75, 0.95]

const fan = (
  { recorded, run }: Ensemble,
  [indicator, at]: readonly [Indicator, number],
  { draw, language }: Tools
): ReadonlyArray<Html> => {
  const { summary } = recorded.summarised
  const found = summary.indicators.find((one) => one.indicator === indicator.name)
  if (found === undefined || found.years.length < 2) return []
  const unit = UnitText.of(run.model.units, indicator.unit)
  const name = Figure.unitName(unit, language)
  const label = indicator.label[language]
  const years = found.years.map((_, i) => summary.from + i)
  const drawn = draw(
    Fan.drawing({
      id: `${language}-fan-${run.letter}-${at}`,
      title: `${label}, ${years[0]}–${years.at(-1)}`,
      years,
      quantiles: shown.flatMap((probability) => {
        const place = summary.probabilities.indexOf(probability)
        return place === -1 ? [] : [{ probability, values: found.years.map(({ quantiles }) => quantiles[place]!) }]
      }),
      levels: Levels.of(run, indicator.name, language).map(({ level }) => level),
      figure: axisFigure(unit)
    })
  )
  return [Parts.chart(drawn, fragment(label, name === "" ? undefined : e("span", { class: "unit" }, ` ${name}`)))]
}

/** A table without its column of bars: the fans show the way. */
const withoutBars = (block: Block): Block => {
  if (!("table" in block)) return block
  const { columns, rows } = block.table
  const kept = columns.map(({ head }) => !/^\d+–\d+$/.test(head))
  return {
    table: {
      columns: columns.filter((_, i) => kept[i]),
      rows: rows.map((row) => ("section" in row ? row : { ...row, cells: row.cells.filter((_, i) => kept[i]) }))
    }
  }
}

const one = ({ brief, subjects }: Report, ensemble: Ensemble, tools: Tools): Html => {
  const { language } = tools
  const { recorded, run } = ensemble
  const { place } = recorded
  const told = Ensembles.shownOf(recorded, { onRecord: undefined, store: "" })
  const choice = { indicators: place.headline, brief }
  // The page has a heading already.
  const [, ...blocks] = EnsembleText.document(told, choice, language, Colour.plain)
  const first = blocks.findIndex((block) => "heading" in block)
  const lead = first === -1 ? blocks : blocks.slice(0, first)
  return fragment(
    subjects.length === 1 ? undefined : e("h3", {}, `${run.letter} · `, run.title[language]),
    Parts.document(lead),
    e(
      "div",
      { class: "charts" },
      place.headline.flatMap((indicator, i) => fan(ensemble, [indicator, i], tools))
    ),
    Parts.document(first === -1 ? [] : blocks.slice(first).map(withoutBars))
  )
}

/** The section. */
export const section: Room = (report, tools) => {
  const { ensembles } = report
  if (ensembles.length === 0) return undefined
  const zh = tools.language === "zh"
  return {
    name: "ensembles",
    title: { en: "How sure that is", zh: "结果的不确定性" },
    content: fragment(
      e(
        "p",
        { class: "note" },
        zh
          ? `扇形图：${shown.map((probability) => `${probability * 100}%`).join("、")} 分位；虚线为规划要求。`
          : `Fans show the quantiles at ${shown.map((probability) => `${probability * 100}%`).join(", ")}; broken lines are what the plan asks for.`
      ),
      ensembles.map((ensemble) => one(report, ensemble, tools))
    )
  }
}
