/**
 * The scoreboard of a run as a document: what it is a run of, the headline
 * indicators, where every target stands, milestones, what the scenario
 * expects of it, and the fingerprint.
 *
 * A mark says how a target stands, see `StatusMark`. Each area says how many stand how, and lists what it misses first.
 * A requirement carries its comparison; a margin above zero is on the good
 * side, and the path is that of the indicator until the deadline. Required and
 * projected figures get as many decimals as it takes to tell them apart.
 */
import type { Lapse } from "@gongfu/core/analysis/Lapse"
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type * as Indicator from "@gongfu/core/model/Indicator"
import type { Place } from "@gongfu/core/place/Place"
import type { RunState } from "@gongfu/core/run/RunState"
import type { RunEvent, Status } from "@gongfu/core/run/Event"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import type { Verdict } from "@gongfu/core/run/Verdict"
import * as Assess from "@gongfu/core/target/Assess"
import * as Scoreboard from "@gongfu/core/target/Scoreboard"
import * as Target from "@gongfu/core/target/Target"
import * as BaseText from "./BaseText.ts"
import type { Palette } from "./Colour.ts"
import type { Block, Document } from "./Document.ts"
import * as ExcursionText from "./ExcursionText.ts"
import * as ExpectationsText from "./ExpectationsText.ts"
import * as FailureText from "./FailureText.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as IndexText from "./IndexText.ts"
import * as LapseText from "./LapseText.ts"
import * as LineageText from "./LineageText.ts"
import * as RequirementText from "./RequirementText.ts"
import * as Sparkline from "./Sparkline.ts"
import * as StatusMark from "./StatusMark.ts"
import type { Cell, Row } from "./Table.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** A run to show. `onRecord` says whether it was on record before; nothing when recording does not matter. */
export interface Shown {
  readonly id: string
  readonly title: Label
  readonly place: Place
  readonly state: RunState
  readonly events: ReadonlyArray<RunEvent>
  /** What the scenario's file sets from a later year than its parent; nothing where no file was read. */
  readonly lapses?: ReadonlyArray<Lapse>
  /** How the scenario's expectations stand. */
  readonly verdicts: ReadonlyArray<Verdict>
  readonly onRecord: "new" | "already" | undefined
  /** A later run on record that has the scenario's name. */
  readonly namesake?: string
  readonly store: string
}

const words = {
  indicator: { en: "Indicator", zh: "指标" },
  unit: { en: "Unit", zh: "单位" },
  change: { en: "Change", zh: "变化" },
  path: { en: "Until then", zh: "期内走势" },
  headline: { en: "Headline", zh: "主要指标" },
  targets: { en: "Targets", zh: "规划目标" },
  target: { en: "Target", zh: "目标" },
  by: { en: "By", zh: "期限" },
  required: { en: "Required", zh: "要求" },
  projected: { en: "Projected", zh: "推演" },
  margin: { en: "Margin", zh: "余量" },
  milestones: { en: "Milestones", zh: "里程碑" }
} as const satisfies Record<string, Label>

/** The required, the projected and the margin of a standing, in the target's unit; `trajectory` is that of its run. */
export const figures = (
  target: Target.Target,
  standing: Pick<Scoreboard.Standing, "required" | "projected" | "margin">,
  trajectory: Trajectory.Trajectory,
  language: Language
): { readonly required: string; readonly projected: string; readonly margin: string } => {
  const unit = UnitText.of(trajectory.model.units, Target.unitOf(target))
  const { required, projected, margin } = standing
  if (Assess.lacksBaseIn(target, trajectory))
    return {
      required: RequirementText.of(target, required, unit, Figure.decimals(unit, required)),
      projected: BaseText.projected[language],
      margin: BaseText.margin
    }
  const decimals = margin === 0 ? Figure.decimals(unit, required) : Figure.decimalsApart(unit, required, projected)
  return {
    required: RequirementText.of(target, required, unit, decimals),
    projected: Figure.of(projected, unit, decimals),
    margin: Figure.difference(margin, unit, language, decimals)
  }
}

const standings: ReadonlyArray<Status | undefined> = ["met", "missed", "on_the_way", undefined]

/** How many targets stand how, in words: `19 met, 1 missed`; with `marks`, each behind its mark. */
const counts = (of: ReadonlyArray<Scoreboard.Row>, language: Language, marks: boolean): string =>
  standings
    .flatMap((status, i) => {
      const count = of.filter(({ standing }) => standing?.status === status).length
      if (count === 0 && (marks || i > 1)) return []
      const word = StatusMark.wordOf(status)[language]
      const told = language === "zh" ? `${word} ${count} 项` : `${count} ${word}`
      return [marks ? `${StatusMark.of(status)} ${told}` : told]
    })
    .join(language === "zh" ? "，" : ", ")

// What is missed comes first, what is met last.
const order: ReadonlyArray<Status | undefined> = ["missed", "on_the_way", undefined, "met"]
const rank = ({ standing }: Scoreboard.Row): number => order.indexOf(standing?.status)

