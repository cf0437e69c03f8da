/**
 * From what the user typed to places and scenarios that are ready to run.
 *
 * A name like `wenzhou/plan`, without an extension, is a shipped scenario, and
 * one like `wenzhou` a shipped place. Everything else is a path from the folder
 * in which the user typed: `./wenzhou` is a folder of the user's own. Several
 * scenarios are loaded together: all faults of all their files at once, and a
 * place that they share is checked and compiled once.
 */
import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import * as Lapse from "@gongfu/core/analysis/Lapse"
import type * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as LockPath from "@gongfu/core/lock/LockPath"
import * as Place from "@gongfu/core/place/Place"
import * as Extends from "@gongfu/core/scenario/Extends"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import type * as Scenario from "@gongfu/core/scenario/Scenario"
import * as ActualsFile from "@gongfu/scenarios/ActualsFile"
import * as FileFault from "@gongfu/scenarios/FileFault"
import * as ProjectFiles from "@gongfu/scenarios/ProjectFiles"
import * as Shipped from "@gongfu/scenarios/Shipped"
import * as TextFile from "@gongfu/scenarios/TextFile"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { Faulty, Refused } from "../session/Failure.ts"
import * as Prepared from "./Prepared.ts"
import * as Proof from "./Proof.ts"

type Faults = ReadonlyArray<Fault.Fault>

/** A scenario, the place that it is about, and the folder of that place. */
export interface Loaded {
  readonly folder: ProjectFiles.PlaceFolder
  readonly place: Place.Place
  readonly scenario: Scenario.Scenario
  /** What its file sets from a later year than the scenario that it extends. */
  readonly lapses: ReadonlyArray<Lapse.Lapse>
}

const bareName = /^[a-z][a-z0-9_-]*$/

/** Whether a name can only mean a shipped scenario. */
export const isShippedScenario = (name: string): boolean => Extends.shippedScenario(name) !== undefined

const fromFiles = (folder: ProjectFiles.PlaceFolder): Effect.Effect<Place.Place, Faults> =>
  ProjectFiles.loadPlaceFiles(folder).pipe(Effect.flatMap((files) => Effect.fromResult(Place.fromFiles(files))))

const compiled = (folder: ProjectFiles.PlaceFolder): Effect.Effect<Place.Place, Faults> => {
  const prepared = Prepared.place(folder.folder)
  return prepared === undefined ? fromFiles(folder) : Effect.succeed(prepared)
}

/** The folder of a place's name, or of a path. */
const folderOf = (name: string): Effect.Effect<ProjectFiles.PlaceFolder, Faults> =>
  Effect.gen(function* () {
    const from = Span.whole(name)
    if (!Extends.placeName.test(name)) {
      const folder = yield* TextFile.real({ path: resolve(name), shown: name, from })
      return { folder, shown: name, from }
    }
    const { folder } = yield* Shipped.findPlace(yield* Shipped.places, name, from)
    return { folder, shown: yield* Shipped.shownAs(folder), from }
  })

const faulty = Effect.mapError((faults: Faults) => new Faulty({ faults }))

/** No place was named, and the folder that the user is in is none. */
const noPlaceHere = Effect.flatMap(Shipped.places, (places) => {
  const known = places.map(({ name }) => name)
  return new Refused({
    kind: "NoPlaceHere",
    problem: { en: "this folder is no place: it has no model", zh: "当前文件夹不是地区目录：没有模型" },
    remedy: {
      en: `go to the folder of a place, or name one: ${known.join(", ")}`,
      zh: `请进入地区所在的文件夹，或写明地区：${known.join("、")}`
    }
  })
})

/**
 * The place of a name or a folder, checked: a shipped one when the program was built, unless a file has changed.
 * `.` is what a command takes where no place was named.
 */
export const place = (name: string): Effect.Effect<Place.Place, Faulty | Refused> =>
  Effect.flatMap(placeFolder(name), (folder) => faulty(compiled(folder)))

const placeFolder = (name: string): Effect.Effect<ProjectFiles.PlaceFolder, Faulty | Refused> =>
  Effect.gen(function* () {
    if (name === "." && !(yield* TextFile.exists(resolve("model", "model.yaml")))) return yield* noPlaceHere
    return yield* faulty(folderOf(name))
  })

/** How many published indicators a place maps, once its backtest.yaml and its figures are read; 0 without that file. */
const mappedIn = (folder: ProjectFiles.PlaceFolder, model: Place.Place["model"]): Effect.Effect<number, Faults> =>
  Effect.gen(function* () {
    if (!(yield* TextFile.exists(join(folder.folder, ProjectFiles.backtestFile)))) return 0
    const { actuals, plan } = yield* ProjectFiles.loadBacktest(folder, model)
    yield* ActualsFile.load(actuals)
    return plan.mapped.length
  })

/** A place of which every file was read, with what that showed. */
export interface Proved {
  readonly place: Place.Place
  /** Whether the laws hold in each scenario of its folder that is about it. */
  readonly proofs: ReadonlyArray<Proof.Proof>
  /** How many published indicators its backtest.yaml maps. */
  readonly published: number
}

