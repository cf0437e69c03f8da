/** What a scenario can set of a model, and which of it a name that the model does not have may stand for. */
import * as Meant from "../document/Meant.ts"
import * as Indicator from "../model/Indicator.ts"
import type { Model } from "../model/Model.ts"
import type { Block } from "./ScenarioFault.ts"

/** The levers and the assumptions of a model, in the order of its files. */
export const of = (model: Model): Readonly<Record<Block, ReadonlyArray<Indicator.Indicator>>> => {
  const all = Indicator.all(model)
  return {
    levers: all.filter(({ variable }) => variable.kind === "lever"),
    assumptions: all.filter(({ variable }) => variable.kind === "assumption")
  }
}

const thought = (model: Model, name: string, block: Block): ReadonlyArray<Meant.Suggestion> => {
  const respelt = Indicator.find(model, name)
  if (respelt !== undefined) return [{ name: respelt.name }]
  const { assumptions, levers } = of(model)
  return block === "levers" ? Meant.of(name, levers, assumptions) : Meant.of(name, assumptions, levers)
}

const suggested = new WeakMap<Model, Map<string, ReadonlyArray<Meant.Suggestion>>>()

/**
 * What a name among the settings of a block may stand for: what belongs there before what belongs to the other one. A
 * name that every scenario misspells is thought about once.
 */
export const meant = (model: Model, name: string, block: Block): ReadonlyArray<Meant.Suggestion> => {
  const known = suggested.get(model) ?? new Map<string, ReadonlyArray<Meant.Suggestion>>()
  suggested.set(model, known)
  const key = `${block} ${name}`
  const found = known.get(key) ?? thought(model, name, block)
  known.set(key, found)
  return found
}
