/**
 * What a reference to a run or an ensemble means: an id, the beginning of one, or a name.
 */
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import type { Label } from "@gongfu/core/document/Label"
import * as Meant from "@gongfu/core/document/Meant"
import { nearest } from "@gongfu/core/document/Nearest"
import * as Span from "@gongfu/core/document/Span"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import type { StoreError } from "@gongfu/core/store/StoreError"
import { isBeginning } from "@gongfu/core/store/StoredEvent"
import * as FileFault from "@gongfu/scenarios/FileFault"
import * as Effect from "effect/Effect"
import { type Failure, Faulty, Refused } from "../session/Failure.ts"
import * as NamedFile from "../places/NamedFile.ts"
import { Session } from "../session/Session.ts"
import * as Count from "@gongfu/core/wording/Count"
import * as PlaceNames from "./PlaceNames.ts"
import * as StreamNames from "./StreamNames.ts"
import * as Titles from "./Titles.ts"
import * as ShellWord from "../session/ShellWord.ts"

/** What is on record: the runs and ensembles, and what their names mean. */
interface Known {
  readonly streams: ReadonlyArray<StreamSummary>
  readonly meanings: StreamNames.Meanings
}

/** There is no file of that name; what is there instead is told with it, see `NamedOtherwise`. */
const noFile = (path: string): Faulty =>
  new Faulty({ faults: [FileFault.FileMissing(Span.whole(path), { path, nearest: undefined })] })

/**
 * What to type for the run on record of a scenario that was named by its file, or as a shipped one: its name, or its id
 * where the name means another run; nothing where there is none. Fails where there is no such scenario.
 */
const ofScenario = (typed: string, known: Known): Effect.Effect<string | undefined, Faulty, EventStore | Session> =>
  Effect.gen(function* () {
    const Load = yield* Effect.promise(() => import("../places/Load.ts"))
    const [loaded] = yield* Load.scenarios(NamedFile.meant([typed]))
    const { place, scenario } = loaded!
    const run = known.streams.findLast(
      ({ first }) =>
        first.type === "RunStarted" &&
        first.scenario === scenario.name &&
        (first.fingerprints.place === place.fingerprints.place || first.fingerprints.model === place.fingerprints.model)
    )
    if (run === undefined) return undefined
    const meant = yield* Effect.orElseSucceed(among(known, scenario.name), () => undefined)
    return meant === run.stream ? scenario.name : run.stream
  })

const notFound = (
  reference: string,
  known: Known
): Effect.Effect<never, Refused | StoreError | Failure, EventStore | Session> =>
  Effect.gen(function* () {
    const { store } = yield* Session
    const { meanings, streams } = known
    const refused = (remedy: Label): Refused =>
      new Refused({
        kind: "RunNotFound",
        problem: {
          en: `no run "${reference}" is on record in ${store}`,
          zh: `推演库 ${store} 中没有名为“${reference}”的推演记录`
        },
        remedy
      })
    const isNamed = reference !== ""
    // What reads folders is loaded for names that are of no run.
    const Shipped = yield* Effect.promise(() => import("@gongfu/scenarios/Shipped"))
    const shipped = yield* Shipped.places
    const isPlace = shipped.some(({ name }) => name === reference)
    if (isPlace || (isNamed && NamedFile.isFolder(reference))) return yield* noFile(reference)
    const recordFirst = (...files: ReadonlyArray<string>): Refused => {
      const commands = files.map((file) => `gongfu run ${ShellWord.ofPath(file)}`)
      return refused({ en: `record it first: ${commands.join(" or ")}`, zh: `请先记录：${commands.join(" 或 ")}` })
    }
    if (NamedFile.isFile(reference)) {
      const run = yield* ofScenario(reference, known)
      return yield* run === undefined
        ? recordFirst(reference)
        : refused({ en: `did you mean "${run}"?`, zh: `是否想写“${run}”？` })
    }
    if (/[^=＝][=＝]/u.test(reference))
      return yield* refused({
        en: "the run stands first, and then what is set, as NAME=VALUE",
        zh: "推演应写在最前，其后才是设定（名称=值）"
      })
    if (reference.includes(".") && existsSync(resolve(reference)))
      return yield* refused({
        en: `${reference} is a file, but a scenario's file ends in .yaml`,
        zh: `${reference} 是文件，但情景文件须以 .yaml 结尾`
      })
    const names = streams.flatMap((summary) =>
      [summary.stream, ...summary.tags, StreamNames.nameOf(summary) ?? []].flat()
    )
    const near = isNamed ? (nearest(reference, names) ?? nearest(reference.toLowerCase(), names)) : undefined
    if (near !== undefined) return yield* refused({ en: `did you mean "${near}"?`, zh: `是否想写“${near}”？` })
    const titles = yield* Titles.of(streams)
    const titled = streams.flatMap((summary): ReadonlyArray<Meant.Named> => {
      const [label, name] = [titles.get(summary.stream), StreamNames.nameOf(summary)]
      if (label === undefined) return []
      return [{ name: name !== undefined && meanings.get(name) === summary ? name : summary.stream, label }]
    })
    const file = isNamed ? NamedFile.fileOf(reference) : undefined
    if (file !== undefined) return yield* recordFirst(file)
    const homes = shipped.filter(({ scenarios }) => scenarios.includes(reference))
    if (homes.length > 0) return yield* recordFirst(...homes.map(({ name }) => `${name}/${reference}`))
    return yield* refused(
      Meant.question(Meant.of(reference, titled).filter(({ label }) => label !== undefined)) ?? {
        en: "gongfu list shows the runs on record",
        zh: "可用 gongfu list 查看已有记录"
      }
    )
  })

