/**
 * A variant of the page: a preset, and what was set on top of it.
 *
 * It is what a scenario file says: only what differs. Names are addresses of levers and assumptions; a value is a
 * number from the first policy year on, or a path over years.
 */
import { yearForm } from "@gongfu/core/document/Number"
import * as Own from "@gongfu/core/document/Own"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Model } from "@gongfu/core/model/Model"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Check from "@gongfu/core/scenario/Check"
import * as Setting from "@gongfu/core/scenario/Setting"
import type { Preset } from "../Payload.ts"

/** A preset by its key, and what differs from it. `shortage` is the preset's own where it is not given. */
export interface Setup {
  readonly preset: string
  readonly levers: Readonly<Record<string, Setting.Setting>>
  readonly assumptions: Readonly<Record<string, Setting.Setting>>
  readonly shortage: "refuse" | "scale" | undefined
}

/** A preset as it is. */
export const untouched = (preset: string): Setup => ({ preset, levers: {}, assumptions: {}, shortage: undefined })

/** How many things differ from the preset. */
export const changes = ({ assumptions, levers, shortage }: Setup): number =>
  Object.keys(levers).length + Object.keys(assumptions).length + (shortage === undefined ? 0 : 1)

/** What a setup or a scenario sets of a lever or an assumption; nothing where it says nothing of it. */
export const settingIn = (
  { assumptions, levers }: Pick<Setup, "levers" | "assumptions">,
  kind: "lever" | "assumption",
  name: string
): Setting.Setting | undefined => Own.at(kind === "lever" ? levers : assumptions, name)

/** Whether two settings are the same. */
export const same = (a: Setting.Setting | undefined, b: Setting.Setting | undefined): boolean =>
  a === b || (typeof a === "object" && typeof b === "object" && written(a) === written(b))

const isStep = (setting: Setting.Setting): setting is { readonly step: Setting.Points } =>
  typeof setting === "object" && typeof setting["step"] === "object"

/** A setting in a form that is the same for the same setting: `0.5`, `2021:0.3,2025:0.5`, `step,2021:1`. */
export const written = (setting: Setting.Setting): string =>
  typeof setting === "number"
    ? String(setting)
    : [
        ...(isStep(setting) ? ["step"] : []),
        ...Setting.points(setting).map(({ value, year }) => `${year}:${value}`)
      ].join(",")

/** Whether a path jumps. */
export const jumps = isStep

/**
 * The same setting until a year, without a point after it; nothing where it says nothing until then. A line that goes
 * on to a later point is told year by year, so that each year keeps its value to the bit.
 */
export const until = (setting: Setting.Setting, to: number): Setting.Setting | undefined => {
  const points = Setting.points(setting)
  if (points.every(({ year }) => year <= to)) return setting
  const first = points[0]!.year
  if (first > to) return undefined
  const within = points.filter(({ year }) => year <= to)
  if (isStep(setting)) return { step: Object.fromEntries(within.map(({ value, year }) => [year, value])) }
  const years = Array.from({ length: to - first + 1 }, (_, i) => first + i)
  return Object.fromEntries(years.map((year) => [year, Setting.at(setting, year)! + 0]))
}

const isYear = new RegExp(`^${yearForm}$`)
const number = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** Reads what {@link written} writes; nothing for any other text. */
export const read = (text: string): Setting.Setting | undefined => {
  if (number.test(text)) return Number.isFinite(Number(text)) ? Number(text) + 0 : undefined
  const [first, ...rest] = text.split(",")
  const parts = first === "step" ? rest : [first!, ...rest]
  const points: Record<string, number> = {}
  for (const part of parts) {
    const [year, value, ...more] = part.split(":")
    if (value === undefined || more.length > 0 || !isYear.test(year!) || !number.test(value)) return undefined
    if (!Number.isFinite(Number(value)) || Object.hasOwn(points, year!)) return undefined
    points[year!] = Number(value) + 0
  }
  if (parts.length === 0) return undefined
  return first === "step" ? { step: points } : points
}

/** Whether a setting may stand in a scenario of these years: the name, its block, its range and its years. */
export const fits = (
  model: Model,
  years: Scenario["years"],
  kind: "lever" | "assumption",
  name: string,
  setting: Setting.Setting
): boolean => {
  const variable = Check.variableAt(model, name)
  if (variable === undefined || variable.kind !== kind || Indicator.find(model, name)?.name !== name) return false
  const bounds = Check.boundsOf(variable, name)
  if (bounds === undefined) return false
  const inside = (value: number): boolean => value >= bounds[0] && value <= bounds[1]
  if (typeof setting === "number") return inside(setting)
  const first = kind === "lever" ? years.from + 1 : years.from
  const points = Setting.points(setting)
  return points.length > 0 && points.every(({ value, year }) => inside(value) && year >= first && year <= years.to)
}

const sorted = <A>(record: Readonly<Record<string, A>>): Record<string, A> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** The scenario of a setup. */
export const scenarioOf = (setup: Setup, { scenario }: Preset): Scenario => ({
  ...scenario,
  shortage: setup.shortage ?? scenario.shortage,
  levers: sorted({ ...scenario.levers, ...setup.levers }),
  assumptions: sorted({ ...scenario.assumptions, ...setup.assumptions })
})

/** The setup with one thing set; what the preset says already is no difference. */
export const set = (
  setup: Setup,
  { scenario }: Preset,
  kind: "lever" | "assumption",
  name: string,
  setting: Setting.Setting | undefined
): Setup => {
  const block = kind === "lever" ? "levers" : "assumptions"
  const { [name]: _, ...others } = setup[block]
  const inherited = settingIn(scenario, kind, name)
  const keeps = setting === undefined || (inherited !== undefined && same(setting, inherited))
  return { ...setup, [block]: keeps ? others : { ...others, [name]: setting } }
}
