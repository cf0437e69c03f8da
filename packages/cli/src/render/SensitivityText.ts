/**
 * A study of sensitivity as a document: for each output what share of its variation each input explains, and how far
 * each takes it alone, as a tornado.
 *
 * The bars of a tornado lie on one scale: the line is the output of the scenario as it is, and a bar reaches to where
 * one input alone takes it at its 5% and 95% ends.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import type * as Stopped from "@gongfu/core/ensemble/Stopped"
import type * as Study from "@gongfu/core/sensitivity/Study"
import type { Block, Document } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as StoppedText from "./StoppedText.ts"
import type { Column, Row } from "./Table.ts"
import * as Tornado from "./Tornado.ts"

/** One output as it is named. */
export interface Output extends Omit<Study.Output, keyof Study.Asked> {
  readonly name: string
  readonly label: Label
  readonly year: number
  readonly unit: Unit
  /** Whether it is the margin of a target. */
  readonly isMargin: boolean
}

/** A study to show. */
export interface Shown extends Pick<Study.Study, "dropped" | "failed"> {
  readonly place: Label
  readonly title: Label
  readonly over: "assumptions" | "levers"
  readonly method: "sobol" | "morris"
  readonly inputs: number
  readonly members: number
  readonly rows: number
  readonly seed: number
  readonly outputs: ReadonlyArray<Output>
  /** How many inputs are shown of each output. */
  readonly most: number
  /** What stopped those of the runs that were looked at. */
  readonly stopped: ReadonlyArray<Stopped.Cause>
  /** As many rows as may be asked for. */
  readonly mostRows: number
}

const told = (shown: Shown, language: Language): string => {
  const zh = language === "zh"
  const { dropped, failed, inputs, members, method, over, rows, seed } = shown
  const [count, size, lost] = [members, rows, dropped].map((number) => Figure.fixed(number, 0))
  const singular = { assumptions: { en: "assumption", zh: "假设" }, levers: { en: "lever", zh: "政策杠杆" } }[over]
  const what = zh || inputs === 1 ? singular[language] : `${singular.en}s`
  const how =
    method === "sobol"
      ? zh
        ? `Sobol 方差分解（Saltelli 设计，${size} 行）`
        : `Sobol' indices over a Saltelli design of ${size} rows`
      : zh
        ? `Morris 筛选（${size} 条轨迹）`
        : `Morris screening by ${size} trajectories`
  const stopped = Figure.fixed(failed, 0)
  const before = failed === 1 ? "1 run" : `${stopped} runs`
  const missing =
    dropped === 0
      ? ""
      : method === "sobol"
        ? zh
          ? `${stopped} 次推演中止，因此有 ${lost} 行未能使用。`
          : ` ${before} stopped, and ${lost} of ${size} rows ${lost === "1" ? "is" : "are"} left out.`
        : zh
          ? `${stopped} 次推演中止，涉及 ${lost} 条轨迹，相应的影响无法计算。`
          : ` ${before} stopped, on ${lost} of ${size} trajectories, and effects are missing there.`
  // A scenario's levers are paths; what is drawn is a level.
  const drawn =
    over === "assumptions"
      ? ""
      : zh
        ? "各项政策杠杆在其全部可设范围内取值，不论情景如何设定；基准为情景本身，每次只变动一项（自首个政策年份起）。"
        : " Each lever is drawn from all that it may be, whatever the scenario sets; the base is the scenario itself, from which the ends move one lever alone, from the first policy year on."
  const level = method === "morris" ? "" : zh ? "括号内为 95% 区间。" : " Intervals, in brackets, are of 95%."
  return zh
    ? `${how}：${inputs} 项${what}，共推演 ${count} 次，随机种子 ${seed}。${level}${missing}${drawn}`
    : `${how}: ${inputs} ${what}, ${count} runs, seed ${seed}.${level}${missing}${drawn}`
}

const share = ({ high, low, value }: Study.Estimate): string => {
  const text = Figure.fixed(value, 2)
  return low === undefined || high === undefined ? text : `${text} (${Figure.fixed(low, 2)}–${Figure.fixed(high, 2)})`
}

