/**
 * A discovery as a document: in which part of the ranges members are of interest, how well that part tells them from
 * the others, and how sure it is.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Axis } from "@gongfu/core/ensemble/Axis"
import type * as Certainty from "@gongfu/core/discovery/Certainty"
import type * as Prim from "@gongfu/core/discovery/Prim"
import * as Discovery from "@gongfu/core/discovery/Discovery"
import type * as Stopped from "@gongfu/core/ensemble/Stopped"
import type { Model } from "@gongfu/core/model/Model"
import type { Block, Document } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as StoppedText from "./StoppedText.ts"
import type { Row } from "./Table.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** A discovery to show. */
export interface Shown {
  readonly place: Label
  readonly title: Label
  readonly model: Model
  readonly targets: ReadonlyArray<Label>
  /** Whether members that meet all targets are of interest, instead of those that miss one. */
  readonly met: boolean
  readonly members: number
  readonly ofInterest: number
  /** How many stopped before all targets were due, and what stopped those that were looked at. */
  readonly failed: number
  readonly stopped: ReadonlyArray<Stopped.Cause>
  readonly seed: number
  readonly leastDensity: number
  readonly axes: ReadonlyArray<Axis>
  readonly boxes: Discovery.Discovery["boxes"]
  readonly doubtful: Discovery.Discovery["doubtful"]
  /** As many members as may be asked for. */
  readonly mostMembers: number
}

const percent = (share: number): string => `${Figure.fixed(share * 100, 1)}%`

/** A position of an axis as people read it: a value in its unit, a shift of all values, or a factor. */
const position = (model: Model, { position: { kind }, variable }: Axis, value: number, language: Language): string => {
  if (kind === "factor") return `×${Figure.fixed(value, 2)}`
  const unit = UnitText.of(model.units, variable.unit)
  const decimals = Figure.decimalsToReckon(unit, value)
  return kind === "shift" ? Figure.difference(value, unit, language, decimals) : Figure.of(value, unit, decimals)
}

const probability = (value: number): string => (value < 0.001 ? "<0.001" : Figure.fixed(value, 3))

const restrictionRow = (
  { axes, model }: Shown,
  found: Discovery.Finding,
  told: Certainty.Told,
  language: Language
): Row => {
  const axis = axes[told.dimension]!
  const { high, low } = axis.position
  const limit = position(model, axis, told.limit, language)
  return {
    cells: [
      { text: axis.variable.label[language] },
      { text: `${told.side === "low" ? "≥" : "≤"} ${limit}` },
      { text: `${position(model, axis, low, language)} – ${position(model, axis, high, language)}` },
      { text: percent(told.without.density) },
      { text: probability(told.quasiP) },
      { text: percent(found.reproduced[told.dimension]!) }
    ]
  }
}

/** The restrictions of a box. */
const restrictions = (shown: Shown, found: Discovery.Finding, language: Language): Block => {
  const zh = language === "zh"
  return {
    table: {
      columns: [
        { head: zh ? "假设" : "Assumption", align: "left", wraps: true },
        { head: zh ? "条件" : "Where", align: "right" },
        { head: zh ? "取值范围" : "Of", align: "right", optional: 1 },
        { head: zh ? "无此条件的密度" : "Density without", align: "right", optional: 3 },
        { head: zh ? "拟 p 值" : "Quasi-p", align: "right" },
        { head: zh ? "重抽样再现" : "Found again", align: "right", optional: 2 }
      ],
      rows: found.restrictions.map((told) => restrictionRow(shown, found, told, language))
    }
  }
}

/** Steps of a trajectory that a reader may choose from: about as many, evenly spread, the last among them. */
const choices = (trajectory: Prim.Trajectory): Prim.Trajectory => {
  const most = 8
  const stride = Math.max(1, Math.ceil((trajectory.length - 1) / (most - 1)))
  return trajectory.filter((_, i) => i % stride === 0 || i === trajectory.length - 1)
}