/** The place of a name or a folder, with all that is in it. Faults of its scenarios and of its backtest are faults. */
export const proved = (name: string): Effect.Effect<Proved, Faulty | Refused> =>
  Effect.gen(function* () {
    const folder = yield* placeFolder(name)
    const names = yield* Shipped.scenariosIn(folder.folder)
    const prepared = Prepared.proved(folder.folder, names)
    const compiledPlace = prepared?.place ?? (yield* faulty(compiled(folder)))
    const prove = (scenarioName: string) =>
      Effect.gen(function* () {
        const [file, shown] = [folder.folder, folder.shown].map((at) => join(at, "scenarios", `${scenarioName}.yaml`))
        const { files, place: about } = yield* ProjectFiles.loadScenarioChain(file!, shown)
        if (about.folder !== folder.folder) return []
        const scenario = yield* Effect.fromResult(Resolution.of(files, compiledPlace.model))
        return [Proof.of(compiledPlace, scenario)]
      })
    const [proofs, failed] =
      prepared === undefined ? yield* Effect.partition(names, prove) : [[prepared.proofs], [] as ReadonlyArray<Faults>]
    const published = yield* Effect.result(mappedIn(folder, compiledPlace.model))
    if (Result.isFailure(published))
      return yield* new Faulty({ faults: distinct([...failed.flat(), ...published.failure]) })
    if (failed.length > 0) return yield* new Faulty({ faults: distinct(failed.flat()) })
    return { place: compiledPlace, proofs: proofs.flat(), published: published.success }
  })

/** The chain of a name: a shipped scenario's file, or the file itself. A bare word is a file only where there is one. */
const chain = (name: string): Effect.Effect<ProjectFiles.ScenarioChain, Faults> => {
  if (LockPath.isLock(name) && existsSync(resolve(name))) return Effect.fail([lockAlone(name)])
  return isShippedScenario(name) || (bareName.test(name) && !existsSync(resolve(name)))
    ? Shipped.places.pipe(
        Effect.flatMap((places) => Shipped.findScenario(places, name, Span.whole(name))),
        Effect.flatMap((path) =>
          Effect.flatMap(Shipped.shownAs(path), (shown) => ProjectFiles.loadScenarioChain(path, shown))
        )
      )
    : ProjectFiles.loadScenarioChain(name)
}

/** The fault of a lock that stands for no scenario that is there. */
export const lockAlone = (lock: string): Fault.Fault =>
  FileFault.LockAlone(Span.whole(lock), { lock, scenario: LockPath.scenariosOf(lock)[0] })

/** One of each fault: scenarios that share a parent share its faults. */
export const distinct = (faults: Faults): Faults => [
  ...new Map(faults.map((fault) => [JSON.stringify([fault._tag, fault.span, fault.problem.en]), fault])).values()
]

type Places = Map<string, Result.Result<Place.Place, Faults>>

/** The place of a folder, checked and compiled once for all who ask. */
const shared = (places: Places, folder: ProjectFiles.PlaceFolder): Effect.Effect<Result.Result<Place.Place, Faults>> =>
  Effect.gen(function* () {
    const known = places.get(folder.folder)
    const found = known ?? (yield* Effect.result(compiled(folder)))
    if (known === undefined) places.set(folder.folder, found)
    return found
  })

/** The scenarios of names, in their order, or every fault of all of them. */
export const scenarios = (names: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<Loaded>, Faulty> =>
  Effect.gen(function* () {
    const places: Places = new Map()
    const one = (name: string): Effect.Effect<Loaded, Faults> =>
      Effect.gen(function* () {
        const prepared = isShippedScenario(name) ? Prepared.scenario(name) : undefined
        if (prepared !== undefined) {
          places.set(prepared.folder, Result.succeed(prepared.place))
          const shown = yield* Shipped.shownAs(prepared.folder)
          return { ...prepared, folder: { folder: prepared.folder, shown, from: Span.whole(name) } }
        }
        const { files, place: folder } = yield* chain(name)
        const compiledPlace = yield* Effect.fromResult(yield* shared(places, folder))
        const { model } = compiledPlace
        const scenario = yield* Effect.fromResult(Resolution.of(files, model))
        return { folder, place: compiledPlace, scenario, lapses: Lapse.of(files, scenario, model) }
      })
    const [loaded, failed] = yield* Effect.partition(names, one)
    if (failed.length > 0) return yield* new Faulty({ faults: distinct(failed.flat()) })
    return loaded
  })

/** A scenario's file read by itself: as much of it as could be had. */
export interface Attempt {
  /** The files that it is resolved from, where they could be read and followed to a place. */
  readonly files: ProjectFiles.ScenarioChain["files"] | undefined
  /** The place, where it has no faults. */
  readonly place: Place.Place | undefined
  readonly scenario: Result.Result<Scenario.Scenario, Faults>
}

/** Reads scenario files, each by itself: the faults of one are no faults of another. A place is read once. */
export const attempter = (): ((path: string) => Effect.Effect<Attempt>) => {
  const places: Places = new Map()
  return (path) =>
    Effect.gen(function* () {
      const read = yield* Effect.result(ProjectFiles.loadScenarioChain(path))
      if (Result.isFailure(read))
        return { files: undefined, place: undefined, scenario: Result.fail(read.failure) } satisfies Attempt
      const { files, place: folder } = read.success
      const found = yield* shared(places, folder)
      const scenario = Result.flatMap(found, ({ model }) => Resolution.of(files, model))
      return { files, place: Result.getOrUndefined(found), scenario } satisfies Attempt
    })
}