/** Stands behind a number that is not to be relied on. */
const doubt = "?"

const marked = (text: string, isDoubtful: boolean): string => (isDoubtful ? `${text} ${doubt}` : text)

/** Under what circumstances fewer runs stop. */
const remedy = (over: Shown["over"], language: Language): string =>
  language === "zh"
    ? `可在情景中设 shortage: scale${over === "levers" ? "" : "，或缩小取值范围"}`
    : `set shortage: scale in the scenario${over === "levers" ? "" : ", or narrow the ranges"}`

/** What stopped runs; nothing where none did. */
const causes = ({ over, stopped }: Shown, language: Language): ReadonlyArray<Block> =>
  stopped.length === 0
    ? []
    : [
        {
          paragraph:
            language === "zh"
              ? `${StoppedText.why(stopped, language, { namesMembers: false })}要减少中止，${remedy(over, language)}。`
              : `${StoppedText.why(stopped, language, { namesMembers: false })} For fewer of them, ${remedy(over, language)}.`,
          tone: "open"
        }
      ]

/** What is to be known of marked numbers before they are read; nothing where none is. */
const doubted = (
  some: Output["influences"],
  { mostRows, rows, over }: Shown,
  language: Language
): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const impossible = some.filter(({ sobol }) => sobol?.isImpossible === true).length
  const few = some.filter(({ morris }) => morris?.isFew === true).length
  const next = Math.min(4 * rows, mostRows)
  const asks = next > rows ? (zh ? `，请增加行数：--rows ${next}` : `: --rows ${next}`) : ""
  return [
    ...(impossible === 0
      ? []
      : [
          {
            paragraph: zh
              ? `标“${doubt}”的 ${impossible} 项，估计值不可能成立：指数应在 0 与 1 之间，一阶不应超过总效应。${rows} 行太少${asks}。`
              : `What is marked ${doubt} cannot be: an index lies between 0 and 1, and none alone is above the total. ${rows} rows are too few${asks}.`,
            tone: "open" as const
          }
        ]),
    ...(few === 0
      ? []
      : [
          {
            paragraph: zh
              ? `所列 ${some.length} 项中有 ${few} 项（标“${doubt}”）样本太少，排序说明不了问题；${remedy(over, language)}。`
              : `${few} of these ${some.length}, marked ${doubt}, ${few === 1 ? "rests" : "rest"} on too few effects to rank by, and where ${few === 1 ? "it stands" : "they stand"} says little: ${remedy(over, language)}.`,
            tone: "open" as const
          }
        ])
  ]
}

/** What is said of an output that there is no table of. */
const nothing = (method: Shown["method"], untold: number, language: Language): string => {
  const zh = language === "zh"
  if (untold === 0) return zh ? "没有任何输入能使其变动。" : "Nothing that varies moves it."
  return zh
    ? `推演大多中止，无法判断影响；可${method === "morris" ? "" : "换用 --method morris、"}缩小取值范围，或在情景中设 shortage: scale。`
    : `Too many runs stopped to tell what moves it: try ${method === "morris" ? "" : "--method morris, "}narrower ranges, or shortage: scale in the scenario.`
}

