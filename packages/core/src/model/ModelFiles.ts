/**
 * A model from the texts of its files: `model.yaml`, one file a sector, and one a pattern.
 *
 * Here patterns become what they stand for; the document, and all that follows from it, holds plain variables.
 */
import * as Result from "effect/Result"
import * as Decode from "../document/Decode.ts"
import * as Fault from "../document/Fault.ts"
import { nearest } from "../document/Nearest.ts"
import type { SourceFile } from "../document/Span.ts"
import * as Span from "../document/Span.ts"
import type { Path, Yaml } from "../document/Yaml.ts"
import { parse } from "../document/Yaml.ts"
import * as Check from "./Check.ts"
import type { Locator } from "./Locate.ts"
import type { Model } from "./Model.ts"
import { ModelFile, type ModelDocument, PatternFile, SectorFile } from "./ModelDocument.ts"
import * as ModelFault from "./ModelFault.ts"
import * as Pattern from "./Pattern.ts"
import * as SizeFault from "./SizeFault.ts"

type Faults = ReadonlyArray<Fault.Fault>

/** The most characters that the patterns come to, each as often as it is used. */
const mostPattern = 20_000_000

/** A file as read: which list of `model.yaml` it belongs to, by what it says it is. */
type Part =
  | { readonly list: "sectors"; readonly name: string; readonly yaml: Yaml; readonly content: SectorFile }
  | { readonly list: "patterns"; readonly name: string; readonly yaml: Yaml; readonly content: PatternFile }

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\.ya?ml$/, "")

/** Reads `model.yaml` alone: which sectors the model has. */
export const shared = (file: SourceFile): Result.Result<{ yaml: Yaml; model: ModelFile }, Faults> =>
  Result.flatMap(parse(file), (yaml) => Result.map(Decode.decode(ModelFile, yaml), (model) => ({ yaml, model })))

const isPattern = ({ value }: Yaml): boolean => typeof value === "object" && value !== null && "pattern" in value

const readPart = (file: SourceFile): Result.Result<Part, Faults> =>
  Result.flatMap(parse(file), (yaml): Result.Result<Part, Faults> => {
    const name = baseName(file.path)
    return isPattern(yaml)
      ? Result.map(Decode.decode(PatternFile, yaml), (content) => ({ list: "patterns", name, yaml, content }))
      : Result.map(Decode.decode(SectorFile, yaml), (content) => ({ list: "sectors", name, yaml, content }))
  })

/** Where a part of the document was written, when that is not at its own path in `model.yaml`. */
type Written = (path: Path) => readonly [Yaml, Path] | undefined

const locator = (common: Yaml, written: Written): Locator => ({
  value: (path) => {
    const [yaml, at] = written(path) ?? [common, path]
    return yaml.spanOf(at)
  },
  key: (path) => {
    const [yaml, at] = written(path) ?? [common, path]
    return yaml.keySpanOf(at)
  }
})

const faultsOf = (result: Result.Result<unknown, Faults>): Faults => (Result.isFailure(result) ? result.failure : [])

const withNames = <A>(record: Readonly<Record<string, A>> | undefined): ReadonlyArray<A & { readonly name: string }> =>
  Object.entries(record ?? {}).map(([name, entry]) => ({ name, ...entry }))

/** Faults of the lists in `model.yaml`: names without a file, files without a name, files that call themselves otherwise. */
const listFaults = (yaml: Yaml, model: ModelFile, parts: ReadonlyArray<Part>): Faults => {
  const lists = { sectors: model.sectors, patterns: model.patterns ?? [] }
  const missing = (["sectors", "patterns"] as const).flatMap((list) =>
    lists[list].flatMap((name, i) =>
      parts.some((part) => part.list === list && part.name === name)
        ? []
        : [ModelFault.FileMissing(yaml.spanOf([list, i]), { list, name })]
    )
  )
  return [
    ...missing,
    ...parts.flatMap((part) => {
      const { list, name } = part
      const called = part.list === "sectors" ? part.content.sector : part.content.pattern
      const key = list === "sectors" ? "sector" : "pattern"
      return [
        ...(lists[list].includes(name)
          ? []
          : [ModelFault.FileNotListed(Span.whole(part.yaml.file.path), { list, name })]),
        ...(called === name
          ? []
          : [ModelFault.NameTaken(part.yaml.spanOf([key]), { name: called, by: `${name}.yaml` })])
      ]
    })
  ]
}

