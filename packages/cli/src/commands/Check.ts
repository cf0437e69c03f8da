/**
 * `gongfu check`: scenarios held against their locks.
 *
 * Each scenario is carried out again, by itself: the faults of one do not keep the others from being checked. Where
 * the store has the run that a lock speaks of, that run and the one of now are compared in full; nothing is recorded.
 * The locks are those beside the scenarios, or those of another copy of the folder.
 *
 * Ends with code 0 when all is the same, every run reaches its last year and every expectation holds, 1 when something
 * has faults, else 2.
 */
import * as Compare from "@gongfu/core/analysis/Compare"
import * as Standing from "@gongfu/core/lock/Standing"
import { EventStore } from "@gongfu/core/store/EventStore"
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Ended, type Failure } from "../session/Failure.ts"
import * as Against from "../places/Against.ts"
import * as Locks from "../places/Locks.ts"
import * as Renamed from "../places/Renamed.ts"
import * as Records from "../records/Records.ts"
import * as CheckJson from "../render/CheckJson.ts"
import * as CheckText from "../render/CheckText.ts"
import * as Document from "../render/Document.ts"
import * as Judged from "../render/Judged.ts"
import * as NextStep from "../render/NextStep.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

/** The run that a lock speaks of, held against the one of now, where that run is on record. */
const compared = ({
  carried,
  standing
}: Judged.Judged): Effect.Effect<Judged.Judged["comparison"], never, EventStore> =>
  Effect.gen(function* () {
    const { difference, locked } = standing
    if (carried === undefined || locked === undefined || difference === undefined) return undefined
    const { place, run, scenario } = carried
    if (locked.run === run.id) return undefined
    const store = yield* EventStore
    if ((yield* store.head(locked.run)).version === 0) return undefined
    const then = yield* Records.read(locked.run)
    const before = { ...then, title: then.scenario.title, model: then.place.model, targets: then.place.targets }
    const now = { id: run.id, title: scenario.title, events: run.events, model: place.model, targets: place.targets }
    return Compare.of([before, now], { headline: place.headline.map(({ name }) => name) })
  }).pipe(Effect.orElseSucceed(() => "unreadable" as const))

const withComparisons = (
  all: ReadonlyArray<Judged.Judged>
): Effect.Effect<ReadonlyArray<Judged.Judged>, Failure, Session> =>
  Effect.gen(function* () {
    const { folder, store } = yield* Session
    const differs = ({ standing }: Judged.Judged) => ["changed", "broken"].includes(standing.name)
    if (!all.some(differs) || !existsSync(resolve(folder, store))) return all
    return yield* Records.withStore(
      "read",
      Effect.forEach(all, (one) =>
        differs(one) ? Effect.map(compared(one), (comparison) => ({ ...one, comparison })) : Effect.succeed(one)
      )
    ).pipe(
      // A store that cannot be used keeps nobody from a check; that it cannot is told.
      Effect.orElseSucceed(() => all.map((one) => (differs(one) ? { ...one, comparison: "unreadable" as const } : one)))
    )
  })

/** Checks. */
export const check = (input: {
  readonly paths: ReadonlyArray<string>
  readonly against: Option.Option<string>
  readonly markdown: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, width } = session
    const paths = yield* Locks.withShipped(input.paths.length === 0 ? ["."] : input.paths)
    const against = Option.isSome(input.against)
    const pairs = yield* against ? Against.find(paths, input.against.value) : Locks.find(paths)
    const projected = yield* Locks.project(pairs)
    const judged = yield* Effect.forEach(projected, ({ carried, found, pair }) =>
      Effect.map(Locks.read(pair), (lock) => ({
        pair,
        carried,
        standing: Standing.of(found, lock),
        lock
      }))
    )
    const renamed = Renamed.of(judged)
    const all = yield* withComparisons(
      judged.map(({ carried, pair, standing }): Judged.Judged => ({
        pair,
        carried,
        standing,
        comparison: undefined,
        renamed: renamed.get(pair),
        against
      }))
    )
    if (session.json) session.print(Format.line("check", CheckJson.of(all)))
    else {
      const document = NextStep.inDocument(
        session,
        CheckText.document(all, input.markdown ? "markdown" : "text", language, palette)
      )
      session.print(input.markdown ? Document.markdown(document) : Document.text(document, width, palette))
    }
    if (all.some(({ standing }) => Standing.isError(standing))) return yield* new Ended({ code: 1 })
    if (!all.every(Judged.isGood)) return yield* new Ended({ code: 2 })
  })
