/**
 * The scoreboard: how many targets of each area are met, then every target with its requirement, and what each run
 * comes to.
 *
 * Runs whose targets differ are shown as far as names agree; each is told in its own unit.
 */
import type { Language } from "@gongfu/core/document/Label"
import * as ProsperityIndex from "@gongfu/core/target/ProsperityIndex"
import type * as Scoreboard from "@gongfu/core/target/Scoreboard"
import * as Target from "@gongfu/core/target/Target"
import * as Figure from "@gongfu/core/wording/Figure"
import { type Child, element as e, fragment, type Html } from "../render/Html.ts"
import * as RequirementText from "../render/RequirementText.ts"
import * as ScoreboardText from "../render/ScoreboardText.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as Brief from "./Brief.ts"
import * as Parts from "./Parts.ts"
import type { Report, Room, Subject } from "./Report.ts"

/** More runs than this get a column each, in which the margin stands below. */
const mostBeside = 2

interface Area {
  readonly name: string
  readonly label: string
  readonly targets: ReadonlyArray<Target.Target>
}

/** The areas of all runs and their targets by name, in the order of the first that has them. */
const areasOf = ({ subjects }: Report, language: Language): ReadonlyArray<Area> => {
  const areas = new Map<string, { label: string; targets: Map<string, Target.Target> }>()
  for (const { scoreboard } of subjects)
    for (const { label, name, rows } of scoreboard.areas) {
      const known = areas.get(name) ?? { label: label[language], targets: new Map() }
      areas.set(name, known)
      for (const { target } of rows) if (!known.targets.has(target.name)) known.targets.set(target.name, target)
    }
  return [...areas].map(([name, { label, targets }]) => ({ name, label, targets: [...targets.values()] }))
}

const rowOf = (subject: Subject, name: string): Scoreboard.Row | undefined =>
  subject.scoreboard.areas.flatMap(({ rows }) => rows).find(({ target }) => target.name === name)

const summary = (report: Report, areas: ReadonlyArray<Area>, language: Language): Html => {
  const zh = language === "zh"
  const { subjects, year } = report
  const scores = subjects.map(({ state, targets }) =>
    ProsperityIndex.of(targets, state.trajectory).find((score) => score.year === year)
  )
  const indexed = scores.some((score) => score !== undefined)
  const met = (subject: Subject, name?: string): string => {
    const rows = subject.scoreboard.areas.filter((area) => name === undefined || area.name === name)
    const all = rows.flatMap((area) => area.rows)
    return `${all.filter(({ standing }) => standing?.status === "met").length} / ${all.length}`
  }
  const score = (i: number, name?: string): string => {
    const own = scores[i]
    const value = name === undefined ? own?.total : own?.areas.find(({ area }) => area === name)?.score
    return value === undefined ? "–" : Figure.score(value, 1)
  }
  const beside = subjects.length <= mostBeside
  const cells = (name?: string): ReadonlyArray<Child> =>
    subjects.flatMap((subject, i): ReadonlyArray<Child> => {
      if (!indexed) return [met(subject, name)]
      return beside
        ? [met(subject, name), score(i, name)]
        : [fragment(met(subject, name), e("span", { class: "below" }, score(i, name)))]
    })
  const [reached, index] = [zh ? "实现" : "Met", zh ? `指数 ${year}` : `Index ${year}`]
  const heads = indexed ? [reached, index] : [reached]
  return fragment(
    Parts.grid({
      name: "summary",
      ...(subjects.length === 1 || !beside
        ? {}
        : {
            groups: [
              { head: "" },
              ...subjects.map((subject) => ({ head: Parts.letter(subject), span: heads.length, numbers: true }))
            ]
          }),
      columns: [
        {
          head:
            beside || !indexed
              ? zh
                ? "领域"
                : "Area"
              : zh
                ? `领域（${reached}；${index}）`
                : `Area (${reached.toLowerCase()}; ${index.toLowerCase()})`
        },
        ...subjects.flatMap((subject): ReadonlyArray<Parts.Column> =>
          beside ? heads.map((head) => ({ head, numbers: true })) : [{ head: Parts.letter(subject), numbers: true }]
        )
      ],
      rows: [
        ...areas.map(({ label, name }) => ({ cells: [label, ...cells(name)] })),
        { cells: [zh ? "合计" : "All", ...cells()], attributes: { class: "total" } }
      ]
    }),
    indexed
      ? e(
          "p",
          { class: "note" },
          zh
            ? "指数为共同富裕实现度（0—100）：目标自基年起完成的路程，各领域内等权，领域间按规划权重。"
            : "The index (0 to 100) is how much of the way from the base year to each target has been covered; targets count alike within an area, areas by their weights."
        )
      : undefined
  )
}

const unitOf = (subject: Subject, target: Target.Target) => UnitText.of(subject.model.units, Target.unitOf(target))

/** What a run comes to: its projection behind its mark, and its margin. */
const outcome = (subject: Subject, name: string, language: Language): readonly [Child, Child] => {
  const row = rowOf(subject, name)
  const standing = row?.standing
  if (row === undefined || standing === undefined) return [Parts.standing(undefined, language), ""]
  const { margin, projected } = ScoreboardText.figures(row.target, standing, subject.state.trajectory, language)
  return [
    fragment(Parts.standing(standing.status, language), Parts.figure(projected, standing.projected)),
    e("span", { class: `margin ${standing.status}` }, Parts.figure(margin, standing.margin))
  ]
}

