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
import type { Fault } from "@gongfu/core/document/Fault"
import type { Label } from "@gongfu/core/document/Label"
import * as Span from "@gongfu/core/document/Span"
import * as Reception from "@gongfu/core/sharing/Reception"
import * as Bundle from "@gongfu/core/store/Bundle"
import * as BundleFault from "@gongfu/core/store/BundleFault"
import * as BundleReader from "@gongfu/core/store/BundleReader"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { type Failure, Faulty } from "../session/Failure.ts"
import * as LongWork from "../session/LongWork.ts"
import * as Records from "../records/Records.ts"
import * as Document from "../render/Document.ts"
import * as SharingText from "../render/SharingText.ts"
import * as Format from "../session/Format.ts"
import { print, Session } from "../session/Session.ts"
import * as Sharing from "../records/Sharing.ts"

type Faults = ReadonlyArray<Fault>

/** The bytes of a file, or of standard input as `-`, or why they cannot be had. */
const bytesOf = (folder: string, path: string): Result.Result<Uint8Array, Faults> => {
  const whole = Span.whole(path)
  try {
    if (path === "-") {
      const bytes = readFileSync(0)
      return bytes.length > Bundle.largest
        ? Result.fail([BundleFault.TooLarge(whole, { bytes: bytes.length, most: Bundle.largest })])
        : Result.succeed(bytes)
    }
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

const reading: Label = { en: "reading", zh: "读取中" }
const runsRead: Label = { en: "runs read", zh: "已读取推演" }
const runsChecked: Label = { en: "runs checked", zh: "已核验推演" }
const runsRecorded: Label = { en: "runs recorded", zh: "已记录推演" }

/** What several files hold, or the faults of all of them. */
const received = (folder: string, paths: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const names = [...new Set(paths)]
    const read = yield* LongWork.told(
      reading,
      100 * names.length,
      (tell) =>
        Effect.forEach(names, (path, i) => {
          const bytes = bytesOf(folder, path)
          return Result.isFailure(bytes)
            ? Effect.succeed(Result.fail(bytes.failure))
            : LongWork.inSteps(BundleReader.readInSteps(path, bytes.success, digest), (part) => tell(100 * (i + part)))
        }),
      { percent: true }
    )
    const faults = read.flatMap((one) => (Result.isFailure(one) ? one.failure : []))
    const files = read.flatMap((one) => (Result.isSuccess(one) ? [one.success] : []))
    if (faults.length > 0) return yield* new Faulty({ faults })
    const count = files.reduce((sum, { runs }) => sum + runs.length, 0)
    const reception = yield* LongWork.counted(runsRead, count, (tellOne) =>
      LongWork.inSteps(Reception.inSteps(files), tellOne)
    )
    if (Result.isFailure(reception)) return yield* new Faulty({ faults: reception.failure })
    return { files, reception: reception.success }
  })

/** Imports files. */
export const importFiles = (input: { readonly files: ReadonlyArray<string> }): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { files, reception } = yield* received(session.folder, input.files)
    // A store that is not there yet is made only when there is nothing left to complain about.
    const faults = yield* LongWork.counted(runsChecked, reception.runs.length, (tellOne) =>
      Records.withStore("read", Sharing.faultsOf(reception, tellOne)).pipe(
        Effect.catchTag("Refused", (refused) =>
          refused.kind === "StoreNotFound" ? Sharing.faultsAlone(reception, tellOne) : Effect.fail(refused)
        )
      )
    )
    if (faults.length > 0) return yield* new Faulty({ faults })
    const runs = yield* Records.withStore(
      "write",
      LongWork.counted(runsRecorded, reception.runs.length, (tellOne) =>
        Effect.forEach(reception.runs, (run) =>
          Effect.tap(Sharing.record(run, reception.artifacts), () => Effect.sync(tellOne))
        )
      )
    )
    yield* print(
      session.json
        ? Format.line("import", { ...SharingText.importedJson(files, runs) })
        : Document.text(SharingText.imported(files, runs, session.store, session), session.width, session.palette)
    )
  })
