/**
 * Runs on record, as commands use them.
 *
 * SQLite is loaded when a command asks for the store and not before: comparing
 * two files needs no database. The store is closed when the command is done.
 */
import { existsSync } from "node:fs"
import { dirname, resolve } from "node:path"
import * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import type { Label } from "@gongfu/core/document/Label"
import type * as Place from "@gongfu/core/place/Place"
import * as AssessmentReader from "@gongfu/core/run/AssessmentReader"
import * as RunState from "@gongfu/core/run/RunState"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as ForkTitle from "@gongfu/core/run/ForkTitle"
import * as YearReader from "@gongfu/core/run/YearReader"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import { EventStore } from "@gongfu/core/store/EventStore"
import type { Artifact } from "@gongfu/core/store/Recorded"
import type { Reader } from "@gongfu/core/store/Recording"
import { isOfRun } from "@gongfu/core/store/StoredEvent"
import type { StoreError } from "@gongfu/core/store/StoreError"
import { StoreBusy } from "@gongfu/core/store/StoreFailure"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import { type Failure, Faulty, Refused } from "../session/Failure.ts"
import * as Left from "../session/Left.ts"
import * as Prepared from "../places/Prepared.ts"
import { Session } from "../session/Session.ts"

/** A run on record with everything that it was made from, as it was then. */
export interface Recorded {
  readonly id: string
  readonly place: Place.Place
  readonly scenario: Scenario.Scenario
  /** The scenario's title as it is shown. */
  readonly title: Label
  readonly events: ReadonlyArray<RunEvent>
  /** What the events fold to, worked out when it is asked for. */
  readonly state: RunState.RunState
}

const isOurs = (error: StoreError | Failure): error is Failure =>
  error._tag === "Faulty" || error._tag === "Refused" || error._tag === "Ended"

// SQLite waits without letting go of the thread, and nobody could interrupt it: it waits briefly, and we in between.
const briefly = 100
const patience = 10_000

/** Waits for another process as long as `patience`, in steps that an interruption can end. */
const patiently = <A, E extends { readonly _tag: string }, R>(use: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.retry(use, {
    while: ({ _tag }) => _tag === "StoreBusy",
    schedule: Schedule.spaced(briefly),
    times: patience / (2 * briefly)
  })

/** What is said of a full disk where the command had recorded nothing before. */
const unchanged: Label = {
  en: "nothing was recorded and the store is as it was; make room, then repeat",
  zh: "未记录任何内容，库保持原样；请腾出空间后再试"
}

/** Runs an effect with the store of the session. Only `write` makes a store where there is none yet. */
export const withStore = <A, R>(
  access: "read" | "change" | "write",
  use: Effect.Effect<A, StoreError | Failure, R | EventStore>
): Effect.Effect<A, Failure, Exclude<R, EventStore> | Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { store: file } = session
    const SqliteEventStore = yield* Effect.promise(() => import("@gongfu/core/store/sqlite/SqliteEventStore"))
    const open = Effect.suspend(() => Layer.build(SqliteEventStore.layer({ file, access, busyMillis: briefly })))
    const store = Context.get(yield* patiently(open), EventStore)
    const patient = EventStore.of({
      append: (sealed, artifacts, only) =>
        patiently(
          // Nobody interrupts between recording and noting that it was done.
          Effect.uninterruptible(
            Effect.tap(store.append(sealed, artifacts, only), () =>
              Effect.sync(() => Left.recorded(session, sealed.stream))
            )
          )
        ),
      read: (stream) => patiently(store.read(stream)),
      rows: (stream) => patiently(store.rows(stream)),
      decode: store.decode,
      head: (stream) => patiently(store.head(stream)),
      streams: patiently(store.streams),
      history: (choice) => patiently(store.history(choice)),
      artifact: (fingerprint) => patiently(store.artifact(fingerprint)),
      tag: (name, stream, only) => patiently(store.tag(name, stream, only)),
      untag: (name) => patiently(store.untag(name)),
      tagged: (name) => patiently(store.tagged(name)),
      outline: patiently(store.outline),
      surroundings: patiently(store.surroundings),
      readRows: (stream, through, reader) => patiently(store.readRows(stream, through, reader)),
      verify: patiently(store.verify)
    })
    return yield* Effect.provideService(use, EventStore, patient)
  }).pipe(
    Effect.scoped,
    Effect.catch((error) =>
      Session.use((session) => {
        if (isOurs(error)) return Effect.fail(error)
        const told = error._tag === "StoreBusy" ? new StoreBusy({ file: error.file, waitedMillis: patience }) : error
        const nothing = told._tag === "StoreFull" && Left.streams(session).length === 0
        const remedy = nothing ? unchanged : told.remedy
        return Effect.fail(new Refused({ kind: told._tag, problem: told.problem, remedy }))
      })
    )
  ) as Effect.Effect<A, Failure, Exclude<R, EventStore> | Session>

/** Fails where the store cannot be written, before long work is done for it. It makes none. */
export const ready: Effect.Effect<void, Failure, Session> = Effect.gen(function* () {
  const { folder, store } = yield* Session
  const { isWritable } = yield* Effect.promise(() => import("@gongfu/core/store/sqlite/Connection"))
  const file = resolve(folder, store)
  const exists = existsSync(file)
  if (!isWritable(exists ? file : dirname(file))) return yield* withStore("write", Effect.void)
  if (exists) yield* withStore("read", Effect.void)
})