const entryOf = <A>({ entry }: Pattern.Written<A>) => entry

/**
 * Checks a whole model. `files` are those of its sectors and patterns, named after them, in any order; the order of
 * the model is that of `sectors` in `model.yaml`. All faults of all files are given.
 */
export const load = (file: SourceFile, files: ReadonlyArray<SourceFile>): Result.Result<Model, Faults> => {
  const common = shared(file)
  const read = files.map(readPart)
  const faults: Array<Fault.Fault> = [...faultsOf(common), ...read.flatMap(faultsOf)]
  if (Result.isFailure(common)) return Result.fail(Fault.capped(faults))

  const { yaml, model } = common.success
  const unreadable = new Set(files.filter((_, i) => Result.isFailure(read[i]!)).map(({ path }) => baseName(path)))
  const parts = read.flatMap((result) => (Result.isSuccess(result) ? [result.success] : []))
  faults.push(
    ...listFaults(yaml, model, parts).filter(
      // A file that cannot be read is there all the same.
      (fault) => fault._tag !== ModelFault.FileMissing.tag || !unreadable.has((fault.data as { name: string }).name)
    )
  )
  const patterns = new Map(parts.flatMap((part) => (part.list === "patterns" ? [[part.name, part] as const] : [])))
  const sectors = model.sectors.flatMap((name) => {
    const part = parts.find((candidate) => candidate.list === "sectors" && candidate.name === name)
    return part?.list === "sectors" ? [part] : []
  })

  // Where each thing that does not stand at its own path was written, by that path.
  const elsewhere = new Map<string, readonly [Yaml, Path]>()
  const sectorYaml = new Map(sectors.map((sector) => [sector.name, sector.yaml]))
  let length = 0
  const expanded = sectors.map(({ name: sector, yaml: own, content }) => {
    for (const dimension of Object.keys(content.dimensions ?? {}))
      elsewhere.set(JSON.stringify(["dimensions", dimension]), [own, ["dimensions", dimension]])
    const uses = Object.entries(content.uses ?? {}).flatMap(([name, use]) => {
      const pattern = patterns.get(use.pattern)
      if (pattern === undefined) {
        const near = nearest(use.pattern, patterns.keys())
        const span = own.spanOf(["uses", name, "pattern"])
        if (!unreadable.has(use.pattern))
          faults.push(ModelFault.UnknownPattern(span, { name: use.pattern, nearest: near }))
        return []
      }
      const before = length
      length += pattern.yaml.file.text.length
      if (length > mostPattern) {
        if (before <= mostPattern) {
          const data = { count: length, most: mostPattern }
          faults.push(SizeFault.TooMuchPattern(own.keySpanOf(["uses", name]), data))
        }
        return []
      }
      const expansion = Pattern.expand(pattern.content, name, use)
      for (const kind of ["variables", "invariants"] as const)
        for (const { entry, writtenAs } of expansion[kind])
          elsewhere.set(JSON.stringify(["sectors", sector, kind, entry.name]), [pattern.yaml, [kind, writtenAs]])
      return [expansion]
    })
    return {
      name: sector,
      label: content.label,
      variables: [...withNames(content.variables), ...uses.flatMap(({ variables }) => variables.map(entryOf))],
      invariants: [...withNames(content.invariants), ...uses.flatMap(({ invariants }) => invariants.map(entryOf))],
      milestones: withNames(content.milestones)
    }
  })
  if (faults.length > 0) return Result.fail(Fault.capped(faults))

  const document: ModelDocument = {
    gongfu: 1,
    model: model.model,
    label: model.label,
    years: model.years,
    units: model.units,
    dimensions: [...withNames(model.dimensions), ...sectors.flatMap(({ content }) => withNames(content.dimensions))],
    sectors: expanded
  }
  const written: Written = (path) => {
    const [top, name, kind, entry] = path
    const own = top === "dimensions" ? path.slice(0, 2) : [top, name, kind, entry]
    const found = elsewhere.get(JSON.stringify(own))
    if (found !== undefined) return [found[0], [...found[1], ...path.slice(own.length)]]
    const sector = top === "sectors" && typeof name === "string" ? sectorYaml.get(name) : undefined
    return sector === undefined ? undefined : [sector, path.slice(2)]
  }
  return Check.fromDocument(document, locator(yaml, written))
}
