/**
 * Shipped places and scenarios, read and checked when the program was built.
 *
 * Reading YAML and checking a model take longer than anything else that a run does. The build leaves beside each
 * shipped place what its files came to, under the fingerprint of their texts. That is used when the texts are still
 * the same, to the byte; what was edited is read like any other file. A run on record names the documents of its
 * place by fingerprint: where they are those of a shipped place, that place is used, whatever its files say by now.
 * A record holds compiled code and is believed only inside the program's own folder, never beside a folder of a
 * user's. It is read once in a process.
 */
import { createHash } from "node:crypto"
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import type { Script } from "node:vm"
import type { Lapse } from "@gongfu/core/analysis/Lapse"
import { later } from "@gongfu/core/document/Later"
import * as Own from "@gongfu/core/document/Own"
import type { Evaluate } from "@gongfu/core/model/Kernel"
import type * as Place from "@gongfu/core/place/Place"
import * as PlaceData from "@gongfu/core/place/PlaceData"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import * as Result from "effect/Result"
import type { Proof } from "./Proof.ts"

// Importing it would prepare every part of it.
const { deserialize, serialize } = process.getBuiltinModule("node:v8")

/** Files of a place's folder, and the fingerprint of their texts. */
interface Texts {
  readonly paths: ReadonlyArray<string>
  readonly fingerprint: string
}

/** What the build leaves: a checked place, its scenarios by name, and the texts that they were made from. */
export interface Prepared extends Texts {
  readonly place: PlaceData.PlaceData
  readonly documents: PlaceData.Documents
  /** The code of the place's kernel. */
  readonly code: string
  /** That code as V8 compiled it, for the V8 that did. */
  readonly compiled: Uint8Array
  readonly scenarios: Readonly<Record<string, PreparedScenario>>
}

/** A scenario, what its file sets from a later year than its parent, and whether the laws hold in it. */
interface PreparedScenario extends Texts {
  readonly scenario: unknown
  readonly lapses: ReadonlyArray<Lapse>
  readonly proof: Proof
}

const extension = ".prepared"

/** The file of what was prepared of a place, beside its folder. */
export const fileOf = (folder: string): string => `${folder}${extension}`

/** Runs the code of a kernel as a script whose compiled form can be kept: compiling takes longer than a run. */
export const compiler = (kept?: Uint8Array): { readonly evaluate: Evaluate; readonly compiled: () => Uint8Array } => {
  let script: Script | undefined
  return {
    evaluate: (parameters, body) => {
      const text = `(function (${parameters.join(", ")}) {${body}\n})`
      // Only a run needs to compile.
      const vm = process.getBuiltinModule("node:vm")
      script = new vm.Script(text, kept === undefined ? {} : { cachedData: Buffer.from(kept) })
      return script.runInThisContext() as ReturnType<Evaluate>
    },
    compiled: () => script?.createCachedData() ?? new Uint8Array()
  }
}

/** The place of what was prepared, ready to run. */
export const ready = (prepared: Pick<Prepared, "code" | "compiled" | "documents" | "place">): Place.Place =>
  PlaceData.toPlace(
    prepared.place,
    { code: () => prepared.code, documents: () => prepared.documents },
    (parameters, body) => compiler(prepared.compiled).evaluate(parameters, body)
  )

type Fingerprints = Place.Place["fingerprints"]

/** What a record begins with: the fingerprints of the place's documents, one line of a fixed length. */
const headOf = ({ model, place, targets }: Fingerprints): string => `${model} ${targets} ${place}\n`
const headLength = 3 * 65

/**
 * How many bytes each part of a record takes, in their order. Each is read when it is asked for: who reads a run on
 * record needs the place, and no kernel, document or scenario.
 */
type Sizes = Readonly<Record<keyof Prepared, number>>
/** The sizes as JSON, with spaces behind. */
const sizesLength = 256

/** What {@link read} reads: the head, the sizes of the parts, and the parts. */
export const encode = (prepared: Prepared): Uint8Array => {
  const parts = Object.entries(prepared).map(([part, value]) => [part, serialize(value)] as const)
  const sizes = JSON.stringify(Object.fromEntries(parts.map(([part, bytes]) => [part, bytes.length])))
  return Buffer.concat([
    Buffer.from(headOf(prepared.place.fingerprints) + sizes.padEnd(sizesLength)),
    ...parts.map(([, bytes]) => bytes)
  ])
}

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

const bytesOf = (descriptor: number, from: number, length: number): Buffer => {
  const bytes = Buffer.allocUnsafe(length)
  if (readSync(descriptor, bytes, 0, length, from) !== length) throw new RangeError("a file ends too soon")
  return bytes
}

