/**
 * Carrying a run on that is on record: what is asked of it by hand, and further years.
 *
 * Each step is decided on the run as it stands and appended after it, settings together and each year for itself. When
 * another process was faster the run is read again and the step decided anew, so two who carry on the same run never
 * record a year twice and never see each other's conflict.
 */
import type * as Decider from "@gongfu/core/run/Decider"
import * as RunState from "@gongfu/core/run/RunState"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as Run from "@gongfu/core/run/Run"
import type * as ByHand from "@gongfu/core/scenario/ByHand"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as Seal from "@gongfu/core/store/Seal"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import { type Failure, Refused } from "../session/Failure.ts"
import * as Records from "./Records.ts"

/** A run as it stands on record, ready for what follows. */
interface Standing extends Records.Recorded {
  readonly head: Seal.Head
}

const standing = (id: string): Effect.Effect<Standing, StoreError | Failure, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    // The head first: what comes in between makes the append fail, and the run is read again.
    const head = yield* store.head(id)
    return { ...(yield* Records.read(id)), head }
  })

/** Records events after a run. */
const append = (run: Standing, added: ReadonlyArray<RunEvent>) =>
  Effect.gen(function* () {
    if (added.length === 0) return run
    const store = yield* EventStore
    const head = yield* store.append(yield* Effect.fromResult(Seal.seal(run.id, run.head, added, digest)), [])
    const state = added.reduce(RunState.evolve, run.state)
    return { ...run, head, events: [...run.events, ...added], state }
  })

/** Reads a run and carries it on; a conflict begins it again. */
const carrying = <A>(
  id: string,
  on: (run: Standing) => Effect.Effect<A, StoreError | Failure, EventStore>
): Effect.Effect<A, StoreError | Failure, EventStore> =>
  Effect.retry(Effect.flatMap(standing(id), on), { while: ({ _tag }) => _tag === "VersionConflict" })

const over = ({ id, state }: Records.Recorded): Refused => {
  const failed = state.status === "failed"
  const last = state.trajectory.to
  return new Refused({
    kind: "RunIsOver",
    problem: failed
      ? { en: `run ${id} stopped after ${last} and cannot go on`, zh: `推演 ${id} 在 ${last} 年后中止，不能继续` }
      : { en: `run ${id} has reached its last year, ${last}`, zh: `推演 ${id} 已到最后一年（${last} 年）` },
    remedy: {
      en: `fork it from an earlier year: gongfu fork ${id} --at YEAR`,
      zh: `请从更早的年份分支：gongfu fork ${id} --at 年份`
    }
  })
}

/** The commands of settings by hand. */
export const commandsOf = (
  settings: ReadonlyArray<ByHand.ByHand>,
  reason: string | undefined
): ReadonlyArray<Decider.Command> =>
  settings.map(({ kind, name, to }) => {
    const rest = { to, by: "analyst" as const, ...(reason === undefined ? {} : { reason }) }
    return kind === "lever"
      ? { type: "AdjustLever", lever: name, ...rest }
      : { type: "ChangeAssumption", name, ...rest }
  })

/** The reason that was given when something was set last. */
const reasonOf = (events: ReadonlyArray<RunEvent>, name: string): string | undefined => {
  const last = events.findLast(
    (event) =>
      (event.type === "LeverAdjusted" && event.lever === name) ||
      (event.type === "AssumptionChanged" && event.name === name)
  )
  return last !== undefined && "reason" in last ? last.reason : undefined
}

/** A reason stands with the change that it is for, and there is none. */
const setAlready = (names: ReadonlyArray<string>): Refused =>
  new Refused({
    kind: "SetAlready",
    problem: {
      en: `the reason cannot be recorded: nothing changes in ${names.join(", ")}`,
      zh: `理由无法记录：${names.join("、")} 没有变化`
    },
    remedy: {
      en: "nothing was recorded; a reason is given together with another value",
      zh: "未作记录；理由须与新的取值一并给出"
    }
  })

/** Sets something by hand, for the next year on. `settings` reads what is asked against the run's own model. */
export const adjust = (
  id: string,
  settings: (run: Records.Recorded) => Effect.Effect<ReadonlyArray<ByHand.ByHand>, Failure>,
  reason: string | undefined
): Effect.Effect<{ readonly run: Records.Recorded; readonly added: number }, StoreError | Failure, EventStore> =>
  carrying(id, (run) =>
    Effect.gen(function* () {
      const asked = yield* settings(run)
      if (run.state.status !== "running") return yield* over(run)
      const { events: added } = Run.carryOut(run.place, run.state, commandsOf(asked, reason))
      const unsaid =
        reason === undefined ? [] : asked.filter(({ name }) => reasonOf([...run.events, ...added], name) !== reason)
      if (unsaid.length > 0) return yield* setAlready(unsaid.map(({ name }) => name))
      return { run: yield* append(run, added), added: added.length }
    })
  )

/**
 * Projects further years, each recorded when it is done. `through` gives the last one for a run as it was found first;
 * a run that another process has carried that far already is left as it is.
 */
export const advance = (
  id: string,
  through: (run: Records.Recorded) => Effect.Effect<number, Failure>
): Effect.Effect<Records.Recorded, StoreError | Failure, EventStore> => {
  let until: number | undefined
  return carrying(id, (found) =>
    Effect.gen(function* () {
      if (until === undefined) {
        if (found.state.status !== "running") return yield* over(found)
        until = yield* through(found)
      }
      let run = found
      while (run.state.status === "running" && run.state.trajectory.to < until) {
        const next = run.state.trajectory.to + 1
        const { events } = Run.advance({ ...run.place, digest }, run.scenario, run.state, next)
        run = yield* append(run, events)
      }
      return run
    })
  )
}