/** What is told of members of interest, where it is known which targets are meant. */
const happens = ({ met, targets }: Shown): Label =>
  met
    ? { en: targets.length === 1 ? "meet it" : "meet them all", zh: "实现目标" }
    : { en: targets.length === 1 ? "miss it" : "miss at least one", zh: "未能实现目标" }

/** What a box holds, as a sentence. */
const held = (shown: Shown, { step }: Discovery.Finding, language: Language): Block => {
  const what = happens(shown)
  const [coverage, density, mass] = [step.coverage, step.density, step.mass].map(percent)
  return {
    paragraph:
      language === "zh"
        ? `含全部成员的 ${mass}；其中 ${density} ${what.zh}（密度），占全部此类成员的 ${coverage}（覆盖率）。`
        : `It holds ${mass} of the members; ${density} of them ${what.en} (density), and they are ${coverage} of all that do (coverage).`
  }
}

/** What a search was for, where all members have the density that was asked for. */
const raised = (
  { leastDensity: asked }: Shown,
  { leastDensity, trajectory }: Pick<Discovery.Found, "leastDensity" | "trajectory">,
  language: Language
): ReadonlyArray<Block> => {
  if (leastDensity <= asked) return []
  const [all, least, sought] = [trajectory[0]!.density, asked, leastDensity].map(percent)
  return [
    {
      paragraph:
        language === "zh"
          ? `不加任何条件，密度已达 ${all}，不低于所要求的 ${least}；因此按 ${sought} 查找，使其余成员的占比减半（可用 --density 另行指定）。`
          : `Without any condition the density is ${all} already, no less than the ${least} asked for: a box of ${sought} is sought, which has half as many others (--density asks for another).`
    }
  ]
}

/** What to choose from instead. */
const way = (trajectory: Prim.Trajectory, language: Language): Block => {
  const zh = language === "zh"
  return {
    details: zh ? "可供选择的区域（用 --density 指定密度）" : "Boxes on the way (--density chooses another)",
    blocks: [
      {
        table: {
          columns: [
            { head: zh ? "条件数" : "Restricted", align: "right" },
            { head: zh ? "覆盖率" : "Coverage", align: "right" },
            { head: zh ? "密度" : "Density", align: "right" },
            { head: zh ? "成员占比" : "Members", align: "right" }
          ],
          rows: choices(trajectory).map(({ coverage, density, mass, restricted }) => ({
            cells: [String(restricted), ...[coverage, density, mass].map(percent)].map((text) => ({ text }))
          }))
        }
      }
    ]
  }
}

const [level, half] = [Figure.fixed(Discovery.level, 2), percent(Discovery.half).replace(".0", "")]

const heading = (number: number, language: Language): Block => ({
  heading: language === "zh" ? `区域 ${number}` : `Box ${number}`,
  level: 2
})

const section = (shown: Shown, found: Discovery.Found, index: number, language: Language): ReadonlyArray<Block> => [
  heading(index + 1, language),
  ...raised(shown, found, language),
  held(shown, found, language),
  restrictions(shown, found, language),
  {
    paragraph:
      language === "zh"
        ? `各项条件均通过检验：拟 p 值不大于 ${level}（越小越说明问题），且在十次重抽样中至少有 ${half} 再次出现该假设。`
        : `Every condition holds up: its quasi-p is at most ${level}, the smaller the more it tells, and the same assumption is found again in at least ${half} of ten resamples.`,
    tone: "faint"
  },
  way(found.trajectory, language)
]

/** How many members to ask for instead. */
const more = ({ members, mostMembers }: Shown): number => Math.min(4 * members, mostMembers)

