/**
 * `gongfu import`: runs from bundles, checked and recorded.
 *
 * Everything in all files is checked, against each other and against the
 * store, before anything is written; then each run is recorded in one
 * transaction. What is on record already is left alone; a run that goes on
 * where the one on record ends is carried on. Whatever interrupts it, the same
 * import again does the rest.
 */
import { readFileSync, statSync } from "node:fs"
import { resolve } from "node:path"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Fault } from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import type { ForeignRun } from "@gongfu/core/sharing/ForeignRun"
import * as Reception from "@gongfu/core/sharing/Reception"
import * as SharingFault from "@gongfu/core/sharing/SharingFault"
import * as Standing from "@gongfu/core/sharing/Standing"
import * as Bundle from "@gongfu/core/store/Bundle"
import * as BundleFault from "@gongfu/core/store/BundleFault"
import * as BundleReader from "@gongfu/core/store/BundleReader"
import { EventStore } from "@gongfu/core/store/EventStore"
import type { Artifact } from "@gongfu/core/store/Recorded"
import * as Seal from "@gongfu/core/store/Seal"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { type Failure, Faulty } from "../Failure.ts"
import * as Records from "../Records.ts"
import * as Document from "../render/Document.ts"
import * as SharingText from "../render/SharingText.ts"
import { format, print, Session } from "../Session.ts"

type Faults = ReadonlyArray<Fault>

/** The bytes of a file, or why they cannot be had. */
const bytesOf = (folder: string, path: string): Result.Result<Uint8Array, Faults> => {
  const whole = Span.whole(path)
  try {
    const file = resolve(folder, path)
    const { size } = statSync(file)
    return size > Bundle.largest
      ? Result.fail([BundleFault.TooLarge(whole, { bytes: size, most: Bundle.largest })])
      : Result.succeed(readFileSync(file))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "error"
    return Result.fail([
      code === "EISDIR" ? BundleFault.NotABundle(whole, { found: "folder" }) : BundleFault.Unreadable(whole, { code })
    ])
  }
}

/** What several files hold, or the faults of all of them. */
const received = (folder: string, paths: ReadonlyArray<string>) => {
  const read = [...new Set(paths)].map((path) =>
    Result.flatMap(bytesOf(folder, path), (bytes) => BundleReader.read(path, bytes, digest))
  )
  const faults = read.flatMap((one) => (Result.isFailure(one) ? one.failure : []))
  const files = read.flatMap((one) => (Result.isSuccess(one) ? [one.success] : []))
  if (faults.length > 0) return Result.fail(faults)
  return Result.map(Reception.of(files), (reception) => ({ files, reception }))
}

/** A run that is on record; nothing when it is not. */
const onRecord = (id: string): Effect.Effect<Standing.Told | undefined, StoreError, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    if ((yield* store.head(id)).version === 0) return undefined
    const events = yield* store.rows(id)
    // Somebody may be carrying the run on at this moment: both have to tell of the same events.
    const decoded = (yield* store.read(id)).slice(0, events.length).map(({ event }) => event)
    return { events, decoded }
  })

/** Holds what was received against the store, which may not be there yet. */
const check = (reception: Reception.Reception): Effect.Effect<Faults, Failure, Session> => {
  const judge = (held: ReadonlyMap<string, Artifact>, here: ReadonlyMap<string, Standing.Told>) =>
    Reception.faultsIn(reception, held, here, digest)
  return Records.withStore(
    "read",
    Effect.gen(function* () {
      const store = yield* EventStore
      const held = new Map<string, Artifact>()
      for (const fingerprint of reception.wanted) {
        const found = yield* store.artifact(fingerprint).pipe(Effect.catchTag("ArtifactNotFound", () => Effect.void))
        if (found !== undefined) held.set(fingerprint, found)
      }
      const here = new Map<string, Standing.Told>()
      for (const { id } of reception.runs) {
        const told = yield* onRecord(id)
        if (told !== undefined) here.set(id, told)
      }
      return judge(held, here)
    })
  ).pipe(
    Effect.catchTag("Refused", (refused) =>
      refused.kind === "StoreNotFound" ? Effect.sync(() => judge(new Map(), new Map())) : Effect.fail(refused)
    )
  )
}

/** Records one run, or what is missing of it. Whoever records it at the same moment is met with another look. */
const record = (
  run: ForeignRun,
  artifacts: ReadonlyMap<string, Artifact>
): Effect.Effect<SharingText.Imported, StoreError | Failure, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const here = yield* onRecord(run.id)
    const standing = here === undefined ? "ahead" : Standing.of(run, here)
    const imported = (outcome: SharingText.Imported["outcome"], added: number): SharingText.Imported => ({
      id: run.id,
      file: run.file,
      outcome,
      added
    })
    if (standing === "same" || standing === "behind") return imported("already", 0)
    if (standing === "other") {
      const at = BundleReader.spanAt(run.file, run.line)
      return yield* new Faulty({ faults: [SharingFault.RecordedOtherwise(at, { run: run.id, other: undefined })] })
    }
    const version = here?.events.length ?? 0
    const after = here === undefined ? Seal.beginning : { version, hash: here.events.at(-1)!.hash }
    const rest = run.events.slice(version)
    const sealed = yield* Effect.fromResult(Seal.verified(run.id, after, rest, digest))
    const documents = run.references.flatMap(({ fingerprint }) => artifacts.get(fingerprint) ?? [])
    yield* store.append(sealed, documents)
    return imported(here === undefined ? "new" : "extended", rest.length)
  }).pipe(Effect.retry({ while: ({ _tag }) => _tag === "VersionConflict", times: 20 }))

/** Imports files. */
export const importFiles = (input: { readonly files: ReadonlyArray<string> }): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const all = received(session.folder, input.files)
    if (Result.isFailure(all)) return yield* new Faulty({ faults: all.failure })
    const { files, reception } = all.success
    const faults = yield* check(reception)
    if (faults.length > 0) return yield* new Faulty({ faults })
    const runs = yield* Records.withStore(
      "write",
      Effect.forEach(reception.runs, (run) => record(run, reception.artifacts))
    )
    if (session.json) yield* print(Fingerprint.canonical({ format, ...SharingText.importedJson(files, runs) }))
    else {
      const document = SharingText.imported(files, runs, session.store, session)
      yield* print(Document.text(document, session.width, session.palette))
    }
  })
