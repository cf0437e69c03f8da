/**
 * A model from the texts of its files: `model.yaml` and one file a sector.
 */
import * as Result from "effect/Result"
import * as Decode from "../document/Decode.ts"
import * as Fault from "../document/Fault.ts"
import type { SourceFile } from "../document/Span.ts"
import * as Span from "../document/Span.ts"
import type { Path, Yaml } from "../document/Yaml.ts"
import { parse } from "../document/Yaml.ts"
import * as Check from "./Check.ts"
import type { Locator } from "./Locate.ts"
import type { Model } from "./Model.ts"
import { ModelFile, type ModelDocument, SectorFile } from "./ModelDocument.ts"
import * as ModelFault from "./ModelFault.ts"

type Faults = ReadonlyArray<Fault.Fault>

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\.ya?ml$/, "")

/** Reads `model.yaml` alone: which sectors the model has. */
export const shared = (file: SourceFile): Result.Result<{ yaml: Yaml; model: ModelFile }, Faults> =>
  Result.flatMap(parse(file), (yaml) => Result.map(Decode.decode(ModelFile, yaml), (model) => ({ yaml, model })))

const locator = (common: Yaml, sectors: ReadonlyMap<string, Yaml>): Locator => {
  const find = (path: Path): readonly [Yaml, Path] => {
    const [top, sector, ...rest] = path
    const yaml = top === "sectors" && typeof sector === "string" ? sectors.get(sector) : undefined
    return yaml === undefined ? [common, path] : [yaml, rest]
  }
  return {
    value: (path) => {
      const [yaml, at] = find(path)
      return yaml.spanOf(at)
    },
    key: (path) => {
      const [yaml, at] = find(path)
      return yaml.keySpanOf(at)
    }
  }
}

const withNames = <A>(record: Readonly<Record<string, A>> | undefined): ReadonlyArray<A & { readonly name: string }> =>
  Object.entries(record ?? {}).map(([name, entry]) => ({ name, ...entry }))

/**
 * Checks a whole model. `files` are the sectors' files, named `<sector>.yaml`, in any order; the order of the model is
 * that of `sectors` in `model.yaml`. All faults of all files are given.
 */
export const load = (file: SourceFile, files: ReadonlyArray<SourceFile>): Result.Result<Model, Faults> => {
  const common = shared(file)
  const faults: Array<Fault.Fault> = Result.isFailure(common) ? [...common.failure] : []
  const decoded = files.map((sectorFile) => {
    const result = Result.flatMap(parse(sectorFile), (yaml) =>
      Result.map(Decode.decode(SectorFile, yaml), (sector) => ({ yaml, sector }))
    )
    if (Result.isFailure(result)) faults.push(...result.failure)
    return { name: baseName(sectorFile.path), path: sectorFile.path, result }
  })
  if (Result.isFailure(common)) return Result.fail(faults)

  const { yaml, model } = common.success
  const sectors = model.sectors.flatMap((name, i) => {
    const found = decoded.find((candidate) => candidate.name === name)
    if (found === undefined) faults.push(ModelFault.SectorFileMissing(yaml.spanOf(["sectors", i]), { sector: name }))
    return found !== undefined && Result.isSuccess(found.result) ? [{ name, ...found.result.success }] : []
  })
  for (const { name, path } of decoded)
    if (!model.sectors.includes(name)) faults.push(ModelFault.SectorNotListed(Span.whole(path), { sector: name }))
  for (const { name, sector, yaml: own } of sectors)
    if (sector.sector !== name)
      faults.push(ModelFault.NameTaken(own.spanOf(["sector"]), { name: sector.sector, by: `${name}.yaml` }))
  if (faults.length > 0) return Result.fail(Fault.sorted(faults))

  const document: ModelDocument = {
    gongfu: 1,
    model: model.model,
    label: model.label,
    years: model.years,
    units: model.units,
    dimensions: withNames(model.dimensions),
    sectors: sectors.map(({ name, sector }) => ({
      name,
      label: sector.label,
      variables: withNames(sector.variables),
      invariants: withNames(sector.invariants),
      milestones: withNames(sector.milestones)
    }))
  }
  return Check.fromDocument(document, locator(yaml, new Map(sectors.map((sector) => [sector.name, sector.yaml]))))
}
