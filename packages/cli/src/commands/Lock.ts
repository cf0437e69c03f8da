/**
 * `gongfu lock`: writes beside each scenario what it comes to, for a review to see.
 *
 * Nothing is written when any of the scenarios has a fault. A lock without its scenario is told and left. A lock that says already what it should is left alone.
 * The language of the session is not in a lock.
 *
 * Ends with code 0; with 2 when a run stopped or an expectation does not hold, which the lock then says.
 */
import * as Lock from "@gongfu/core/lock/Lock"
import * as LockFile from "@gongfu/core/lock/LockFile"
import * as Verdict from "@gongfu/core/run/Verdict"
import * as AtomicWrite from "@gongfu/scenarios/AtomicWrite"
import * as Effect from "effect/Effect"
import { Ended, type Failure, Faulty } from "../session/Failure.ts"
import * as Left from "../session/Left.ts"
import * as Load from "../places/Load.ts"
import * as Locks from "../places/Locks.ts"
import * as Document from "../render/Document.ts"
import * as LockJson from "../render/LockJson.ts"
import * as LockText from "../render/LockText.ts"
import * as Format from "../session/Format.ts"
import { say, Session } from "../session/Session.ts"

/** Writes locks. */
export const lock = (input: { readonly paths: ReadonlyArray<string> }): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, width } = session
    yield* Locks.refuseShipped(input.paths)
    const named = yield* Locks.find(input.paths)
    const pairs = named.filter(({ hasScenario }) => hasScenario)
    const orphaned = named.filter(({ hasScenario }) => !hasScenario).map((pair) => pair.lock)
    if (pairs.length === 0) return yield* new Faulty({ faults: orphaned.map(Load.lockAlone) })
    const projected = yield* Locks.project(pairs)
    const faults = projected.flatMap(({ found }) => (found !== undefined && "faults" in found ? found.faults : []))
    if (faults.length > 0) return yield* new Faulty({ faults: Load.distinct(faults) })
    const all = yield* Effect.forEach(projected, ({ carried, pair }) =>
      Effect.map(Locks.read(pair), (before): LockText.Written => {
        const isSame =
          before !== undefined && "lock" in before && before.intact && Lock.equal(before.lock, carried!.lock)
        return { pair, carried: carried!, written: isSame ? "unchanged" : before === undefined ? "new" : "updated" }
      })
    )
    const texts = all
      .filter(({ written }) => written !== "unchanged")
      .map(({ carried, pair }) => ({ path: pair.lock, text: LockFile.text(carried.lock) }))
    yield* Left.elsewhere
    yield* AtomicWrite.all(texts).pipe(Effect.mapError((unwritable) => new Faulty({ faults: unwritable })))
    if (session.json)
      session.print(
        Format.line("lock", {
          ...(orphaned.length > 0 && { orphaned }),
          locks: all.map(({ carried, pair, written }) => ({
            file: pair.scenario,
            lock: pair.lock,
            written,
            lapses: carried.lapses,
            content: LockJson.of(carried.lock)
          }))
        })
      )
    else {
      for (const path of orphaned) session.tell(say(session, LockText.orphaned(path)))
      session.print(Document.text(LockText.document(all, language, palette), width, palette))
    }
    const sound = all.every(
      ({ carried: { run, verdicts } }) => run.state.status === "completed" && Verdict.allHold(verdicts)
    )
    if (!sound) return yield* new Ended({ code: 2 })
  })
