/**
 * Who a difference between two sides can be attributed to: each lever, assumption and shock that differs, or groups
 * of them.
 *
 * P1  an input is here just when the sides differ in it in one of the years looked at;
 * P2  players come in the order of kinds and names, whatever the order of files and events;
 * P3  every input belongs to exactly one player.
 */
import { type Label, same } from "../document/Label.ts"
import * as Indicator from "../model/Indicator.ts"
import type { Model } from "../model/Model.ts"
import type { Hit } from "../scenario/Inputs.ts"
import * as SideInputs from "./SideInputs.ts"

/** What an input is. Levers are policy, the others are circumstance. */
export type InputKind = "lever" | "assumption" | "shock"

/** A lever or an assumption by its address, or a shock by its name, in which the sides differ. */
export interface DifferingInput {
  readonly kind: InputKind
  readonly name: string
  readonly label: Label
  /** The addresses that it sets or hits. */
  readonly addresses: ReadonlyArray<string>
  /** The sectors of the variables that it sets or hits, by name; more than one for a shock on several. */
  readonly sectors: ReadonlyArray<string>
  /** The years in which the sides differ in it, rising. */
  readonly years: ReadonlyArray<number>
}

/** One player: inputs that take the other side's values together. */
export interface Player {
  readonly name: string
  readonly label: Label
  readonly inputs: ReadonlyArray<DifferingInput>
}

/** How inputs are put together: each alone, by the sector of what they set, or by kind. */
export type Grouping = "input" | "sector" | "kind"

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const kinds: Readonly<Record<InputKind, Label>> = {
  lever: { en: "Levers", zh: "政策杠杆" },
  assumption: { en: "Assumptions", zh: "假设" },
  shock: { en: "Shocks", zh: "冲击" }
}

const sameHits = (a: ReadonlyArray<Hit>, b: ReadonlyArray<Hit>): boolean =>
  a.length === b.length &&
  a.every((hit, i) => {
    const other = b[i]!
    return hit.variable === other.variable && hit.times === other.times && hit.plus === other.plus
  })

const order = Object.keys(kinds)

/** The inputs in which two sides of one model differ in some years, in the order of kinds and names. */
export const differing = (
  model: Model,
  a: SideInputs.SideInputs,
  b: SideInputs.SideInputs,
  years: ReadonlyArray<number>
): ReadonlyArray<DifferingInput> => {
  const settings = Indicator.all(model).flatMap(({ label, name, variable }): ReadonlyArray<DifferingInput> => {
    if (variable.kind !== "lever" && variable.kind !== "assumption") return []
    const [left, right] = [a.settings.get(name)!, b.settings.get(name)!]
    const differ = years.filter((year) => left.get(year) !== right.get(year))
    if (differ.length === 0) return []
    return [{ kind: variable.kind, name, label, addresses: [name], sectors: [variable.sector], years: differ }]
  })
  const hits = [a, b].flatMap((side) => years.flatMap((year) => side.hits.get(year) ?? []))
  const shocks = [...new Set(hits.map(({ shock }) => shock))].flatMap((name): ReadonlyArray<DifferingInput> => {
    const differ = years.filter((year) => !sameHits(SideInputs.hitsOf(a, name, year), SideInputs.hitsOf(b, name, year)))
    if (differ.length === 0) return []
    const addresses = [...new Set(hits.filter(({ shock }) => shock === name).map(({ variable }) => variable))]
    const on = addresses.toSorted().map((address) => Indicator.find(model, address)!)
    const label: Label = {
      en: `${on.map((indicator) => indicator.label.en).join(", ")} (${name})`,
      zh: `${on.map((indicator) => indicator.label.zh).join("、")}（${name}）`
    }
    const sectors = [...new Set(on.map(({ variable }) => variable.sector))].toSorted()
    return [{ kind: "shock", name, label, addresses: addresses.toSorted(), sectors, years: differ }]
  })
  return [...settings, ...shocks].toSorted(
    (x, y) => order.indexOf(x.kind) - order.indexOf(y.kind) || inOrder(x.name, y.name)
  )
}

const grouped = (
  inputs: ReadonlyArray<DifferingInput>,
  nameOf: (input: DifferingInput) => string,
  labelOf: (name: string) => Label
): ReadonlyArray<Player> =>
  [...Map.groupBy(inputs, nameOf)]
    .map(([name, members]) => ({ name, label: labelOf(name), inputs: members }))
    .toSorted((x, y) => inOrder(x.name, y.name))

const between = " + "

/** Players of inputs. A shock that hits several sectors belongs to a group of its own, named after all of them. */
export const of = (model: Model, inputs: ReadonlyArray<DifferingInput>, by: Grouping): ReadonlyArray<Player> => {
  switch (by) {
    case "input":
      return inputs.map((input) => ({ name: input.name, label: input.label, inputs: [input] }))
    case "kind":
      return grouped(
        inputs,
        ({ kind }) => kind,
        (kind) => kinds[kind as InputKind]
      ).toSorted((x, y) => order.indexOf(x.name) - order.indexOf(y.name))
    case "sector": {
      const label = (name: string): Label => model.sectors.find((sector) => sector.name === name)?.label ?? same(name)
      return grouped(
        inputs,
        ({ sectors }) => sectors.join(between),
        (name) => {
          const parts = name.split(between).map(label)
          return { en: parts.map(({ en }) => en).join(between), zh: parts.map(({ zh }) => zh).join(between) }
        }
      )
    }
  }
}

/** Two players: policy, which is every lever, and circumstance, which is every assumption and shock. */
export const policyAndCircumstance = (inputs: ReadonlyArray<DifferingInput>): readonly [Player, Player] => [
  {
    name: "policy",
    label: { en: "Policy", zh: "政策" },
    inputs: inputs.filter(({ kind }) => kind === "lever")
  },
  {
    name: "circumstance",
    label: { en: "Circumstance", zh: "环境" },
    inputs: inputs.filter(({ kind }) => kind !== "lever")
  }
]
