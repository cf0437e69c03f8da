/**
 * A front between two aims as a document: its points, from the most of the first aim to the most of the second, and
 * how the levers stand at each.
 */
import * as Spending from "@gongfu/core/analysis/Spending"
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Run } from "@gongfu/core/run/Run"
import type { Answer } from "@gongfu/core/solve/Answer"
import type { Front } from "@gongfu/core/solve/Front"
import * as LeverPath from "@gongfu/core/solve/LeverPath"
import type { Question } from "@gongfu/core/solve/Question"
import * as BaseText from "./BaseText.ts"
import type { Block, Document } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import type { Row } from "./Table.ts"
import * as SolveFigure from "./SolveFigure.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** A point with the run of its file. */
export interface Point {
  readonly answer: Answer
  readonly path: string
  readonly run: Run
}

/** What is told. */
export interface Told {
  readonly question: Question
  readonly front: Front
  readonly points: ReadonlyArray<Point>
}

const words = {
  point: { en: "Point", zh: "点" },
  own: { en: "as it is", zh: "原情景" },
  change: { en: "Of ranges", zh: "占取值范围" },
  money: { en: "New money", zh: "新增资金" },
  file: { en: "File", zh: "文件" },
  run: { en: "Run", zh: "推演" },
  levers: { en: "Levers at each point", zh: "各点的杠杆设定" }
} as const satisfies Record<string, Label>

/** The figures of an aim at all points and in the scenario itself, with as many decimals as tell neighbours apart. */
const figuresOf = ({ front, points, question }: Told, index: 0 | 1, language: Language): ReadonlyArray<string> => {
  const unit = SolveFigure.unitOf(question, front.aims[index].unit)
  const at = front.within.length + index
  const values = [points[0]!.answer.standings[at]!.before, ...points.map(({ answer }) => answer.standings[at]!.after)]
  const known = values.flatMap((value) => (value === undefined || value.withoutBase === true ? [] : [value.projected]))
  const decimals = Math.max(
    0,
    ...known.map((value, i) => (i === 0 ? 0 : Figure.decimalsApart(unit, known[i - 1]!, value)))
  )
  return values.map((value) =>
    value === undefined
      ? "–"
      : value.withoutBase === true
        ? BaseText.projected[language]
        : Figure.of(value.projected, unit, decimals)
  )
}

const headOf = ({ aims }: Front, index: 0 | 1, told: Told, language: Language): string => {
  const aim = aims[index]
  const name = Figure.unitName(SolveFigure.unitOf(told.question, aim.unit), language)
  return name === "" ? aim.label[language] : UnitText.inBrackets(language)(aim.label[language], name)
}

const pointTable = (told: Told, language: Language): Block => {
  const { front, points, question } = told
  const [a, b] = [figuresOf(told, 0, language), figuresOf(told, 1, language)]
  const unit =
    question.cost[0] === undefined ? undefined : SolveFigure.unitOf(question, Spending.unitOf(question.cost[0]))
  const row = (cells: ReadonlyArray<string>): Row => ({ cells: cells.map((text) => ({ text })) })
  const moneyHead = unit === undefined ? "" : Figure.unitName(unit, language)
  return {
    table: {
      columns: [
        { head: words.point[language], align: "right" },
        { head: headOf(front, 0, told, language), align: "right" },
        { head: headOf(front, 1, told, language), align: "right" },
        { head: words.change[language], align: "right" },
        ...(unit === undefined
          ? []
          : [{ head: UnitText.inBrackets(language)(words.money[language], moneyHead), align: "right" } as const]),
        { head: words.file[language], align: "left" },
        { head: words.run[language], align: "left", optional: 1 }
      ],
      rows: [
        row([words.own[language], a[0]!, b[0]!, "", ...(unit === undefined ? [] : [""]), "", ""]),
        ...points.map(({ answer, path, run }, i) =>
          row([
            String(i + 1),
            a[i + 1]!,
            b[i + 1]!,
            SolveFigure.percent(answer.change),
            ...(unit === undefined ? [] : [answer.cost === undefined ? "–" : Figure.of(answer.cost.added, unit)]),
            path,
            run.id
          ])
        )
      ]
    }
  }
}

/** How each lever that is moved anywhere stands at each point; a path by its last value. */
const leverTable = ({ front, points, question }: Told, language: Language): ReadonlyArray<Block> => {
  const { levers } = front.evaluator
  const moved = levers.filter(({ indicator }) =>
    points.some(({ answer }) => answer.moves.some(({ path }) => path.indicator.name === indicator.name))
  )
  if (moved.length === 0) return []
  return [
    { heading: words.levers[language], level: 2 },
    {
      table: {
        columns: [
          ...SolveFigure.nameColumns(SolveFigure.lever, language),
          { head: words.own[language], align: "right" },
          ...points.map((_, i) => ({ head: String(i + 1), align: "right", part: i }) as const)
        ],
        rows: moved.map((path): Row => {
          const unit = SolveFigure.unitOf(question, path.indicator.unit)
          const values = [
            path.from,
            ...points.map(({ answer }) => {
              const move = answer.moves.find((one) => one.path.indicator.name === path.indicator.name)
              return move === undefined ? path.from : LeverPath.to(path, move.share)
            })
          ]
          const decimals = Figure.decimalsToTell(unit, ...values)
          return {
            cells: [
              { text: path.indicator.label[language] },
              { text: Figure.unitName(unit, language) },
              ...values.map((value) => ({ text: Figure.of(value, unit, decimals) }))
            ]
          }
        })
      }
    }
  ]
}

/** The whole document. */
export const document = (told: Told, language: Language): Document => {
  const { front, points, question } = told
  const { place, scenario } = question
  const zh = language === "zh"
  const within = front.within.length
  const others = zh
    ? within === 0
      ? ""
      : `各点均实现另外所求的 ${within} 项目标。`
    : within === 0
      ? ""
      : ` Every point meets the ${within} ${within === 1 ? "target" : "targets"} asked for besides.`
  return [
    { heading: `${place.title[language]} · ${scenario.title[language]}`, level: 1 },
    {
      paragraph: zh
        ? `两个目标之间的前沿，共 ${points.length} 点，从第一个目标最优到第二个目标最优；各点均为所找到的最优者。${others}`
        : points.length === 1
          ? `The front between two aims in one point, the best of both that was found.${others}`
          : `The front between two aims in ${points.length} points, from the most of the first to the most of the second; each is the best that was found.${others}`
    },
    pointTable(told, language),
    ...leverTable(told, language)
  ]
}
