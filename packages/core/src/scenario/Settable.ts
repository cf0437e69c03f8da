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

/** What a name among the settings of a block may stand for: what belongs there before what belongs to the other one. */
export const meant = (model: Model, name: string, block: Block): ReadonlyArray<Meant.Suggestion> => {
  const respelt = Indicator.find(model, name)
  if (respelt !== undefined) return [{ name: respelt.name }]
  const { assumptions, levers } = of(model)
  return block === "levers" ? Meant.of(name, levers, assumptions) : Meant.of(name, assumptions, levers)
}