/** What streams are: runs, ensembles, or some of each. */
const what = (found: ReadonlyArray<StreamSummary>): Label => {
  const ensembles = found.filter(({ first }) => first.type === "EnsembleStarted").length
  const runs = found.length - ensembles
  const [en, zh] = [
    [...(runs === 0 ? [] : [Count.of(runs, "run")]), ...(ensembles === 0 ? [] : [Count.of(ensembles, "ensemble")])],
    [...(runs === 0 ? [] : [`${runs} 次推演`]), ...(ensembles === 0 ? [] : [`${ensembles} 个集合推演`])]
  ]
  return { en: en.join(" and "), zh: zh.join("和 ") }
}

const notUnique = (reference: string, streams: ReadonlyArray<StreamSummary>): Refused => {
  const found = streams.map(({ stream }) => stream)
  const told = what(streams)
  return new Refused({
    kind: "RunNotUnique",
    problem: { en: `"${reference}" could be any of ${told.en}`, zh: `“${reference}”对应 ${told.zh}` },
    remedy: { en: `write more of it: ${found.join(", ")}`, zh: `请写得更完整：${found.join("、")}` }
  })
}

/**
 * What bears a name from its scenario, of each place that it was made for the latest; by the place's name. Only documents
 * that differ are read: an edited one is still of its place.
 */
const latestOfPlaces = (
  bearers: ReadonlyArray<StreamSummary>
): Effect.Effect<ReadonlyMap<string | undefined, string>, never, EventStore> => {
  const documents = new Set(bearers.map(({ first }) => (isBeginning(first) ? first.fingerprints.place : undefined)))
  return documents.size < 2
    ? Effect.succeed(new Map())
    : Effect.map(PlaceNames.of(bearers), (places) => new Map(bearers.map(({ stream }) => [places.get(stream), stream])))
}

const ofSeveralPlaces = (reference: string, latest: ReadonlyMap<string | undefined, string>): Refused => {
  const told = (open: string, close: string): ReadonlyArray<string> =>
    [...latest].map(([place, stream]) => (place === undefined ? stream : `${stream}${open}${place}${close}`))
  return new Refused({
    kind: "RunNotUnique",
    problem: { en: `"${reference}" is on record for several places`, zh: `“${reference}”在多个地方均有记录` },
    remedy: {
      en: `write an id, such as the latest: ${told(" (", ")").join(", ")}`,
      zh: `请写编号，例如最近一次的：${told("（", "）").join("、")}`
    }
  })
}

/** The stream that a reference means. What several places have in common means none of them. */
const among = (known: Known, reference: string): Effect.Effect<string, StoreError | Failure, EventStore | Session> =>
  Effect.gen(function* () {
    const { meanings, streams } = known
    const named = meanings.get(reference)
    if (named !== undefined) {
      const { first, stream, tags } = named
      if (stream === reference || tags.includes(reference)) return stream
      const latest = yield* latestOfPlaces(
        streams.filter((other) => other.first.type === first.type && StreamNames.nameOf(other) === reference)
      )
      return latest.size > 1 ? yield* ofSeveralPlaces(reference, latest) : stream
    }
    const begun = streams.filter(({ stream }) => reference !== "" && stream.startsWith(reference))
    if (begun.length > 1) return yield* notUnique(reference, begun)
    return begun[0]?.stream ?? (yield* notFound(reference, known))
  })

/**
 * The runs among these that references mean, in their order: each a whole name, see {@link StreamNames.meanings}, or the
 * beginning of one id.
 */
export const allAmong = (
  streams: ReadonlyArray<StreamSummary>,
  references: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<string>, StoreError | Failure, EventStore | Session> => {
  const known = { streams, meanings: StreamNames.meanings(streams) }
  return Effect.forEach(references, (reference) => among(known, reference))
}

/** The runs on record that references mean, see {@link allAmong}. The store is looked through once for them all. */
export const findAll = (
  references: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<string>, StoreError | Failure, EventStore | Session> =>
  EventStore.use((store) => Effect.flatMap(store.streams, (streams) => allAmong(streams, references)))

/** The run that a reference means, see {@link findAll}. */
export const find = (reference: string): Effect.Effect<string, StoreError | Failure, EventStore | Session> =>
  Effect.map(findAll([reference]), ([id]) => id!)
