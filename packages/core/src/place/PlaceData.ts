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
  readonly model: Omit<Model, "canonical" | "document" | "program">
  readonly targets: Omit<Target.Targets, "canonical" | "document">
}

/** What a place has beside its data, each of which is long and wanted by few. */
export interface Texts {
  /** The code of its kernel, `Kernel.code`. */
  readonly code: () => string
  /** Its model, and its targets, as canonical JSON. */
  readonly documents: () => Documents
}

/** The documents of a place as canonical JSON. */
export interface Documents {
  readonly model: string
  readonly targets: string
}

/** What structured cloning can carry of a place. */
export const of = (place: Place): PlaceData => {
  const { assess: _, kernel: __, ...rest } = place
  const { canonical: ___, document: ____, program: _____, ...model } = place.model
  const { canonical: ______, document: _______, ...targets } = place.targets
  return { ...rest, model, targets }
}

/** The documents that go with the data. */
export const documents = ({ model, targets }: Place): Documents => ({
  model: model.canonical,
  targets: targets.canonical
})

/**
 * The place that data were made from. Data that {@link of} did not make, and texts of another place, are a defect of the
 * caller.
 *
 * Few commands ask for a document or a program, and those that read what was recorded for no kernel; whoever does pays
 * for it once.
 */
export const toPlace = (data: PlaceData, texts: Texts, evaluate?: Kernel.Evaluate): Place => {
  const canonical = later(texts.documents)
  const document = later(() => JSON.parse(canonical().model) as ModelDocument)
  const program = later(() => Kernel.programOf(data.model))
  const asked = later(() => JSON.parse(canonical().targets) as TargetDocument)
  const model: Model = {
    ...data.model,
    get canonical() {
      return canonical().model
    },
    get document() {
      return document()
    },
    get program() {
      return program()
    }
  }
  const targets: Target.Targets = {
    ...data.targets,
    get canonical() {
      return canonical().targets
    },
    get document() {
      return asked()
    }
  }
  const kernel = later(() => Kernel.link(model, texts.code(), evaluate))
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
