/**
 * Small models, and the modules of models.
 */
import * as Check from "@gongfu/core/model/Check"
import type * as Lanes from "@gongfu/core/model/Lanes"
import type { Model } from "@gongfu/core/model/Model"
import type { ModelDocument } from "@gongfu/core/model/ModelDocument"
import * as WasmKernel from "@gongfu/core/wasm/WasmKernel"
import * as Result from "effect/Result"

export const modelOf = (document: ModelDocument): Model => Result.getOrThrow(Check.fromDocument(document))

/** The lanes of a model's module. */
export const inWasm = async (model: Model, years = model.years.to - model.years.from + 1): Promise<Lanes.Lanes> =>
  WasmKernel.instantiate(await WasmKernel.assemble(model), model, years)

const label = { en: "x", zh: "名" }

type Invariants = ModelDocument["sectors"][number]["invariants"]

/** A model of inputs `x`, `y`, `z`, of equations `of_0`, `of_1`, … on them, of milestones and of laws, without units. */
export const modelOn = (
  equations: ReadonlyArray<string>,
  milestones: ReadonlyArray<string> = [],
  invariants: Invariants = []
): Model =>
  modelOf({
    gongfu: 1,
    model: "functions",
    label,
    years: { from: 2020, to: 2035 },
    units: { share: { label, ratio: true } },
    dimensions: [],
    sectors: [
      {
        name: "all",
        label,
        variables: [
          ...["x", "y", "z"].map((name) => ({
            name,
            label,
            unit: "share",
            value: 1,
            source: { derived: "a test's" }
          })),
          ...equations.map((equation, i) => ({ name: `of_${i}`, label, unit: "share", equation }))
        ],
        invariants,
        milestones: milestones.map((when, i) => ({ name: `milestone_${i}`, label, when }))
      }
    ]
  })
