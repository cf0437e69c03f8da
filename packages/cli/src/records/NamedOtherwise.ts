/**
 * What a name is where it was not found as what was asked for.
 *
 * Whoever types a folder, a shipped place or a run where a command takes something else is told what the name is and
 * what was probably meant, in the place of what failed and in the same words from every command. The first of these
 * that there is decides: a folder at that path, what ships with gongfu, and what is on record. A run on record answers
 * to the name of its scenario, and whoever has recorded it types that name everywhere. Where it is none of them, the
 * scenario or place that is nearly called so is told, or has such a title.
 */
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import * as Fault from "@gongfu/core/document/Fault"
import type { Label } from "@gongfu/core/document/Label"
import * as Meant from "@gongfu/core/document/Meant"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import { type Beginning, isBeginning } from "@gongfu/core/store/StoredEvent"
import * as FileFault from "@gongfu/scenarios/FileFault"
import * as Shipped from "@gongfu/scenarios/Shipped"
import * as ShippedTitles from "@gongfu/scenarios/ShippedTitles"
import * as Effect from "effect/Effect"
import { type Failure, Faulty } from "../session/Failure.ts"
import * as FilesNear from "../places/FilesNear.ts"
import * as NamedFile from "../places/NamedFile.ts"
import * as Prepared from "../places/Prepared.ts"
import * as Records from "./Records.ts"
import * as StreamNames from "./StreamNames.ts"
import type { Session, Shape } from "../session/Session.ts"

/** A name is that of something on record, and a scenario is wanted. `scenarios` are those that may be meant. */
export const RunNotScenario = Fault.define<{
  readonly name: string
  readonly ensemble: boolean
  readonly scenario: string
  readonly scenarios: ReadonlyArray<string>
}>("RunNotScenario", ({ ensemble, name, scenario, scenarios }) => {
  const is: Label = ensemble ? { en: "an ensemble", zh: "集合推演" } : { en: "a run", zh: "推演" }
  return {
    problem: {
      en: `"${name}" is ${is.en} on record; this command takes a scenario's file or name`,
      zh: `“${name}”是已记录的${is.zh}，此命令需要情景文件或内置情景`
    },
    remedy:
      scenarios.length === 0
        ? { en: `name the file of its scenario "${scenario}"`, zh: `请写明其情景“${scenario}”的文件` }
        : {
            en: `did you mean ${scenarios.map((one) => `"${one}"`).join(" or ")}?`,
            zh: `是否想写${scenarios.map((one) => `“${one}”`).join("或")}？`
          }
  }
})

/** A name is that of something on record, and a place is wanted; `place` is its own where that ships. */
export const RunNotPlace = Fault.define<{
  readonly name: string
  readonly ensemble: boolean
  readonly place: string | undefined
}>("RunNotPlace", ({ ensemble, name, place }) => ({
  problem: {
    en: `"${name}" is ${ensemble ? "an ensemble" : "a run"} on record; this command takes a place`,
    zh: `“${name}”是已记录的${ensemble ? "集合推演" : "推演"}，此命令需要地区`
  },
  remedy:
    place === undefined
      ? { en: "name the folder of its place", zh: "请写明其地区所在的文件夹" }
      : { en: `did you mean "${place}"?`, zh: `是否想写“${place}”？` }
}))

/** A name that was typed and not found, and whether a place was wanted. */
interface Typed {
  readonly name: string
  readonly wantsPlace: boolean
}

/** The name in a fault of one that was typed. What a file names has the file for its place. */
const typedFor = ({ _tag, data, span }: Fault.Fault): Typed | undefined => {
  const told = data as {
    readonly name?: string
    readonly path?: string
    readonly what?: string
    readonly such?: string
  }
  const wanted = {
    UnknownShipped: told.name,
    FileMissing: told.path,
    NotAFile: told.such === undefined ? told.path : ""
  }
  const name = Object.hasOwn(wanted, _tag) ? wanted[_tag as keyof typeof wanted] : undefined
  return name === undefined || name === "" || name !== span.file
    ? undefined
    : { name, wantsPlace: told.what === "place" }
}

/** What a folder is told as. */
const ofFolder = (fault: Fault.Fault, { name, wantsPlace }: Typed): Effect.Effect<Fault.Fault> =>
  wantsPlace
    ? Effect.sync(() =>
        existsSync(resolve(name, "model", "model.yaml"))
          ? FileFault.FolderNotShipped(fault.span, { name })
          : FileFault.NotAPlace(fault.span, { folder: name, part: "model/model.yaml" })
      )
    : Effect.map(FilesNear.scenarioIn(name), (such) =>
        FileFault.NotAFile(fault.span, { path: name, folder: true, such })
      )

