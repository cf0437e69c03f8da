/**
 * `gongfu bundle`: runs with all that they were made from, in one file to send.
 *
 * What is on record is checked on the way, so that nothing broken is sent. The
 * file appears whole or not at all. Without one, and as `-`, it is standard output.
 */
import * as Span from "@gongfu/core/document/Span"
import * as BundleFile from "@gongfu/core/store/Bundle"
import * as BundleFault from "@gongfu/core/store/BundleFault"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type Failure, Faulty } from "../session/Failure.ts"
import * as LongWork from "../session/LongWork.ts"
import * as NewFile from "../output/NewFile.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import * as Document from "../render/Document.ts"
import * as SharingText from "../render/SharingText.ts"
import * as Format from "../session/Format.ts"
import { print, say, Session } from "../session/Session.ts"
import * as Sharing from "../records/Sharing.ts"

const runsGathered = { en: "runs gathered", zh: "已收集推演" } as const

/** Bundles runs. */
export const bundle = (input: {
  readonly runs: ReadonlyArray<string>
  readonly output: Option.Option<string>
  readonly withParents: boolean
  readonly force: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const gathered = yield* LongWork.counted(runsGathered, input.runs.length, (tellOne) =>
      Records.withStore(
        "read",
        Effect.flatMap(References.findAll(input.runs), (ids) => Sharing.gather(ids, input.withParents, tellOne))
      )
    )
    const text = yield* Effect.fromResult(BundleFile.write(gathered, digest)).pipe(
      Effect.mapError((faults) => new Faulty({ faults }))
    )
    const bytes = Buffer.byteLength(text)
    if (bytes > BundleFile.largest) {
      const where = Span.whole(Option.getOrElse(input.output, () => "gongfu bundle"))
      return yield* new Faulty({ faults: [BundleFault.TooLarge(where, { bytes, most: BundleFile.largest })] })
    }
    const { absent } = gathered
    if (Option.isNone(input.output) || input.output.value === "-") {
      if (session.json) {
        yield* print(Format.line("bundle", { ...SharingText.bundledJson(gathered, bytes), bundle: text }))
        return
      }
      yield* print(text.trimEnd())
      if (absent.length > 0) session.tell(say(session, SharingText.absentParents(absent)))
      return
    }
    const file = input.output.value
    const written = yield* NewFile.write(session.folder, file, text, { replace: input.force, keep: session.store })
    yield* print(
      session.json
        ? Format.line("bundle", { ...SharingText.bundledJson(gathered, bytes), file, written })
        : Document.text(SharingText.bundled(gathered, bytes, file, session.language), session.width, session.palette)
    )
  })