const section = (output: Output, shown: Shown, language: Language): ReadonlyArray<Block> => {
  const { dropped, method, most, over, rows: size } = shown
  const zh = language === "zh"
  const { base, influences, isMargin, label, mean, standardDeviation, unit, untold, without, year } = output
  const name = isMargin ? (zh ? `余量：${label.zh}` : `margin: ${label.en}`) : label[language]
  const unitName = Figure.unitName(unit, language)
  const heading = `${name}${unitName === "" ? "" : zh ? `（${unitName}）` : ` (${unitName})`}${zh ? `，${year} 年` : `, ${year}`}`
  const ends = influences.flatMap(({ high, low }) => [low, high]).filter((value) => value !== undefined)
  const decimals = Figure.decimals(unit, Math.max(0, ...ends.map(Math.abs)))
  const figure = (value: number | undefined): string => {
    if (value === undefined) return zh ? "中止" : "stopped"
    return isMargin ? Figure.difference(value, unit, language, decimals) : Figure.of(value, unit, decimals)
  }
  if (influences.length === 0)
    return [
      { heading, level: 2 },
      { paragraph: nothing(method, untold, language), tone: "open" }
    ]
  const spread =
    mean === undefined || standardDeviation === undefined
      ? []
      : [
          zh
            ? `均值 ${figure(mean)}，标准差 ${Figure.distance(standardDeviation, unit, language)}`
            : `mean ${figure(mean)}, standard deviation ${Figure.distance(standardDeviation, unit, language)}`
        ]
  const some = influences.slice(0, most)
  const left = influences.length - some.length
  const bars = Tornado.bars(
    some.map(({ high, low }) => ({ low, high })),
    base
  )
  const columns: ReadonlyArray<Column> = [
    {
      head: over === "levers" ? (zh ? "政策杠杆" : "Lever") : zh ? "假设" : "Assumption",
      align: "left",
      wraps: true
    },
    ...(method === "sobol"
      ? [
          { head: zh ? "总效应（区间）" : "Total (interval)", align: "right" as const },
          { head: zh ? "一阶（区间）" : "Alone (interval)", align: "right" as const, optional: 2 }
        ]
      : [
          { head: zh ? "平均影响" : "Mean effect", align: "right" as const },
          { head: "σ", align: "right" as const, optional: 2 },
          ...(dropped === 0 ? [] : [{ head: zh ? "样本" : "Effects", align: "right" as const }])
        ]),
    { head: zh ? "取 5% 分位" : "At 5%", align: "right", optional: 1 },
    { head: zh ? "取 95% 分位" : "At 95%", align: "right", optional: 1 },
    { head: `${zh ? "基准" : "Base"} ${figure(base)}`, align: "left" }
  ]
  const rows = some.map(({ high, low, morris, sobol, variable }, i): Row => ({
    cells: [
      { text: variable.label[language] },
      ...(sobol === undefined
        ? [
            { text: morris === undefined ? "" : Figure.distance(morris.muStar.value, unit, language) },
            { text: morris?.sigma === undefined ? "" : Figure.distance(morris.sigma, unit, language) },
            ...(dropped === 0
              ? []
              : [{ text: morris === undefined ? "" : marked(`${morris.effects}/${size}`, morris.isFew) }])
          ]
        : // Only the total is shown however narrow the window: the mark of both stands there.
          [{ text: `${share(sobol.total)}${sobol.isImpossible ? doubt : ""}` }, { text: share(sobol.first) }]),
      { text: figure(low) },
      { text: figure(high) },
      { text: bars[i]! }
    ]
  }))
  const rest = [
    ...(left === 0 ? [] : [zh ? `另有 ${left} 项影响更小` : `${left} more ${left === 1 ? "has" : "have"} less effect`]),
    ...(without === 0 ? [] : [zh ? `${without} 项没有影响` : `${without} ${without === 1 ? "has" : "have"} no effect`]),
    ...(untold === 0
      ? []
      : [zh ? `${untold} 项因推演中止无法判断` : `of ${untold} nothing can be told, because runs stopped`])
  ]
  return [
    { heading, level: 2 },
    ...(spread.length === 0 ? [] : [{ paragraph: spread.join("") }]),
    ...doubted(some, shown, language),
    { table: { columns, rows } },
    ...(rest.length === 0
      ? []
      : [{ paragraph: `${rest.join(zh ? "，" : ", ")}${zh ? "。" : "."}`, tone: "faint" as const }])
  ]
}

/** The document of a study. */
export const document = (shown: Shown, language: Language): Document => [
  { heading: `${shown.place[language]} · ${shown.title[language]}`, level: 1 },
  { paragraph: told(shown, language) },
  ...causes(shown, language),
  ...shown.outputs.flatMap((output) => section(output, shown, language))
]
