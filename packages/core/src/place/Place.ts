/**
 * A place: a model compiled, with its targets, and what to show of it first.
 *
 * It is made from the texts of its files, or from what a store kept of them. Both ways go through the same checks,
 * and the same documents give the same numbers.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Decode from "../document/Decode.ts"
import * as Fault from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"
import * as Meant from "../document/Meant.ts"
import type { SourceFile } from "../document/Span.ts"
import * as Span from "../document/Span.ts"
import * as Yaml from "../document/Yaml.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import * as Check from "../model/Check.ts"
import * as Indicator from "../model/Indicator.ts"
import * as Kernel from "../model/Kernel.ts"
import type { Model } from "../model/Model.ts"
import { ModelDocument } from "../model/ModelDocument.ts"
import * as EquationFault from "../model/EquationFault.ts"
import * as ModelFiles from "../model/ModelFiles.ts"
import type * as Run from "../run/Run.ts"
import * as Assess from "../target/Assess.ts"
import type * as Target from "../target/Target.ts"
import * as TargetCheck from "../target/TargetCheck.ts"
import * as TargetFile from "../target/TargetFile.ts"
import { TargetDocument } from "../target/TargetFile.ts"
import { PlaceDocument } from "./PlaceFile.ts"

type Faults = ReadonlyArray<Fault.Fault>

/** A place, ready to carry out runs. */
export interface Place extends Run.Setting {
  readonly document: PlaceDocument
  readonly name: string
  readonly title: Label
  readonly model: Model
  readonly targets: Target.Targets
  /** What to show first, in order. */
  readonly headline: ReadonlyArray<Indicator.Indicator>
  /** What policy costs, each in money a year; none where the place does not say. */
  readonly cost: ReadonlyArray<Indicator.Indicator>
}

/** The texts of a place's files; sectors and patterns together. */
export interface PlaceFiles {
  readonly manifest: SourceFile
  readonly model: SourceFile
  readonly sectors: ReadonlyArray<SourceFile>
  readonly targets: SourceFile
}

const make = (
  document: PlaceDocument,
  model: Model,
  targets: Target.Targets,
  spanOf: (key: "headline" | "cost", index: number) => Span.Span,
  compile: (model: Model) => Kernel.Kernel = Kernel.compile
): Result.Result<Place, Faults> => {
  const faults: Array<Fault.Fault> = []
  const found = (key: "headline" | "cost", named: ReadonlyArray<string>): ReadonlyArray<Indicator.Indicator> =>
    named.flatMap((address, i) => {
      const indicator = Indicator.find(model, address)
      if (indicator !== undefined) return [indicator]
      faults.push(
        EquationFault.UnknownName(spanOf(key, i), {
          name: address,
          get meant() {
            return Meant.of(address, Indicator.all(model))
          }
        })
      )
      return []
    })
  const headline = found("headline", document.headline)
  const cost = found("cost", document.cost ?? [])
  if (faults.length > 0) return Result.fail(Fault.capped(faults))
  return Result.succeed({
    document,
    name: document.place,
    title: document.title,
    model,
    targets,
    headline,
    cost,
    kernel: compile(model),
    assess: Assess.assessor(targets.all),
    fingerprints: {
      model: model.fingerprint,
      targets: targets.fingerprint,
      place: Fingerprint.of(document)
    }
  })
}

/** A place from the texts of its files; every fault of all of them, up to the limit of {@link Fault.capped}. */
export const fromFiles = (files: PlaceFiles): Result.Result<Place, Faults> => {
  const manifest = Result.flatMap(Yaml.parse(files.manifest), (yaml) =>
    Result.map(Decode.decode(PlaceDocument, yaml), (document) => ({ yaml, document }))
  )
  const model = ModelFiles.load(files.model, files.sectors)
  if (Result.isFailure(model)) {
    // Without a model, targets can only be read: whether they fit it is told once it is sound.
    const read = TargetFile.decode(files.targets)
    return Result.fail(
      Fault.capped([
        ...(Result.isFailure(manifest) ? manifest.failure : []),
        ...model.failure,
        ...(Result.isFailure(read) ? read.failure : [])
      ])
    )
  }
  const targets = TargetCheck.fromFile(files.targets, model.success)
  if (Result.isFailure(manifest) || Result.isFailure(targets))
    return Result.fail(
      Fault.capped([
        ...(Result.isFailure(manifest) ? manifest.failure : []),
        ...(Result.isFailure(targets) ? targets.failure : [])
      ])
    )
  const { yaml, document } = manifest.success
  return make(document, model.success, targets.success, (key, i) => yaml.spanOf([key, i]))
}

/** A document that a store kept is not what its kind should be. */
export const NotADocument = Fault.define<{ readonly kind: "place" | "model" | "targets"; readonly detail: string }>(
  "NotADocument",
  ({ kind, detail }) => ({
    problem: { en: `the stored ${kind} does not decode: ${detail}`, zh: `已记录的 ${kind} 无法解读：${detail}` },
    remedy: { en: "run `gongfu verify` on the store", zh: "请对推演库运行 `gongfu verify`" }
  })
)

/** The documents of a place. */
export interface PlaceDocuments {
  readonly place: PlaceDocument
  readonly model: ModelDocument
  readonly targets: TargetDocument
}

/** A place from its documents. A host that has the kernel already gives it instead of having it compiled. */
export const of = (
  documents: PlaceDocuments,
  compile?: (model: Model) => Kernel.Kernel
): Result.Result<Place, Faults> =>
  Result.flatMap(Check.fromDocument(documents.model), (model) =>
    Result.flatMap(TargetCheck.fromDocument(documents.targets, model), (targets) =>
      make(documents.place, model, targets, () => Span.whole("place"), compile)
    )
  )

/** A place from the documents that a store kept, as parsed JSON. */
export const fromDocuments = (documents: {
  readonly place: unknown
  readonly model: unknown
  readonly targets: unknown
}): Result.Result<Place, Faults> => {
  const decode = <S extends Schema.Decoder<unknown>>(kind: keyof PlaceDocuments, schema: S) =>
    Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(documents[kind]).pipe(
      Result.mapError((error): Faults => [NotADocument(Span.whole(kind), { kind, detail: error.message })])
    )
  return Result.flatMap(
    Result.all({
      place: decode("place", PlaceDocument),
      model: decode("model", ModelDocument),
      targets: decode("targets", TargetDocument)
    }),
    of
  )
}
