/**
 * The places and scenarios that ship with gongfu, by name: `wenzhou`, `wenzhou/plan`.
 *
 * They are folders of YAML, in the same form as anybody's own. In the
 * workspace they stand beside `src`; a bundle has them in a folder `places`
 * beside itself, or finds the workspace that it was built in.
 */
import * as YamlEnding from "@gongfu/core/document/YamlEnding"
import * as fs from "node:fs/promises"
import * as Paths from "node:path"
import { fileURLToPath } from "node:url"
import { nearest } from "@gongfu/core/document/Nearest"
import type { Span } from "@gongfu/core/document/Span"
import * as Effect from "effect/Effect"
import * as FileFault from "./FileFault.ts"
import type { Faults } from "./TextFile.ts"
import { exists } from "./TextFile.ts"

/** A shipped place: its folder, and the names of its scenarios in alphabetical order. */
export interface ShippedPlace {
  readonly name: string
  readonly folder: string
  readonly scenarios: ReadonlyArray<string>
}

const namesIn = (folder: string): Effect.Effect<ReadonlyArray<string>> =>
  Effect.promise(() =>
    fs.readdir(folder).then(
      (names) => names.toSorted(),
      () => []
    )
  )

const scenarioNames = (files: ReadonlyArray<string>): ReadonlyArray<string> =>
  files.filter((file) => /^[a-z][a-z0-9-]*\.yaml$/.test(file)).map((file) => file.slice(0, -".yaml".length))

/** The names of the scenarios of a place's folder, in alphabetical order. */
export const scenariosIn = (folder: string): Effect.Effect<ReadonlyArray<string>> =>
  Effect.map(namesIn(Paths.join(folder, "scenarios")), scenarioNames)

/** The places in a folder of places: each subfolder that has a gongfu.yaml. */
export const placesIn = (root: string): Effect.Effect<ReadonlyArray<ShippedPlace>> =>
  Effect.gen(function* () {
    const names = yield* namesIn(root)
    const folders = yield* Effect.filter(names, (name) => exists(Paths.join(root, name, "gongfu.yaml")), {
      concurrency: "unbounded"
    })
    return yield* Effect.forEach(
      folders,
      (name) =>
        Effect.map(scenariosIn(Paths.join(root, name)), (scenarios) => ({
          name,
          folder: Paths.join(root, name),
          scenarios
        })),
      { concurrency: "unbounded" }
    )
  })

/** Where the shipped places may stand, seen from this module: in a bundle, in the workspace, in a bundle in the workspace. */
const roots = ["./places", "..", "../../scenarios"].map((path) => fileURLToPath(new URL(path, import.meta.url)))

/** The places that ship with this gongfu. */
export const places: Effect.Effect<ReadonlyArray<ShippedPlace>> = Effect.gen(function* () {
  for (const root of roots) {
    const found = yield* placesIn(root)
    if (found.length > 0) return found
  }
  return []
})

const built = `${Paths.sep}${Paths.join("cli", "dist", "places")}${Paths.sep}`

/**
 * How messages name a shipped file or folder: in the workspace by what it was built from, which is what one edits; the
 * build would overwrite its copy.
 */
export const shownAs = (path: string): Effect.Effect<string> => {
  const source = path.replace(built, `${Paths.sep}scenarios${Paths.sep}`)
  return Effect.promise(() =>
    fs.access(source).then(
      () => (source === path ? path : Paths.relative(process.cwd(), source)),
      () => path
    )
  )
}

/**
 * The place or scenario that a name means which is none as it stands, by how it is written: in capitals or full width, as
 * a path, with a file's ending, or nearly; nothing where none is meant.
 */
export const likely = (shipped: ReadonlyArray<ShippedPlace>, name: string): string | undefined => {
  const path = name.normalize("NFKC").toLowerCase().replaceAll("\\", "/")
  const plain = path.replace(YamlEnding.pattern, "").replace(/^\.\//, "").replace(/\/+$/, "")
  const [first, scenario, ...more] = plain.split("/")
  if (more.length > 0) return undefined
  const place = shipped.find((one) => one.name === first)
  if (place !== undefined) {
    if (scenario === undefined) return YamlEnding.pattern.test(path) ? undefined : first
    const near = place.scenarios.includes(scenario) ? scenario : nearest(scenario, place.scenarios)
    return near === undefined ? undefined : `${first}/${near}`
  }
  // A file that is not there is no mistyped place.
  if (YamlEnding.pattern.test(path)) return undefined
  const known = shipped.map((one) =>
    scenario === undefined ? [one.name] : one.scenarios.map((own) => `${one.name}/${own}`)
  )
  return nearest(plain, known.flat())
}

/** The shipped place of a name. */
export const findPlace = (
  shipped: ReadonlyArray<ShippedPlace>,
  name: string,
  from: Span
): Effect.Effect<ShippedPlace, Faults> => {
  const found = shipped.find((place) => place.name === name)
  const known = shipped.map((place) => place.name)
  return found === undefined
    ? Effect.fail([FileFault.UnknownShipped(from, { what: "place", name, nearest: nearest(name, known), known })])
    : Effect.succeed(found)
}

/** The file of a shipped scenario, named by its place and its own name. */
export const findScenario = (
  shipped: ReadonlyArray<ShippedPlace>,
  name: string,
  from: Span
): Effect.Effect<string, Faults> => {
  const known = shipped.flatMap((place) => place.scenarios.map((scenario) => `${place.name}/${scenario}`))
  const [placeName, scenarioName] = name.split("/")
  const found = shipped.find((place) => place.name === placeName && place.scenarios.includes(scenarioName!))
  if (found !== undefined) return Effect.succeed(Paths.join(found.folder, "scenarios", `${scenarioName}.yaml`))
  // A scenario's name without its place.
  const meant = known.filter((one) => one.endsWith(`/${name}`))
  const near = meant.length === 1 ? meant[0] : meant.length === 0 ? nearest(name, known) : undefined
  const told = meant.length > 0 ? meant : known
  return Effect.fail([FileFault.UnknownShipped(from, { what: "scenario", name, nearest: near, known: told })])
}