/** A box whose conditions do not all hold up, and what does. */
const doubted = (shown: Shown, found: Discovery.Doubtful, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const sought = percent(found.leastDensity)
  const next = more(shown) > shown.members ? `--members ${more(shown)}` : undefined
  return [
    heading(shown.boxes.length + 1, language),
    ...raised(shown, found, language),
    {
      paragraph: zh
        ? `没有可靠的区域：密度达到 ${sought} 的区域中，没有一个其各项条件都通过检验（拟 p 值不大于 ${level}，且在十次重抽样中至少有 ${half} 再现）。${next === undefined ? "" : `可增加成员（${next}），或`}${next === undefined ? "可" : ""}用 --density 降低密度要求。`
        : `No box is reliable: of those with a density of ${sought}, none rests on conditions that all hold up (a quasi-p of at most ${level}, and found again in at least ${half} of ten resamples). ${next === undefined ? "A lower --density asks for less" : `More members tell more: ${next}. A lower --density asks for less`}.`,
      tone: "open"
    },
    ...(found.densest === undefined
      ? [
          {
            paragraph: zh ? "没有任何一项条件通过检验。" : "There is no condition that holds up.",
            tone: "open" as const
          }
        ]
      : [
          { heading: zh ? "通过检验的条件" : "What holds up", level: 3 as const },
          held(shown, found.densest, language),
          restrictions(shown, found.densest, language)
        ]),
    { heading: zh ? "未通过检验，可能出于偶然" : "Not reliable: it may be there by chance", level: 3 },
    held(shown, found, language),
    restrictions(shown, found, language),
    way(found.trajectory, language)
  ]
}

/** That members stopped, and how they are counted; nothing where none did. */
const failures = ({ failed, members, stopped, targets }: Shown, language: Language): ReadonlyArray<Block> => {
  if (failed === 0) return []
  const [count, part] = [Figure.fixed(failed, 0), percent(failed / members)]
  const due =
    targets.length === 1 ? "it was due, and count as missing it" : "all of them were due, and count as missing them"
  const why = StoppedText.why(stopped, language)
  return [
    {
      paragraph:
        language === "zh"
          ? `${count} 个成员（${part}）在目标到期前中止，计为未实现。${why}`
          : `${count} ${failed === 1 ? "member" : "members"} (${part}) stopped before ${failed === 1 ? due.replaceAll("count", "counts") : due}. ${why}`,
      tone: "open"
    }
  ]
}

/** The document of a discovery. */
export const document = (shown: Shown, language: Language): Document => {
  const zh = language === "zh"
  const { boxes, doubtful, leastDensity, members, met, ofInterest, place, seed, targets, title } = shown
  const [all, some] = [members, ofInterest].map((number) => Figure.fixed(number, 0))
  const names = targets.map((label) => label[language])
  const listed = names.join(zh ? "、" : ", ")
  const what = met
    ? zh
      ? `全部实现所选目标（${listed}）`
      : `meet ${names.length === 1 ? "the target" : "all targets"} (${listed})`
    : zh
      ? `未能实现所选目标（${listed}）`
      : `miss ${names.length === 1 ? "the target" : "at least one of the targets"} (${listed})`
  return [
    { heading: `${place[language]} · ${title[language]}`, level: 1 },
    {
      paragraph: zh
        ? `${all} 个成员（随机种子 ${seed}），其中 ${some} 个（${percent(ofInterest / members)}）${what}。`
        : `Of ${all} members (seed ${seed}), ${some} (${percent(ofInterest / members)}) ${what}.`
    },
    ...failures(shown, language),
    ...(boxes.length === 0 && doubtful === undefined
      ? [
          {
            paragraph:
              ofInterest === 0 || ofInterest === members
                ? zh
                  ? "全部成员情形相同，没有可供区分之处。"
                  : "All members are alike in this: there is nothing to tell apart."
                : zh
                  ? `没有密度达到 ${percent(leastDensity)} 的区域；可用 --density 放宽。`
                  : `No box has a density of ${percent(leastDensity)}; --density asks for less.`,
            tone: "open" as const
          }
        ]
      : boxes.flatMap((found, i) => section(shown, found, i, language))),
    ...(doubtful === undefined ? [] : doubted(shown, doubtful, language))
  ]
}