/** What a name of something that ships with gongfu is told as; nothing for any other. */
const ofShipped = (fault: Fault.Fault, { name }: Typed): Effect.Effect<Fault.Fault | undefined> =>
  Effect.map(Shipped.places, (places) => {
    const [first, scenario] = name.split("/")
    const place = places.find((one) => one.name === first)
    if (place === undefined) return undefined
    if (scenario === undefined)
      return FileFault.PlaceNamed(fault.span, { name, scenarios: place.scenarios.map((one) => `${name}/${one}`) })
    return name === `${first}/${scenario}` && place.scenarios.includes(scenario)
      ? FileFault.ScenarioNamed(fault.span, { name, place: place.name })
      : undefined
  })

/** The scenarios that a run may be of: files of its name where projects have them, and a shipped one of its place. */
const scenariosOf = (
  { fingerprints, scenario: name }: Beginning,
  takesShipped: boolean
): Effect.Effect<ReadonlyArray<string>> =>
  Effect.map(Shipped.places, (places) => {
    const own = Prepared.ofDocuments(fingerprints)?.name
    const shipped = places.filter(
      (place) => takesShipped && (own ?? place.name) === place.name && place.scenarios.includes(name)
    )
    return [...NamedFile.filesOf(name), ...shipped.map((place) => `${place.name}/${name}`)]
  })

const isName = /^[\p{L}\p{N}_-]+$/u

/** The stream that a whole name, or the beginning of one id, means. */
const meant = (streams: ReadonlyArray<StreamSummary>, name: string): StreamSummary | undefined => {
  const begun = streams.filter(({ stream }) => stream.startsWith(name))
  return StreamNames.meanings(streams).get(name) ?? (begun.length === 1 ? begun[0] : undefined)
}

/** What a name of something on record is told as; nothing for any other. */
const ofRecord = (
  fault: Fault.Fault,
  { name, wantsPlace }: Typed,
  { folder, store }: Shape
): Effect.Effect<Fault.Fault | undefined, Failure, Session> =>
  Effect.gen(function* () {
    if (!isName.test(name) || !existsSync(resolve(folder, store))) return undefined
    const streams = yield* Records.withStore(
      "read",
      EventStore.use((events) => events.streams)
    )
    const first = meant(streams, name)?.first
    if (first === undefined || !isBeginning(first)) return undefined
    const { fingerprints, scenario, type } = first
    const ensemble = type === "EnsembleStarted"
    if (wantsPlace) return RunNotPlace(fault.span, { name, ensemble, place: Prepared.ofDocuments(fingerprints)?.name })
    const scenarios = yield* scenariosOf(first, fault._tag === "UnknownShipped")
    return RunNotScenario(fault.span, { name, ensemble, scenario, scenarios })
  })

/** A fault with the name that was probably meant in the place of what it tells otherwise. */
const withMeant = ({ _tag, data, span }: Fault.Fault, { name }: Typed, nearest: string): Fault.Fault =>
  _tag === FileFault.UnknownShipped.tag
    ? FileFault.UnknownShipped(span, { ...(data as Parameters<typeof FileFault.UnknownShipped>[1]), nearest })
    : FileFault.FileMissing(span, { path: name, nearest })

/** What a name is told as that is nearly one of a scenario or a place, or a title of one that ships; nothing for any other. */
const ofNear = (fault: Fault.Fault, typed: Typed): Effect.Effect<Fault.Fault | undefined> =>
  Effect.gen(function* () {
    const { name, wantsPlace } = typed
    const { nearest } = fault.data as { readonly nearest?: string | undefined }
    const file = wantsPlace ? undefined : NamedFile.fileOf(name)
    if (file !== undefined) return withMeant(fault, typed, file)
    if (nearest !== undefined) return undefined
    const places = yield* Shipped.places
    const meantName = Shipped.likely(places, name) ?? (wantsPlace ? undefined : yield* FilesNear.fileNear(name))
    if (meantName !== undefined) return withMeant(fault, typed, meantName)
    const remedy = Meant.question(yield* ShippedTitles.meant(places, name))
    return remedy === undefined ? undefined : { ...fault, remedy }
  })

const explained = (fault: Fault.Fault, session: Shape): Effect.Effect<Fault.Fault, never, Session> =>
  Effect.gen(function* () {
    const typed = typedFor(fault)
    if (typed === undefined) return fault
    if (NamedFile.isFolder(typed.name)) return yield* ofFolder(fault, typed)
    const found = (yield* ofShipped(fault, typed)) ?? (yield* ofRecord(fault, typed, session))
    return found ?? (yield* ofNear(fault, typed)) ?? fault
  }).pipe(
    // A store that cannot be read is another matter.
    Effect.orElseSucceed(() => fault)
  )

/** A failure with what a name is told where it was typed for something else; any other as it is. */
export const explain = (failure: Failure, session: Shape): Effect.Effect<Failure, never, Session> =>
  failure._tag !== "Faulty"
    ? Effect.succeed(failure)
    : Effect.map(
        Effect.forEach(failure.faults, (fault) => explained(fault, session)),
        (faults) => new Faulty({ faults })
      )