const requirement = (report: Report, target: Target.Target, language: Language): Child => {
  for (const subject of report.subjects) {
    const row = rowOf(subject, target.name)
    if (row?.standing === undefined) continue
    const { required } = ScoreboardText.figures(row.target, row.standing, subject.state.trajectory, language)
    return Parts.figure(required, row.standing.required)
  }
  return "–"
}

const targetCell = (report: Report, target: Target.Target, language: Language): Html => {
  const owner = report.subjects.find((subject) => rowOf(subject, target.name)?.target === target) ?? report.first
  const unit = Figure.unitName(unitOf(owner, target), language)
  return fragment(
    RequirementText.nameOf(target, language),
    unit === "" ? undefined : e("span", { class: "unit" }, language === "zh" ? `（${unit}）` : ` (${unit})`)
  )
}

const all = (report: Report, told: ReadonlyArray<Area>, language: Language): Html => {
  const zh = language === "zh"
  const { subjects } = report
  const beside = subjects.length <= mostBeside
  const [projected, margin] = [zh ? "推演" : "Projected", zh ? "余量" : "Margin"]
  return Parts.grid({
    name: "targets",
    stacks: true,
    ...(subjects.length === 1 || !beside
      ? {}
      : {
          groups: [
            { head: "" },
            { head: "" },
            { head: "" },
            ...subjects.map((subject) => ({ head: Parts.letter(subject), span: 2, numbers: true }))
          ]
        }),
    columns: [
      { head: zh ? "目标" : "Target" },
      { head: zh ? "期限" : "By", numbers: true },
      { head: zh ? "要求" : "Required", numbers: true },
      ...subjects.flatMap((subject): ReadonlyArray<Parts.Column> =>
        beside
          ? [
              { head: projected, numbers: true, lead: subjects.length === 1 ? projected : subject.letter },
              { head: margin, numbers: true }
            ]
          : [{ head: Parts.letter(subject), numbers: true, lead: subject.letter }]
      )
    ],
    rows: told.flatMap((area): ReadonlyArray<Parts.Row> => [
      { section: area.label },
      ...area.targets.map((target) => ({
        attributes: { "data-target": target.name },
        cells: [
          targetCell(report, target, language),
          `${target.by}`,
          requirement(report, target, language),
          ...subjects.flatMap((subject) => {
            const [value, distance] = outcome(subject, target.name, language)
            return beside ? [value, distance] : [fragment(value, e("span", { class: "below" }, distance))]
          })
        ]
      }))
    ])
  })
}

const milestones = (report: Report, language: Language): Html | undefined => {
  const zh = language === "zh"
  const { subjects } = report
  const known = new Map(
    subjects.flatMap(({ model }) => model.milestones.map(({ label, name }) => [name, label[language]] as const))
  )
  if (known.size === 0) return undefined
  return fragment(
    e("h3", {}, zh ? "里程碑" : "Milestones"),
    Parts.grid({
      name: "milestones",
      columns: [
        { head: zh ? "里程碑" : "Milestone" },
        ...subjects.map((subject) => ({
          head: subjects.length === 1 ? (zh ? "首次达到" : "First reached") : Parts.letter(subject),
          numbers: true
        }))
      ],
      rows: [...known].map(([name, label]) => ({
        cells: [
          label,
          ...subjects.map(({ state }) => {
            const reached = state.milestones.find(({ milestone }) => milestone === name)
            return reached === undefined ? "–" : `${reached.year}`
          })
        ]
      }))
    })
  )
}

/** The section. */
export const section: Room = (report, { language }) => {
  const zh = language === "zh"
  const areas = areasOf(report, language)
  if (areas.length === 0) return undefined
  const told = areas
    .map((area) => ({ ...area, targets: area.targets.filter(({ name }) => Brief.tellsTarget(report, name)) }))
    .filter(({ targets }) => targets.length > 0)
  const [count, whole] = [told, areas].map((some) => some.reduce((sum, { targets }) => sum + targets.length, 0))
  const parting = report.brief && report.subjects.length > 1
  return {
    name: "scoreboard",
    title: { en: "The scoreboard", zh: "目标实现情况" },
    content: fragment(
      summary(report, areas, language),
      e(
        "h3",
        {},
        parting
          ? zh
            ? `结论不同的目标（${whole} 项中 ${count} 项）`
            : `Targets on which the runs part (${count} of ${whole})`
          : zh
            ? "全部目标"
            : "Every target"
      ),
      told.length === 0 ? e("p", {}, zh ? "各推演的结论完全相同。" : "The runs agree on every target.") : undefined,
      e(
        "p",
        { class: "note" },
        zh
          ? "✓ 实现，✗ 未实现，… 未到期，– 未评估。余量以目标自身的单位计，负值为缺口。"
          : "✓ met, ✗ missed, … not due yet, – not assessed. A margin is in the target’s own unit; a negative one is how far the projection falls short."
      ),
      told.length === 0 ? undefined : all(report, told, language),
      report.brief ? undefined : milestones(report, language)
    )
  }
}
