/**
 * A discovery as a document: in which part of the ranges members are of interest, how well that part tells them from
 * the others, and how sure it is.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Axis } from "@gongfu/core/ensemble/Axis"
import type * as Box from "@gongfu/core/discovery/Box"
import type * as Certainty from "@gongfu/core/discovery/Certainty"
import type * as Prim from "@gongfu/core/discovery/Prim"
import type * as Discovery from "@gongfu/core/discovery/Discovery"
import type { Model } from "@gongfu/core/model/Model"
import type { Block, Document } from "./Document.ts"
import * as Figure from "./Figure.ts"
import type { Row } from "./Table.ts"
import * as UnitText from "./UnitText.ts"

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
  readonly seed: number
  readonly leastDensity: number
  readonly axes: ReadonlyArray<Axis>
  readonly boxes: ReadonlyArray<Discovery.Found>
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
  found: Discovery.Found,
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

/** Whether every restriction tells something by itself. */
const restrictionsAreSure = ({ restrictions }: Discovery.Found): boolean =>
  restrictions.every(({ quasiP }) => quasiP <= 0.05)

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

const section = (shown: Shown, found: Discovery.Found, index: number, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const what = happens(shown)
  const isSure = restrictionsAreSure(found)
  const { restrictions, step, trajectory } = found
  const number = index + 1
  const holds = (one: Box.Holding) => ({
    coverage: percent(one.coverage),
    density: percent(one.density),
    mass: percent(one.mass)
  })
  const { coverage, density, mass } = holds(step)
  return [
    { heading: zh ? `区域 ${number}` : `Box ${number}`, level: 2 },
    {
      paragraph: zh
        ? `含全部成员的 ${mass}；其中 ${density} ${what.zh}（密度），占全部此类成员的 ${coverage}（覆盖率）。`
        : `It holds ${mass} of the members; ${density} of them ${what.en} (density), and they are ${coverage} of all that do (coverage).`
    },
    {
      table: {
        columns: [
          { head: zh ? "假设" : "Assumption", align: "left", wraps: true },
          { head: zh ? "条件" : "Where", align: "right" },
          { head: zh ? "取值范围" : "Of", align: "right", optional: 1 },
          { head: zh ? "无此条件的密度" : "Density without", align: "right", optional: 3 },
          { head: zh ? "拟 p 值" : "Quasi-p", align: "right" },
          { head: zh ? "重抽样再现" : "Found again", align: "right", optional: 2 }
        ],
        rows: restrictions.map((told) => restrictionRow(shown, found, told, language))
      }
    },
    {
      paragraph: zh
        ? `拟 p 值越小，该条件越说明问题${isSure ? "" : "；大于 0.05 的条件得以保留，是因为去掉后密度达不到要求"}；“重抽样再现”为十次重抽样中再次出现该假设的比例。`
        : `The smaller a quasi-p, the more the restriction tells${isSure ? "" : "; one above 0.05 stays because without it the box would be less dense than asked"}. Found again: in how many of ten resamples the same assumption is restricted.`,
      tone: "faint"
    },
    {
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
            rows: choices(trajectory).map((one) => {
              const { coverage: covered, density: dense, mass: held } = holds(one)
              return { cells: [String(one.restricted), covered, dense, held].map((text) => ({ text })) }
            })
          }
        }
      ]
    }
  ]
}

/** The document of a discovery. */
export const document = (shown: Shown, language: Language): Document => {
  const zh = language === "zh"
  const { boxes, leastDensity, members, met, ofInterest, place, seed, targets, title } = shown
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
    ...(boxes.length === 0
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
      : boxes.flatMap((found, i) => section(shown, found, i, language)))
  ]
}