/** A record whose file stays open, so that a build that puts another in its place does no harm. */
const decode = (folder: string): Prepared | undefined => {
  let descriptor: number | undefined
  try {
    const file = (descriptor = openSync(fileOf(folder), "r"))
    const sizes = JSON.parse(bytesOf(file, headLength, sizesLength).toString("latin1")) as Sizes
    const begins: Record<string, number> = {}
    let end = headLength + sizesLength
    for (const [part, size] of Object.entries(sizes)) {
      begins[part] = end
      end += size
    }
    if (fstatSync(file).size !== end) throw new RangeError("a record is not whole")
    const part = <K extends keyof Prepared>(key: K): (() => Prepared[K]) =>
      later(() => deserialize(bytesOf(file, begins[key]!, sizes[key])) as Prepared[K])
    const [place, documents, code] = [part("place"), part("documents"), part("code")]
    const [compiled, scenarios] = [part("compiled"), part("scenarios")]
    return {
      paths: part("paths")(),
      fingerprint: part("fingerprint")(),
      get place() {
        return place()
      },
      get documents() {
        return documents()
      },
      get code() {
        return code()
      },
      get compiled() {
        return compiled()
      },
      get scenarios() {
        return scenarios()
      }
    }
  } catch {
    // Not there, not whole, or written by another Node: the files themselves say all.
    if (descriptor !== undefined) closeSync(descriptor)
    return undefined
  }
}

const isCurrent = (folder: string, { fingerprint: recorded, paths }: Texts): boolean => {
  try {
    return fingerprint(folder, paths) === recorded
  } catch {
    // A file is gone.
    return false
  }
}

/** What was prepared of a folder and is still current. The record has to be the program's own: it holds code. */
export const read = (folder: string): Prepared | undefined => {
  const prepared = decode(folder)
  return prepared !== undefined && isCurrent(folder, prepared) ? prepared : undefined
}

// Beside the bundle; where there is none, as in the sources, nothing is prepared.
const shipped = fileURLToPath(new URL("./places/", import.meta.url))

/** A record of a shipped place, and the place once somebody has asked for it. */
interface Known {
  readonly prepared: Prepared
  place: Place.Place | undefined
}

const records = new Map<string, Known | undefined>()

/** The record of a shipped place, current or not; nothing for any other folder. */
const recordOf = (folder: string): Known | undefined => {
  if (dirname(folder) !== resolve(shipped)) return undefined
  if (!records.has(folder)) {
    const prepared = decode(folder)
    records.set(folder, prepared === undefined ? undefined : { prepared, place: undefined })
  }
  return records.get(folder)
}

const currentOf = (folder: string): Known | undefined => {
  const known = recordOf(folder)
  return known !== undefined && isCurrent(folder, known.prepared) ? known : undefined
}

const placeOf = (known: Known): Place.Place => (known.place ??= ready(known.prepared))

/** The place of a shipped folder as it was prepared; nothing when it was not, or its files have changed since. */
export const place = (folder: string): Place.Place | undefined => {
  const known = currentOf(folder)
  return known === undefined ? undefined : placeOf(known)
}

const beginsWith = (file: string, head: string): boolean => {
  const descriptor = openSync(file, "r")
  try {
    const bytes = Buffer.alloc(headLength)
    return readSync(descriptor, bytes, 0, headLength, 0) === headLength && bytes.toString("latin1") === head
  } finally {
    closeSync(descriptor)
  }
}

/** The shipped place whose documents have these fingerprints, as it was prepared. */
export const ofDocuments = (fingerprints: Fingerprints): Place.Place | undefined => {
  const head = headOf(fingerprints)
  try {
    const files = readdirSync(shipped).filter((name) => name.endsWith(extension))
    const found = files.find((name) => beginsWith(join(shipped, name), head))
    const known = found === undefined ? undefined : recordOf(join(shipped, found.slice(0, -extension.length)))
    return known === undefined ? undefined : placeOf(known)
  } catch {
    // Nothing is prepared, or a build is putting other files in their place: the stored documents say all.
    return undefined
  }
}

/** A shipped place and the proofs of named scenarios of it; nothing when a file of any of them has changed since. */
export const proved = (
  folder: string,
  names: ReadonlyArray<string>
): { readonly place: Place.Place; readonly proofs: ReadonlyArray<Proof> } | undefined => {
  const known = currentOf(folder)
  if (known === undefined) return undefined
  const entries = names.map((name) => Own.at(known.prepared.scenarios, name))
  if (!entries.every((entry) => entry !== undefined && isCurrent(folder, entry))) return undefined
  return { place: placeOf(known), proofs: entries.map((entry) => entry!.proof) }
}

/** A shipped scenario, `wenzhou/plan`, and its place as they were prepared; nothing when a file has changed since. */
export const scenario = (
  name: string
):
  | {
      readonly folder: string
      readonly place: Place.Place
      readonly scenario: Scenario.Scenario
      readonly lapses: ReadonlyArray<Lapse>
    }
  | undefined => {
  const [placeName, scenarioName] = name.split("/") as [string, string]
  const folder = join(shipped, placeName)
  const known = currentOf(folder)
  const entry = known && Own.at(known.prepared.scenarios, scenarioName)
  if (known === undefined || entry === undefined || !isCurrent(folder, entry)) return undefined
  const decoded = Scenario.fromData(entry.scenario)
  if (Result.isFailure(decoded)) return undefined
  return { folder, place: placeOf(known), scenario: decoded.success, lapses: entry.lapses }
}
