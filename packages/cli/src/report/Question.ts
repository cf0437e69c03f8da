/** The question: which runs, of what, what sets them apart, and what could not be compared. */
import type { Language } from "@gongfu/core/document/Label"
import * as ProseText from "@gongfu/core/wording/ProseText"
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as ComparisonText from "../render/ComparisonText.ts"
import * as ExcursionText from "../render/ExcursionText.ts"
import * as ExpectationsText from "../render/ExpectationsText.ts"
import * as FailureText from "../render/FailureText.ts"
import { type Child, element as e, fragment, type Html } from "../render/Html.ts"
import * as InputsText from "../render/InputsText.ts"
import * as LineageText from "../render/LineageText.ts"
import * as Parts from "./Parts.ts"
import type { Report, Room, Subject } from "./Report.ts"

const runs = ({ subjects }: Report, language: Language): Html => {
  const zh = language === "zh"
  return Parts.grid({
    name: "runs",
    columns: [
      ...(subjects.length === 1 ? [] : [{ head: zh ? "推演" : "Run" }]),
      { head: zh ? "情景" : "Scenario" },
      { head: zh ? "编号" : "Id" },
      { head: zh ? "年份" : "Years", numbers: true }
    ],
    rows: subjects.map((subject) => {
      const { from, to } = subject.state.trajectory
      return {
        cells: [
          ...(subjects.length === 1 ? [] : [Parts.letter(subject)]),
          fragment(
            e("strong", {}, subject.title[language]),
            subject.scenario.description === undefined
              ? undefined
              : e("span", { class: "below" }, Parts.prose(ProseText.spans(subject.scenario.description[language])))
          ),
          e("code", {}, subject.id),
          to < from ? "–" : InputsText.span(from, to)
        ]
      }
    })
  })
}

/** What a run says of itself beyond its numbers: where it was forked, what stopped it, what was expected of it. */
const told = (subject: Subject, several: boolean, language: Language): Html | undefined => {
  const blocks = [
    ...LineageText.section(subject.id, subject.model, subject.state, subject.events, language),
    ...FailureText.section(subject, language),
    ...ExcursionText.section(subject.model, subject.events, language),
    ...ExpectationsText.section(subject.verdicts, subject.model.units, language)
  ]
  if (blocks.length === 0) return undefined
  return fragment(
    several ? e("h3", {}, `${subject.letter} · `, subject.title[language]) : undefined,
    Parts.document(blocks)
  )
}

const differences = ({ comparison, inputs, subjects }: Report, language: Language): ReadonlyArray<Child> => {
  const zh = language === "zh"
  const units = UnitText.ofAll(subjects.map(({ model }) => model))
  const blocks = InputsText.blocks(inputs, Math.max(2, subjects.length), units, language)
  const tables = blocks.flatMap((block) => ("table" in block ? [block.table] : []))
  if (comparison !== undefined)
    return [
      e("h3", {}, zh ? "差异所在" : "What differs"),
      e("p", {}, ComparisonText.summary(comparison, language)),
      tables.map((table) => Parts.document([{ table }])),
      comparison.gaps.length === 0
        ? undefined
        : fragment(
            e("h3", {}, zh ? "无法比较之处" : "What could not be compared"),
            Parts.document([{ list: comparison.gaps.map((gap) => gap.says[language]) }])
          )
    ]
  const heading = e("h3", {}, zh ? "情景设定" : "What the scenario sets")
  if (tables.length === 0)
    return [
      heading,
      e(
        "p",
        {},
        zh ? "未改动任何设定：现行政策与模型自身的假设。" : "Nothing: today’s policy and the model’s own assumptions."
      )
    ]
  // Without another run the columns are those of the model itself and of the run.
  return [
    heading,
    tables.map(({ columns, rows }) =>
      Parts.document([
        {
          table: {
            columns: [
              ...columns.slice(0, 3),
              { head: zh ? "现行政策或模型自身取值" : "Today, or the model’s own", align: "right" },
              { head: zh ? "本情景" : "This scenario", align: "right" }
            ],
            rows
          }
        }
      ])
    )
  ]
}

/** The section. */
export const section: Room = (report, { language }) => ({
  name: "question",
  title: { en: "The question", zh: "问题与情景" },
  content: fragment(
    runs(report, language),
    report.subjects.map((subject) => told(subject, report.subjects.length > 1, language)),
    differences(report, language)
  )
})
