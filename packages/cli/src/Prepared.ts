/**
 * Shipped places and scenarios, read and checked when the program was built.
 *
 * Reading YAML and checking a model take longer than anything else that a run does. The build leaves beside each
 * shipped place what its files came to, under the fingerprint of their texts. That is used when the texts are still
 * the same, to the byte; what was edited is read like any other file. A record holds compiled code and is believed
 * only inside the program's own folder, never beside a folder of a user's.
 */
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { deserialize, serialize } from "node:v8"
import { Script } from "node:vm"
import type { Evaluate } from "@gongfu/core/model/Kernel"
import * as Place from "@gongfu/core/place/Place"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import * as Result from "effect/Result"
import type { Proof } from "./Proof.ts"

/** Files of a place's folder, and the fingerprint of their texts. */
interface Texts {
  readonly paths: ReadonlyArray<string>
  readonly fingerprint: string
}

/** What the build leaves: a checked place, its scenarios by name, and the texts that they were made from. */
export interface Prepared extends Texts {
  readonly place: Place.PlaceData
  /** The kernel's code as V8 compiled it, for the V8 that did. */
  readonly compiled: Uint8Array
  readonly scenarios: Readonly<Record<string, Texts & { readonly scenario: unknown; readonly proof: Proof }>>
}

/** The file of what was prepared of a place, beside its folder. */
export const fileOf = (folder: string): string => `${folder}.prepared`

/** Runs the code of a kernel as a script whose compiled form can be kept: compiling takes longer than a run. */
export const compiler = (kept?: Uint8Array): { readonly evaluate: Evaluate; readonly compiled: () => Uint8Array } => {
  let script: Script | undefined
  return {
    evaluate: (parameters, body) => {
      const text = `(function (${parameters.join(", ")}) {${body}\n})`
      script = new Script(text, kept === undefined ? {} : { cachedData: Buffer.from(kept) })
      return script.runInThisContext() as ReturnType<Evaluate>
    },
    compiled: () => script?.createCachedData() ?? new Uint8Array()
  }
}

/** The place of what was prepared, ready to run. */
export const ready = ({ compiled, place: data }: Pick<Prepared, "compiled" | "place">): Place.Place =>
  Place.fromData(data, compiler(compiled).evaluate)

/** What {@link read} reads. */
export const encode = (prepared: Prepared): Uint8Array => serialize(prepared)

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

/** What was prepared of a folder and is still current. The record has to be the program's own: it holds code. */
export const read = (folder: string): Prepared | undefined => {
  try {
    const prepared = deserialize(readFileSync(fileOf(folder))) as Prepared
    return isCurrent(folder, prepared) ? prepared : undefined
  } catch {
    // Not there, not whole, or written by another Node: the files themselves say all.
    return undefined
  }
}

// Beside the bundle; where there is none, as in the sources, nothing is prepared.
const shipped = fileURLToPath(new URL("./places/", import.meta.url))

const readShipped = (folder: string): Prepared | undefined =>
  dirname(folder) === resolve(shipped) ? read(folder) : undefined

/** The place of a shipped folder as it was prepared; nothing when it was not, or its files have changed since. */
export const place = (folder: string): Place.Place | undefined => {
  const prepared = readShipped(folder)
  return prepared === undefined ? undefined : ready(prepared)
}

/** A shipped place and the proofs of named scenarios of it; nothing when a file of any of them has changed since. */
export const proved = (
  folder: string,
  names: ReadonlyArray<string>
): { readonly place: Place.Place; readonly proofs: ReadonlyArray<Proof> } | undefined => {
  const prepared = readShipped(folder)
  if (prepared === undefined) return undefined
  const entries = names.map((name) => prepared.scenarios[name])
  if (!entries.every((entry) => entry !== undefined && isCurrent(folder, entry))) return undefined
  return { place: ready(prepared), proofs: entries.map((entry) => entry!.proof) }
}

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
  const decoded = Scenario.fromData(entry.scenario)
  if (Result.isFailure(decoded)) return undefined
  const compiled = known.get(folder)
  const own = compiled !== undefined && Result.isSuccess(compiled) ? compiled.success : ready(prepared)
  return { folder, place: own, scenario: decoded.success }
}
