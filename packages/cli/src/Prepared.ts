/**
 * Shipped places and scenarios, read and checked when the program was built.
 *
 * Reading YAML takes longer than anything else that a run does. The build
 * leaves beside each shipped place the documents that its files came to, under
 * the fingerprint of their texts. They are used when the texts are still the
 * same, to the byte; what was edited is read like any other file.
 */
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import type { Fault } from "@gongfu/core/document/Fault"
import * as Place from "@gongfu/core/place/Place"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import * as Result from "effect/Result"

/** Files of a place's folder, and the fingerprint of their texts. */
interface Texts {
  readonly paths: ReadonlyArray<string>
  readonly fingerprint: string
}

/** What the build leaves: the documents of a place, its scenarios by name, and the texts that they were made from. */
export interface Prepared extends Texts {
  readonly documents: Place.PlaceDocuments
  readonly scenarios: Readonly<Record<string, Texts & { readonly scenario: unknown }>>
}

/** The file of a place's prepared documents, beside its folder. */
export const fileOf = (folder: string): string => `${folder}.prepared.json`

/** The paths, from the folder of a place, of files that lie in it, with the fingerprint of their texts. */
export const textsOf = (folder: string, files: ReadonlyArray<{ readonly path: string }>): Texts => {
  const paths = files.map(({ path }) => relative(folder, path))
  return { paths, fingerprint: fingerprint(folder, paths) }
}

const fingerprint = (folder: string, paths: ReadonlyArray<string>): string => {
  const hash = createHash("sha256")
  for (const path of paths) {
    const bytes = readFileSync(join(folder, path))
    hash.update(`${path}\n${bytes.length}\n`).update(bytes)
  }
  return hash.digest("hex")
}

const isCurrent = (folder: string, { fingerprint: recorded, paths }: Texts): boolean =>
  fingerprint(folder, paths) === recorded

/** What was prepared for a folder and is still current. */
const read = (folder: string): Prepared | undefined => {
  try {
    const prepared = JSON.parse(readFileSync(fileOf(folder), "utf8")) as Prepared
    return isCurrent(folder, prepared) ? prepared : undefined
  } catch {
    // Not there, as for every place of a user's own, or not whole: the files themselves say all.
    return undefined
  }
}

/** The place of a folder as it was prepared; nothing when it was not, or its files have changed since. */
export const place = (folder: string): Result.Result<Place.Place, ReadonlyArray<Fault>> | undefined => {
  const prepared = read(folder)
  return prepared === undefined ? undefined : Place.of(prepared.documents)
}

// Beside the bundle; where there is none, as in the sources, nothing is prepared.
const shipped = fileURLToPath(new URL("./places/", import.meta.url))

/**
 * A shipped scenario, `wenzhou/plan`, and its place as they were prepared; nothing when they were not, or a file of
 * them has changed since. `known` are places that are compiled already, by folder.
 */
export const scenario = (
  name: string,
  known: ReadonlyMap<string, Result.Result<Place.Place, unknown>>
): { readonly folder: string; readonly place: Place.Place; readonly scenario: Scenario.Scenario } | undefined => {
  const [placeName, scenarioName] = name.split("/") as [string, string]
  const folder = join(shipped, placeName)
  const prepared = read(folder)
  const entry = prepared?.scenarios[scenarioName]
  if (prepared === undefined || entry === undefined || !isCurrent(folder, entry)) return undefined
  const compiled = known.get(folder) ?? Place.of(prepared.documents)
  const decoded = Scenario.fromData(entry.scenario)
  if (Result.isFailure(compiled) || Result.isFailure(decoded)) return undefined
  return { folder, place: compiled.success, scenario: decoded.success }
}
