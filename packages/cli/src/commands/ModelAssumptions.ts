/** `gongfu model assumptions`: the register of what is assumed, with value, range and reason. */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Model, Variable } from "@gongfu/core/model/Model"
import type { Source } from "@gongfu/core/model/ModelDocument"
import type { Language } from "@gongfu/core/document/Label"
import * as Effect from "effect/Effect"
import type { Failure } from "../Failure.ts"
import * as Load from "../Load.ts"
import * as Document from "../render/Document.ts"
import * as Figure from "../render/Figure.ts"
import type { Row } from "../render/Table.ts"
import * as UnitText from "../render/UnitText.ts"
import { format, Session } from "../Session.ts"

const sourceKinds = {
  plan: { en: "plan", zh: "规划" },
  statistic: { en: "statistic", zh: "统计" },
  derived: { en: "derived", zh: "推算" },
  assumption: { en: "assumed", zh: "假设" }
} as const

/** A source as text: its kind and what it says. */
const sourceText = (source: Source | undefined, language: Language): string => {
  if (source === undefined) return ""
  const kind = (["plan", "statistic", "derived", "assumption"] as const).find((key) => source[key] !== undefined)
  if (kind === undefined) return ""
  const colon = language === "zh" ? "：" : ": "
  const note = source.note === undefined ? "" : language === "zh" ? `（${source.note}）` : ` (${source.note})`
  return `${sourceKinds[kind][language]}${colon}${source[kind]}${note}`
}

const rowsOf = (model: Model, variable: Variable, language: Language): ReadonlyArray<Row> => {
  const unit = UnitText.of(model.units, variable.unit)
  const [low, high] = variable.range!
  const figure = (value: number): string => Figure.of(value, unit, Figure.decimalsToTell(unit, value))
  const values =
    variable.series === undefined
      ? variable.cells.map((cell) => ({
          members: cell.members,
          text: cell.value === undefined ? "" : figure(cell.value)
        }))
      : [
          {
            members: [],
            text: Object.entries(variable.series)
              .map(([year, value]) => `${year}: ${figure(value)}`)
              .join(", ")
          }
        ]
  return values.map(({ members, text }, i) => ({
    cells: [
      { text: i === 0 ? variable.label[language] : "" },
      { text: members.length === 0 ? variable.name : `${variable.name}[${members.join("][")}]` },
      { text: Figure.unitName(unit, language) },
      { text },
      { text: i === 0 ? `${figure(low)} – ${figure(high)}` : "" },
      { text: i === 0 ? sourceText(variable.source, language) : "" }
    ]
  }))
}

/** The register as a document, by sector. */
export const register = (model: Model, language: Language): Document.Document => {
  const zh = language === "zh"
  const assumed = model.variables.filter((variable) => variable.kind === "assumption")
  const rows = model.sectors.flatMap(({ label, name }): ReadonlyArray<Row> => {
    const own = assumed.filter((variable) => variable.sector === name)
    return own.length === 0
      ? []
      : [{ section: label[language] }, ...own.flatMap((variable) => rowsOf(model, variable, language))]
  })
  return [
    { heading: zh ? `${model.label.zh}：假设清单` : `${model.label.en}: assumptions`, level: 1 },
    {
      paragraph: zh
        ? `共 ${assumed.length} 项。情景可在范围内改动其中任何一项。`
        : `${assumed.length} in all. A scenario may change any of them within its range.`
    },
    {
      table: {
        columns: [
          { head: zh ? "假设" : "Assumption", align: "left", wraps: true },
          {
            head: zh ? "名称" : "Name",
            align: "left",
            wraps: true,
            optional: 2,
            folds: UnitText.inBrackets(language)
          },
          {
            head: zh ? "单位" : "Unit",
            align: "left",
            wraps: true,
            optional: 1,
            folds: UnitText.inBrackets(language)
          },
          { head: zh ? "取值" : "Value", align: "left", wraps: true },
          { head: zh ? "范围" : "Range", align: "left" },
          { head: zh ? "依据" : "Reason", align: "left", wraps: true }
        ],
        rows
      }
    }
  ]
}

/** Prints the register of a place's model. */
export const assumptions = (input: {
  readonly place: string
  readonly markdown: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { model } = yield* Load.place(input.place)
    if (session.json) {
      const entries = model.variables
        .filter((variable) => variable.kind === "assumption")
        .map(({ cells, label, name, range, sector, series, source, unit }) => ({
          name,
          sector,
          label,
          unit,
          range,
          source,
          ...(series === undefined
            ? { values: Object.fromEntries(cells.map((cell) => [cell.name, cell.value])) }
            : { series })
        }))
      session.print(Fingerprint.canonical({ format, model: model.name, assumptions: entries }))
      return
    }
    const document = register(model, session.language)
    session.print(
      input.markdown ? Document.markdown(document) : Document.text(document, session.width, session.palette)
    )
  })
