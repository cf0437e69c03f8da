/**
 * The common-prosperity index of a run: by area and in all, year by year, 0 to 100.
 *
 * Weights are told as the plan's targets give them, with their sum, and not as shares of it: rounded, shares of equal
 * weights would not sum to 100, or would not be equal.
 */
import type { Language } from "@gongfu/core/document/Label"
import type { Place } from "@gongfu/core/place/Place"
import type { Trajectory } from "@gongfu/core/run/Trajectory"
import * as ProsperityIndex from "@gongfu/core/target/ProsperityIndex"
import type { Target } from "@gongfu/core/target/Target"
import type { Block } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as Sparkline from "./Sparkline.ts"
import type { Row } from "./Table.ts"

/** At most this many years get a column; the path tells the others. */
const columns = 6

/** The years that get a column: the last, the one in which most targets fall due, then the first ones. */
const columnsOf = (years: ReadonlyArray<number>, targets: ReadonlyArray<Target>): ReadonlySet<number> => {
  const due = (year: number): number => targets.filter(({ by }) => by === year).length
  const most = years.reduce((best, year) => (due(year) > due(best) ? year : best))
  const others = years.filter((year) => year !== most && year !== years.at(-1))
  return new Set([years.at(-1)!, most, ...others].slice(0, columns))
}

/** The fewest decimals that tell every weight as it was given. */
const decimalsOf = (weights: ReadonlyArray<number>): number => {
  for (let count = 0; count < Figure.mostDecimals; count++)
    if (weights.every((weight) => Number(weight.toFixed(count)) === weight)) return count
  return Figure.mostDecimals
}

/** The index as a section; nothing for a plan that has none. */
export const section = (place: Place, trajectory: Trajectory, language: Language): ReadonlyArray<Block> => {
  const scores = ProsperityIndex.of(place.targets, trajectory)
  const { weights } = place.targets
  if (scores.length === 0 || weights === undefined) return []
  const zh = language === "zh"
  const measured = scores[0]!.areas.map(({ area }) => area)
  const whole = measured.reduce((sum, area) => sum + weights[area]!, 0)
  const decimals = decimalsOf(measured.map((area) => weights[area]!))
  const chosen = columnsOf(
    scores.map(({ year }) => year),
    place.targets.all
  )
  const shown = scores.filter(({ year }) => chosen.has(year))
  const row = (label: string, weight: number, of: (score: ProsperityIndex.Score) => number): Row => ({
    cells: [
      { text: label },
      { text: Figure.fixed(weight, decimals) },
      ...shown.map((score) => ({ text: Figure.score(of(score), 1) })),
      { text: Sparkline.of(scores.map(of)) }
    ]
  })
  return [
    { heading: zh ? "共同富裕实现度指数（0–100）" : "Common-prosperity index (0 to 100)", level: 2 },
    {
      table: {
        columns: [
          { head: zh ? "领域" : "Area", align: "left", wraps: true },
          { head: zh ? "权重" : "Weight", align: "right", optional: 3 },
          ...shown.map(({ year }) => ({ head: String(year), align: "right" }) as const),
          { head: `${scores[0]!.year}–${scores.at(-1)!.year}`, align: "left", optional: 2, picture: true }
        ],
        rows: [
          ...measured.map((area, i) =>
            row(
              place.targets.areas.find(({ name }) => name === area)!.label[language],
              weights[area]!,
              (score) => score.areas[i]!.score
            )
          ),
          row(zh ? "总指数" : "All", whole, (score) => score.total)
        ]
      }
    }
  ]
}