const headline = ({ place, state }: Shown, language: Language): ReadonlyArray<Block> => {
  const { trajectory } = state
  if (trajectory.to < trajectory.from || place.headline.length === 0) return []
  const { from, to } = trajectory
  const years = [...new Set([from, ...Target.headlineYears(place.targets, trajectory)])]
  const row = (indicator: Indicator.Indicator): Row => {
    const unit = UnitText.of(place.model.units, indicator.unit)
    const values = years.map((year) => Trajectory.at(trajectory, indicator.slot, year))
    const first = values[0]!
    const last = values.at(-1)!
    const change =
      unit.percent === true ? Figure.difference(last - first, unit, language) : (Figure.relative(first, last) ?? "")
    return {
      cells: [
        { text: indicator.label[language] },
        { text: Figure.unitName(unit, language) },
        ...values.map((value) => ({ text: Figure.of(value, unit) })),
        { text: change },
        { text: Sparkline.of(Trajectory.series(trajectory, indicator.slot)) }
      ]
    }
  }
  return [
    { heading: words.headline[language], level: 2 },
    {
      table: {
        columns: [
          { head: words.indicator[language], align: "left", wraps: true },
          {
            head: words.unit[language],
            align: "left",
            wraps: true,
            optional: 1,
            folds: UnitText.inBrackets(language)
          },
          ...years.map(
            (year) =>
              ({ head: String(year), align: "right", ...(year === 2030 && to > 2030 && { optional: 3 }) }) as const
          ),
          { head: words.change[language], align: "right" },
          { head: `${from}–${to}`, align: "left", optional: 2, picture: true }
        ],
        rows: place.headline.map(row)
      }
    }
  ]
}

const targetRow = (row: Scoreboard.Row, shown: Shown, language: Language, palette: Palette): Row => {
  const { target, standing } = row
  const paint = StatusMark.paintOf(standing?.status, palette)
  const told = standing && figures(target, standing, shown.state.trajectory, language)
  const { trajectory } = shown.state
  const series = Trajectory.years({ from: trajectory.from, to: Math.min(trajectory.to, target.by) }).map((year) =>
    Trajectory.at(trajectory, target.indicator.slot, year)
  )
  const cells: ReadonlyArray<Cell> = [
    { text: StatusMark.of(standing?.status), paint },
    { text: RequirementText.nameOf(target, language) },
    { text: Figure.unitName(UnitText.of(shown.place.model.units, Target.unitOf(target)), language) },
    { text: String(target.by) },
    { text: told?.required ?? "" },
    { text: told?.projected ?? "" },
    { text: told?.margin ?? "", paint },
    { text: Sparkline.of(series) }
  ]
  return { cells }
}

const board = (shown: Shown, language: Language, palette: Palette, brief: boolean): ReadonlyArray<Block> => {
  const { areas } = Scoreboard.of(shown.place.targets, shown.events)
  const colon = language === "zh" ? "：" : ": "
  if (areas.length === 0) return []
  const all = areas.flatMap((area) => area.rows)
  const heading: Block = { heading: `${words.targets[language]}${colon}${counts(all, language, false)}`, level: 2 }
  if (brief)
    return [
      heading,
      { list: areas.map(({ label, rows }) => `${label[language]}${colon}${counts(rows, language, true)}`) }
    ]
  const rows = areas.flatMap((area): ReadonlyArray<Row> => [
    { section: `${area.label[language]}${colon}${counts(area.rows, language, true)}` },
    ...area.rows.toSorted((a, b) => rank(a) - rank(b)).map((row) => targetRow(row, shown, language, palette))
  ])
  return [
    heading,
    {
      table: {
        columns: [
          { head: "", align: "left" },
          { head: words.target[language], align: "left", wraps: true },
          {
            head: words.unit[language],
            align: "left",
            wraps: true,
            optional: 1,
            folds: UnitText.inBrackets(language)
          },
          { head: words.by[language], align: "right" },
          { head: words.required[language], align: "right" },
          { head: words.projected[language], align: "right" },
          { head: words.margin[language], align: "right" },
          { head: words.path[language], align: "left", optional: 2, picture: true }
        ],
        rows
      }
    }
  ]
}

const milestones = ({ place, state }: Shown, language: Language): ReadonlyArray<Block> => {
  if (state.milestones.length === 0) return []
  const label = (name: string): string =>
    place.model.milestones.find((milestone) => milestone.name === name)?.label[language] ?? name
  return [
    { heading: words.milestones[language], level: 2 },
    { list: state.milestones.map(({ milestone, year }) => `${year}  ${label(milestone)}`) }
  ]
}

/** The whole document of a run; a brief one tells of the targets only how many of each area stand how. */
export const document = (shown: Shown, language: Language, palette: Palette, brief = false): Document => {
  const zh = language === "zh"
  const { id, namesake, onRecord, place, state } = shown
  const record =
    onRecord === undefined
      ? []
      : onRecord === "new"
        ? [zh ? `已记录到 ${shown.store}` : `recorded in ${shown.store}`]
        : [zh ? `此前已记录，未重复记录` : `already on record, nothing new was written`]
  const another =
    namesake === undefined
      ? []
      : [
          {
            paragraph: zh
              ? `注意：名称 ${state.started!.scenario} 也是另一推演 ${namesake} 的名称；请以编号 ${id} 指称此推演`
              : `note: the name ${state.started!.scenario} is another run's too, ${namesake}; name this one by its id, ${id}`
          }
        ]
  const result = state.result === undefined ? [] : [`${zh ? "结果指纹" : "result"} ${Fingerprint.short(state.result)}`]
  return [
    { heading: `${place.title[language]} · ${shown.title[language]}`, level: 1 },
    { paragraph: [`${zh ? "推演" : "run"} ${id}`, ...result, ...record].join(zh ? "，" : ", "), tone: "faint" },
    ...another,
    ...LineageText.section(id, place.model, state, shown.events, language),
    ...FailureText.section(shown, language),
    ...LapseText.section(place.model, shown.lapses ?? [], language),
    ...ExcursionText.section(place.model, shown.events, language),
    ...headline(shown, language),
    ...IndexText.section(place, state.trajectory, language),
    ...board(shown, language, palette, brief),
    ...milestones(shown, language),
    ...ExpectationsText.section(shown.verdicts, place.model.units, language)
  ]
}