/** A stream does not begin as a run does, or a document of it cannot be read. */
export const NotARun = Fault.define<{ readonly run: string; readonly detail: string }>(
  "NotARun",
  ({ run, detail }) => ({
    problem: { en: `${run} cannot be read as a run: ${detail}`, zh: `${run} 无法作为推演读取：${detail}` },
    remedy: { en: "gongfu verify checks the whole store", zh: "可用 gongfu verify 检查整个推演库" }
  })
)

// Half a character that is written as an escape has a fingerprint, and what is made from it would have none.
const halves = /\\ud[89a-f][0-9a-f]{2}/i

/** A stored document as JSON. */
const parsed = ({ content, fingerprint, kind }: Artifact): Effect.Effect<unknown, Faulty> =>
  halves.test(content)
    ? new Faulty({
        faults: [NotARun(Span.whole(fingerprint), { run: fingerprint, detail: `${kind}: a text is not Unicode` })]
      })
    : Effect.sync((): unknown => JSON.parse(content))

const isAnEnsemble = (id: string): Refused =>
  new Refused({
    kind: "IsAnEnsemble",
    problem: { en: `${id} is an ensemble, not a run`, zh: `${id} 是集合推演，不是单次推演` },
    remedy: {
      en: `gongfu show ${id} tells what came of it; a member of it becomes a run by: gongfu ensemble member ${id} 0`,
      zh: `可用 gongfu show ${id} 查看其结果；用 gongfu ensemble member ${id} 0 可将某个成员记录为推演`
    }
  })

/** The places of an open store by the fingerprints of their documents: checking a model takes longer than all else. */
const places = new WeakMap<typeof EventStore.Service, Map<string, Place.Place>>()

/**
 * The place of stored documents: a shipped one where they are its own, else rebuilt from them, once for each store
 * that is opened.
 */
export const placeOf = (
  store: typeof EventStore.Service,
  fingerprints: Place.Place["fingerprints"]
): Effect.Effect<Place.Place, StoreError | Failure> =>
  Effect.gen(function* () {
    const known = places.get(store) ?? new Map<string, Place.Place>()
    places.set(store, known)
    const { model, place, targets } = fingerprints
    const key = [model, targets, place].join()
    const found = known.get(key) ?? Prepared.ofDocuments({ model, targets, place })
    if (found !== undefined) {
      known.set(key, found)
      return found
    }
    const document = (fingerprint: string) => Effect.flatMap(store.artifact(fingerprint), parsed)
    // What checks a model is loaded for a place that was not checked when the program was built.
    const { fromDocuments } = yield* Effect.promise(() => import("@gongfu/core/place/Place"))
    const rebuilt = fromDocuments({
      place: yield* document(place),
      model: yield* document(model),
      targets: yield* document(targets)
    })
    if (Result.isFailure(rebuilt)) return yield* new Faulty({ faults: rebuilt.failure })
    known.set(key, rebuilt.success)
    return rebuilt.success
  })

/** The scenario of a stored document, that the stream `id` was made from. */
export const scenarioFrom = (
  store: typeof EventStore.Service,
  id: string,
  fingerprint: string
): Effect.Effect<Scenario.Scenario, StoreError | Failure> =>
  Effect.gen(function* () {
    const scenario = Scenario.fromData(yield* Effect.flatMap(store.artifact(fingerprint), parsed))
    if (Result.isSuccess(scenario)) return scenario.success
    return yield* new Faulty({ faults: [NotARun(Span.whole(id), { run: id, detail: scenario.failure })] })
  })

/** Nearly all of a run are the numbers of its years, which its own model says how to read, and its assessments. */
const readerOf =
  ({ model }: Place.Place): Reader =>
  ({ payload, schema, type }) => {
    if (schema !== 1) return undefined
    if (type === "YearProjected") return YearReader.read(model, payload)
    return type === "TargetAssessed" ? AssessmentReader.read(payload) : undefined
  }

/**
 * Reads a run, with its place and scenario as they were when it was recorded. Its events are checked against their
 * hashes.
 */
export const read = (id: string): Effect.Effect<Recorded, StoreError | Failure, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const rows = yield* store.rows(id)
    const [started] = yield* store.decode(rows.slice(0, 1))
    if (started?.type === "EnsembleStarted") return yield* isAnEnsemble(id)
    const unreadable = (detail: string) => new Faulty({ faults: [NotARun(Span.whole(id), { run: id, detail })] })
    if (started?.type !== "RunStarted") return yield* unreadable("RunStarted")
    const place = yield* placeOf(store, started.fingerprints)
    const events = (yield* store.decode(rows, readerOf(place))).filter(isOfRun)
    const scenario = yield* scenarioFrom(store, id, started.fingerprints.scenario)
    let state: RunState.RunState | undefined
    return {
      id,
      place,
      scenario,
      title: ForkTitle.shown(scenario.title),
      events,
      get state() {
        return (state ??= RunState.replay(place.model, events))
      }
    }
  })
