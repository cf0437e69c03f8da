/** Which indicators a reader chose: addresses, names of variables for all their members, or labels of either. */
import * as Meant from "../document/Meant.ts"
import * as Indicator from "../model/Indicator.ts"
import type { Model } from "../model/Model.ts"
import * as Gap from "./Gap.ts"

/** The chosen addresses; a choice that no model knows is a gap. */
export interface Choice {
  readonly addresses: ReadonlySet<string>
  readonly gaps: ReadonlyArray<Gap.Gap>
}

const inModel = (model: Model, typed: string): ReadonlyArray<string> => {
  const choice = Indicator.nameOf(model, typed)
  const one = Indicator.find(model, choice)?.name
  return one === undefined ? (model.variable.get(choice)?.cells.map((cell) => cell.name) ?? []) : [one]
}

/** The addresses that choices mean in any of the models. */
export const resolve = (models: ReadonlyArray<Model>, choices: ReadonlyArray<string>): Choice => {
  const found = choices.map((choice) => models.flatMap((model) => inModel(model, choice)))
  return {
    addresses: new Set(found.flat()),
    gaps: choices
      .filter((_, i) => found[i]!.length === 0)
      .map((choice) => Gap.unknownIndicator(choice, Meant.of(choice, models.flatMap(Indicator.named))))
  }
}
