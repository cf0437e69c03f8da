/**
 * A place as plain data, and back.
 *
 * Checking a model takes longer than running it. A place that was checked once can be kept, or sent to a worker, and
 * be ready again without its files.
 */
import { later } from "../document/Later.ts"
import * as Kernel from "../model/Kernel.ts"
import type { Model } from "../model/Model.ts"
import type { ModelDocument } from "../model/ModelDocument.ts"
import * as Assess from "../target/Assess.ts"
import type * as Target from "../target/Target.ts"
import type { TargetDocument } from "../target/TargetFile.ts"
import type { Place } from "./Place.ts"

/** A checked place as plain data, for structured cloning: what can be made from the rest is left out. */
export interface PlaceData extends Omit<Place, "kernel" | "assess" | "model" | "targets"> {
  readonly model: Omit<Model, "document" | "program">
  readonly targets: Omit<Target.Targets, "document">
}

/** What structured cloning can carry of a place. */
export const of = (place: Place): PlaceData => {
  const { assess: _, kernel: __, ...rest } = place
  const { document: ___, program: ____, ...model } = place.model
  const { document: _____, ...targets } = place.targets
  return { ...rest, model, targets }
}

/**
 * The place that data were made from. `codeOf` gives the code of its kernel, `Kernel.code`. Data that {@link of} did
 * not make, and other code, are a defect of the caller.
 *
 * Few commands ask for a document or a program, and those that read what was recorded for no kernel; whoever does pays
 * for it once.
 */
export const toPlace = (data: PlaceData, codeOf: () => string, evaluate?: Kernel.Evaluate): Place => {
  const document = later(() => JSON.parse(data.model.canonical) as ModelDocument)
  const program = later(() => Kernel.programOf(data.model))
  const asked = later(() => JSON.parse(data.targets.canonical) as TargetDocument)
  const model: Model = {
    ...data.model,
    get document() {
      return document()
    },
    get program() {
      return program()
    }
  }
  const targets: Target.Targets = {
    ...data.targets,
    get document() {
      return asked()
    }
  }
  const kernel = later(() => Kernel.link(model, codeOf(), evaluate))
  return {
    ...data,
    model,
    targets,
    get kernel() {
      return kernel()
    },
    assess: Assess.assessor(targets.all)
  }
}
