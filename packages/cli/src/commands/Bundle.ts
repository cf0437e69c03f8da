/**
 * `gongfu bundle`: runs with all that they were made from, in one file to send.
 *
 * What is on record is checked on the way, so that nothing broken is sent. The
 * file appears whole or not at all.
 */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { RunStarted } from "@gongfu/core/run/Event"
import * as BundleFile from "@gongfu/core/store/Bundle"
import * as BundleFault from "@gongfu/core/store/BundleFault"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import type { Artifact } from "@gongfu/core/store/Recorded"
import { references } from "@gongfu/core/store/Recording"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Span from "@gongfu/core/document/Span"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Faulty, type Failure } from "../Failure.ts"
import * as NewFile from "../NewFile.ts"
import * as Records from "../Records.ts"
import * as Document from "../render/Document.ts"
import * as SharingText from "../render/SharingText.ts"
import { format, print, say, Session } from "../Session.ts"

const startOf = ({ first, stream }: StreamSummary): Effect.Effect<RunStarted, Faulty> =>
  first.type === "RunStarted"
    ? Effect.succeed(first)
    : Effect.fail(new Faulty({ faults: [Records.NotARun(Span.whole(stream), { run: stream, detail: "RunStarted" })] }))

/** What goes into the bundle, and the parents that were asked for and are not on record. */
const gather = (input: { readonly runs: ReadonlyArray<string>; readonly withParents: boolean }) =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const summaries = new Map((yield* store.streams).map((summary) => [summary.stream, summary]))
    const starts = new Map<string, RunStarted>()
    const absent = new Set<string>()
    const wanted = yield* Effect.forEach(input.runs, Records.find)
    for (let id = wanted.shift(); id !== undefined; id = wanted.shift()) {
      if (starts.has(id)) continue
      const summary = summaries.get(id)
      if (summary === undefined) {
        absent.add(id)
        continue
      }
      const started = yield* startOf(summary)
      starts.set(id, started)
      if (input.withParents && started.parent !== undefined) wanted.push(started.parent.run)
    }
    const runs = yield* Effect.forEach(starts.keys(), (id) => Effect.map(store.rows(id), (events) => ({ id, events })))
    const artifacts = new Map<string, Artifact>()
    for (const started of starts.values())
      for (const { fingerprint } of references(started))
        if (!artifacts.has(fingerprint)) artifacts.set(fingerprint, yield* store.artifact(fingerprint))
    return { runs, artifacts: [...artifacts.values()], starts, absent: [...absent] }
  })

/** Bundles runs. */
export const bundle = (input: {
  readonly runs: ReadonlyArray<string>
  readonly output: Option.Option<string>
  readonly withParents: boolean
  readonly force: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { absent, artifacts, runs, starts } = yield* Records.withStore("read", gather(input))
    const text = yield* Effect.fromResult(BundleFile.write({ runs, artifacts }, digest)).pipe(
      Effect.mapError((faults) => new Faulty({ faults }))
    )
    const bytes = Buffer.byteLength(text)
    if (bytes > BundleFile.largest) {
      const where = Span.whole(Option.getOrElse(input.output, () => "gongfu bundle"))
      return yield* new Faulty({ faults: [BundleFault.TooLarge(where, { bytes, most: BundleFile.largest })] })
    }
    const written = Option.isNone(input.output)
      ? undefined
      : yield* NewFile.write(session.folder, input.output.value, text, { replace: input.force, keep: session.store })
    const told: SharingText.Bundled = {
      runs: runs
        .toSorted((a, b) => BundleFile.ascending(a.id, b.id))
        .map(({ events, id }) => ({ id, events: events.length, started: starts.get(id)! })),
      artifacts: artifacts.length,
      absent,
      bytes
    }
    if (session.json) {
      yield* print(
        Fingerprint.canonical({
          format,
          ...SharingText.bundledJson(told),
          ...(Option.isSome(input.output) ? { file: input.output.value, written } : { bundle: text })
        })
      )
    } else if (Option.isSome(input.output)) {
      const document = SharingText.bundled(told, input.output.value, session.language)
      yield* print(Document.text(document, session.width, session.palette))
    } else {
      yield* print(text.trimEnd())
      if (absent.length > 0) session.tell(say(session, SharingText.absentParents(absent)))
    }
  })
