/**
 * Scenario files and places from disk.
 *
 * A project folder is the nearest folder, from a scenario's own upwards, that
 * holds a file gongfu.yaml; without one it is the scenario's own folder. What
 * a scenario names by path lies inside its project folder, links included.
 * What it names by a shipped name lies inside that place's folder.
 *
 * Messages name files as the user did: relative to what was typed.
 */
import * as Paths from "node:path"
import * as BacktestFile from "@gongfu/core/analysis/BacktestFile"
import type { Fault } from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as Yaml from "@gongfu/core/document/Yaml"
import type { Model } from "@gongfu/core/model/Model"
import { Name } from "@gongfu/core/model/ModelDocument"
import type { PlaceFiles } from "@gongfu/core/place/Place"
import * as Extends from "@gongfu/core/scenario/Extends"
import * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as FileFault from "./FileFault.ts"
import * as Shipped from "./Shipped.ts"
import * as ShippedTitles from "./ShippedTitles.ts"
import * as TextFile from "./TextFile.ts"
import type { Faults, Location } from "./TextFile.ts"

/** The folder of a place: its real path, how messages name it, and what named it. */
export interface PlaceFolder {
  readonly folder: string
  readonly shown: string
  readonly from: Span.Span
}

/** A scenario with everything that it extends, the scenario itself first, and the place of the last. */
export interface ScenarioChain {
  readonly files: readonly [ScenarioFile.Source, ...ReadonlyArray<ScenarioFile.Source>]
  readonly place: PlaceFolder
}

/** A link of a chain: a file as read, its real path, and its project folder. */
interface Link {
  readonly source: ScenarioFile.Source
  readonly path: string
  readonly shown: string
  readonly project: string
}

/** The file that marks a project folder; in the folder of a place it says what the place is. */
export const marker = "gongfu.yaml"

/** The project folder of a real folder. */
const projectOf = (folder: string): Effect.Effect<string> =>
  Effect.gen(function* () {
    for (let at = folder; ; at = Paths.dirname(at)) {
      if (yield* TextFile.exists(Paths.join(at, marker))) return at
      if (Paths.dirname(at) === at) return folder
    }
  })

const isInside = (folder: string, path: string): boolean => {
  const way = Paths.relative(folder, path)
  return way !== ".." && !way.startsWith(`..${Paths.sep}`) && !Paths.isAbsolute(way)
}

/** Where a relative path leads from a file, both in words and with links followed, as long as it stays inside. */
const followed = (link: Link, text: string, from: Span.Span): Effect.Effect<PlaceFolder, Faults> =>
  Effect.gen(function* () {
    const { project, path, shown } = link
    const outside = (through: "path" | "link") => [Extends.OutsideProject(from, { text, project, through })]
    const steps = Paths.relative(project, Paths.dirname(path)).split(Paths.sep)
    const target = Extends.follow(
      steps.filter((step) => step !== ""),
      text
    )
    if (target === undefined) return yield* Effect.fail(outside("path"))
    const location: Location = {
      path: Paths.join(project, ...target),
      shown: Paths.join(Paths.dirname(shown), text),
      from
    }
    const real = yield* TextFile.real(location)
    if (!isInside(project, real)) return yield* Effect.fail(outside("link"))
    return { folder: real, shown: location.shown, from }
  })

const linkTo = (location: Location): Effect.Effect<Link, Faults> =>
  Effect.gen(function* () {
    const path = yield* TextFile.real(location)
    const source = yield* Effect.fromResult(ScenarioFile.read(yield* TextFile.read({ ...location, path })))
    return { source, path, shown: location.shown, project: yield* projectOf(Paths.dirname(path)) }
  })

/** A fault of a reference that leads nowhere, with the shipped place or scenario that is probably meant. */
const withMeant = (fault: Fault, text: string, what: "place" | "scenario"): Effect.Effect<Fault> =>
  Effect.gen(function* () {
    const isMissing = fault._tag === FileFault.FileMissing.tag
    if (!isMissing && fault._tag !== Extends.NotAReference.tag) return fault
    const shipped = yield* Shipped.places
    // A place is no scenario to extend, and a scenario no place.
    const isWanted = (name: string): boolean => name.includes("/") === (what === "scenario")
    const likely = Shipped.likely(shipped, text)
    const titled = likely === undefined ? yield* ShippedTitles.meant(shipped, text) : []
    const nearest = likely ?? (titled.length === 1 ? titled[0]!.name : undefined)
    if (nearest === undefined || !isWanted(nearest)) return fault
    const { data, span } = fault
    return isMissing
      ? FileFault.FileMissing(span, { ...(data as Parameters<typeof FileFault.FileMissing>[1]), nearest })
      : Extends.NotAReference(span, { ...(data as Parameters<typeof Extends.NotAReference>[1]), nearest })
  })

/** What a reference leads to; where it leads nowhere, with what is probably meant. */
const referred = <A>(text: string, what: "place" | "scenario", found: Effect.Effect<A, Faults>) =>
  found.pipe(
    Effect.catch((faults) =>
      Effect.flatMap(
        Effect.forEach(faults, (fault) => withMeant(fault, text, what)),
        Effect.fail
      )
    )
  )

const parentOf = (child: Link, text: string): Effect.Effect<Link, Faults> => {
  const from = child.source.yaml.spanOf(["extends"])
  const found = Effect.gen(function* () {
    const parent = yield* Effect.fromResult(Result.mapError(Extends.parent(text, from), (fault) => [fault]))
    if (parent.kind === "file") {
      const { folder, shown } = yield* followed(child, parent.path, from)
      return yield* linkTo({ path: folder, shown, from })
    }
    const path = yield* Shipped.findScenario(yield* Shipped.places, text, from)
    return yield* linkTo({ path, shown: yield* Shipped.shownAs(path), from })
  })
  return referred(text, "scenario", found)
}

