/**
 * The register: every assumption of the first run's model, those that move the headline results most first, with its
 * value, range and reason, and what the runs assume instead.
 */
import * as ComparedRun from "@gongfu/core/analysis/ComparedRun"
import type { Language } from "@gongfu/core/document/Label"
import type { Model, Variable } from "@gongfu/core/model/Model"
import * as AssumptionsText from "../render/AssumptionsText.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import { type Child, element as e, fragment, type Html } from "../render/Html.ts"
import * as SourceText from "@gongfu/core/wording/SourceText"
import * as Brief from "./Brief.ts"
import * as Parts from "./Parts.ts"
import type { Report, Room } from "./Report.ts"

/** The letters of the runs that were given something else, by the name of the assumption. */
const movedIn = ({ subjects }: Report): ReadonlyMap<string, ReadonlyArray<string>> => {
  const moved = new Map<string, Array<string>>()
  for (const subject of subjects) {
    const { assumptions, shocks } = ComparedRun.read(subject)
    const names = [...assumptions.keys(), ...[...shocks.keys()].map((key) => key.slice(key.indexOf(" ") + 1))]
    for (const name of new Set(names.map((address) => address.split("[")[0]!)))
      moved.set(name, [...(moved.get(name) ?? []), subject.letter])
  }
  return moved
}

/** The names of the assumptions that the report tells of. */
export const toldOf = (report: Report): ReadonlySet<string> =>
  Brief.assumptionsOf(report, new Set(movedIn(report).keys()))

/** The members of a variable's cell in words: `income[rural][wage]` is told as “rural · wages”. */
const memberName = (model: Model, { cells, dimensions }: Variable, cell: number, language: Language): string =>
  cells[cell]!.members.map((name, i) => {
    const known = model.dimensions.find((dimension) => dimension.name === dimensions[i])
    return known?.members.find((member) => member.name === name)?.label[language] ?? name
  }).join(language === "zh" ? "·" : " · ")

/** The row of an assumption; one of several members has them all in it, each with its own range where it has one. */
const rowOf = (
  report: Report,
  variable: Variable,
  swing: string,
  moved: ReadonlyArray<string>,
  language: Language
): Parts.Row => {
  const zh = language === "zh"
  const rows = AssumptionsText.rowsOf(report.first.model, variable, language).flatMap((row) =>
    "section" in row ? [] : [row.cells.map(({ text }) => text)]
  )
  const [, , unit, , range] = rows[0]!
  const mark: Child =
    moved.length === 0
      ? undefined
      : e("span", { class: "moved" }, report.subjects.length > 1 ? moved.join(" ") : zh ? "本情景另设" : "set here")
  const own = variable.spread !== undefined
  const values = rows.map(([, , , value, between], i): Child =>
    rows.length === 1
      ? value!
      : [
          i === 0 || zh ? undefined : " ",
          `${memberName(report.first.model, variable, i, language)} ${value!}`,
          own ? (zh ? `（${between!}）` : ` (${between!})`) : undefined,
          i === rows.length - 1 ? undefined : zh ? "；" : ";"
        ]
  )
  return {
    cells: [
      fragment(
        variable.label[language],
        unit === "" ? undefined : e("span", { class: "unit" }, zh ? `（${unit}）` : ` (${unit})`),
        mark === undefined ? undefined : fragment(" ", mark),
        e("code", { class: "below" }, variable.name)
      ),
      fragment(values),
      own && rows.length > 1 ? "" : range,
      swing,
      Parts.prose(SourceText.spans(variable.source, language))
    ]
  }
}

const table = (report: Report, language: Language): Html => {
  const zh = language === "zh"
  const { first, ranking } = report
  const { model } = first
  const moved = movedIn(report)
  const told = toldOf(report)
  const row = (variable: Variable, swing: string): Parts.Row =>
    rowOf(report, variable, swing, moved.get(variable.name) ?? [], language)
  const percent = (swing: number | undefined): string =>
    swing === undefined ? "?" : swing === 0 ? "–" : `${Figure.fixed(swing * 100, 1)}%`
  const influences = ranking?.influences.filter(({ variable }) => told.has(variable.name)) ?? []
  const ranked: ReadonlyArray<Parts.Row> =
    ranking === undefined
      ? model.sectors.flatMap(({ label, name }) => {
          const own = model.variables.filter((variable) => variable.sector === name && told.has(variable.name))
          return own.length === 0 ? [] : [{ section: label[language] }, ...own.map((variable) => row(variable, ""))]
        })
      : [
          { influences: influences.filter(({ swing }) => swing !== 0), title: undefined },
          {
            influences: influences.filter(({ swing }) => swing === 0),
            title: zh
              ? `对 ${ranking.year} 年主要指标没有影响`
              : `No influence on the headline indicators of ${ranking.year}`
          }
        ].flatMap(({ influences: own, title }) =>
          own.length === 0
            ? []
            : [
                ...(title === undefined ? [] : [{ section: title }]),
                ...own.map(({ swing, variable }) => row(variable, percent(swing)))
              ]
        )
  return Parts.grid({
    name: "register",
    stacks: true,
    columns: [
      { head: zh ? "假设" : "Assumption" },
      { head: zh ? "取值" : "Value", numbers: true },
      { head: zh ? "范围" : "Range", numbers: true },
      { head: zh ? "最大波动" : "Swing", numbers: true },
      { head: zh ? "依据" : "Reason" }
    ],
    rows: ranked
  })
}

/** The section. */
export const section: Room = (report, { language }) => {
  const zh = language === "zh"
  const { first, ranking, subjects } = report
  const count = first.model.variables.filter(({ kind }) => kind === "assumption").length
  const told = toldOf(report).size
  if (told === 0) return undefined
  const only =
    told === count
      ? ""
      : ranking === undefined
        ? zh
          ? `此处只列有改动的 ${told} 项。`
          : `Only the ${told} that a run has otherwise stand here. `
        : zh
          ? `此处只列影响最大的 ${told} 项。`
          : `Only the ${told} that move them most stand here. `
  const marked =
    subjects.length > 1
      ? zh
        ? "方框中的字母表示该推演另有取值或受到冲击。"
        : "A boxed letter names a run that assumes something else or is hit by a shock."
      : ""
  return {
    name: "assumptions",
    title: { en: "The register of assumptions", zh: "假设清单" },
    content: fragment(
      e(
        "p",
        {},
        ranking === undefined
          ? zh
            ? `共 ${count} 项，按部门排列。`
            : `${count} in all, by sector. `
          : zh
            ? `共 ${count} 项，按对 ${ranking.year} 年主要指标的影响由大到小排列；最大波动为各主要指标变动区间与基准之比的最大值。`
            : `${count} in all, those that move the headline indicators of ${ranking.year} most first; the swing is the widest span of a headline indicator relative to its base. `,
        only,
        marked
      ),
      table(report, language)
    )
  }
}