const placeOf = (root: Link, text: string): Effect.Effect<PlaceFolder, Faults> => {
  const from = root.source.yaml.spanOf(["place"])
  const found = Effect.gen(function* () {
    const place = yield* Effect.fromResult(Result.mapError(Extends.place(text, from), (fault) => [fault]))
    if (place.kind === "folder") return yield* followed(root, place.path, from)
    const { folder } = yield* Shipped.findPlace(yield* Shipped.places, place.place, from)
    return { folder, shown: yield* Shipped.shownAs(folder), from }
  })
  return referred(text, "place", found)
}

const faultsOf = ({ file }: ScenarioFile.Source): Faults => (Result.isFailure(file) ? file.failure : [])

/**
 * Loads a scenario file, what it extends, and finds its place. `path` is as the user typed it, and messages name it
 * so, unless `shown` says otherwise.
 *
 * Fails with every fault found on the way when the chain cannot be followed to its place. A chain that can be may
 * still hold files with faults: `Resolution.of` tells those, together with what does not fit the model.
 */
export const loadScenarioChain = (path: string, shown = path): Effect.Effect<ScenarioChain, Faults> =>
  Effect.gen(function* () {
    const leaf = yield* linkTo({ path: Paths.resolve(path), shown, from: Span.whole(shown) })
    const links = [leaf]
    const sources = () => links.map(({ source }) => source)
    const withEarlier = Effect.mapError((faults: Faults): Faults => [...sources().flatMap(faultsOf), ...faults])
    for (let last = leaf; ;) {
      const { extends: parent, place } = last.source.draft
      if ((parent === undefined) === (place === undefined)) return yield* Effect.fail(sources().flatMap(faultsOf))
      if (place !== undefined) {
        const [first, ...rest] = sources()
        return { files: [first!, ...rest], place: yield* placeOf(last, place).pipe(withEarlier) }
      }
      const next = yield* parentOf(last, parent!).pipe(withEarlier)
      const again = links.findIndex((link) => link.path === next.path)
      if (again !== -1) {
        const cycle = [...links.slice(again), next].map((link) => link.shown)
        const at = last.source.yaml.spanOf(["extends"])
        return yield* Effect.fail([...sources().flatMap(faultsOf), FileFault.CircularExtends(at, { cycle })])
      }
      links.push(next)
      last = next
    }
  })

/** The sectors and patterns that model.yaml lists, as far as it can be read; its faults are the model's to tell. */
const listedIn = (model: Span.SourceFile): ReadonlyArray<string> => {
  const yaml = Yaml.parse(model)
  const data = Result.isSuccess(yaml) ? (yaml.success.value as Readonly<Record<string, unknown>> | null) : null
  const lists = [data?.["sectors"], data?.["patterns"]].filter((list) => Array.isArray(list))
  return [...new Set(lists.flat().filter(Schema.is(Name)))]
}

/** A file inside a place's folder, links included; `missing` is the fault of a place that has no such file. */
const inside = (
  place: PlaceFolder,
  name: string,
  missing: (folder: string) => Fault
): Effect.Effect<Location, Faults> =>
  Effect.gen(function* () {
    const shown = Paths.join(place.shown, name)
    const location = { path: Paths.join(place.folder, name), shown, from: place.from }
    const real = yield* TextFile.real(location).pipe(
      Effect.mapError((faults) =>
        faults.map((fault) => (fault._tag === FileFault.FileMissing.tag ? missing(place.shown) : fault))
      )
    )
    if (isInside(place.folder, real)) return { ...location, path: real }
    return yield* Effect.fail([
      Extends.OutsideProject(place.from, { text: shown, project: place.shown, through: "link" })
    ])
  })

const read = (place: PlaceFolder, name: string, missing: (folder: string) => Fault) =>
  Effect.flatMap(inside(place, name, missing), TextFile.read)

/** The file of a place that says which published figure is which number of its model; not every place has one. */
export const backtestFile = "backtest.yaml"

/** What a place says about backtests, and where its actuals stand; `Backtest` reads them. */
export const loadBacktest = (
  place: PlaceFolder,
  model: Model
): Effect.Effect<{ readonly plan: BacktestFile.Plan; readonly actuals: Location }, Faults> =>
  Effect.gen(function* () {
    const missing = (part: string) => (folder: string) => FileFault.NoBacktest(place.from, { folder, part })
    const file = yield* read(place, backtestFile, missing(backtestFile))
    const plan = yield* Effect.fromResult(BacktestFile.fromFile(file, model))
    return { plan, actuals: yield* inside(place, plan.actuals, missing(plan.actuals)) }
  })

/** Loads the texts of a place's files, or fails with every one that cannot be had. */
export const loadPlaceFiles = (place: PlaceFolder): Effect.Effect<PlaceFiles, Faults> =>
  Effect.gen(function* () {
    const part = (name: string) =>
      read(place, name, (folder) => FileFault.NotAPlace(place.from, { folder, part: name }))
    const parts = (names: ReadonlyArray<string>) => Effect.partition(names, part, { concurrency: "unbounded" })
    const [[manifest, model, targets], missing] = yield* parts([marker, "model/model.yaml", "targets.yaml"])
    const [sectors, alsoMissing] = yield* parts(
      missing.length > 0 ? [] : listedIn(model!).map((name) => `model/${name}.yaml`)
    )
    const faults = [...missing, ...alsoMissing].flat()
    if (faults.length > 0) return yield* Effect.fail(faults)
    return { manifest: manifest!, model: model!, sectors, targets: targets! }
  })
