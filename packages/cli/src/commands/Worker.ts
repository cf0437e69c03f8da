/**
 * `gongfu worker`: takes shards of ensembles off a queue, on this or any other machine, until it is interrupted. A file
 * of a queue has to be there.
 *
 * Shards of another version of the engine are left for others, and that is said once. A worker that is interrupted
 * puts back what it has in hand; one that dies loses it to the next after a while.
 */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Scope from "effect/Scope"
import * as Crew from "../ensembles/Crew.ts"
import { Ended, type Failure, Faulty, Refused } from "../session/Failure.ts"
import * as Connection from "../queue/Connection.ts"
import * as QueueFile from "../queue/QueueFile.ts"
import * as QueueUrl from "../queue/QueueUrl.ts"
import { type Open, type QueueError, ShardStore } from "../queue/ShardStore.ts"
import * as Task from "../queue/Task.ts"
import * as Work from "../queue/Work.ts"
import * as Notice from "../render/Notice.ts"
import * as ShardText from "../render/ShardText.ts"
import * as Left from "../session/Left.ts"
import * as Format from "../session/Format.ts"
import { say, Session } from "../session/Session.ts"
import { threadFaults } from "./Ensemble.ts"

/** What a worker is started with. */
export interface Input {
  readonly queue: string | undefined
  readonly threads: number | undefined
  readonly untilEmpty: boolean
}

const otherVersion = ({ ensemble, version }: Open): Refused => {
  const [own, other] = [Task.readVersion(Task.version), Task.readVersion(version)].map((one) =>
    Option.match(one, {
      onNone: () => "?",
      onSome: ({ engine, format: layout, sampling }) => `${Fingerprint.short(engine)}/${sampling}/${layout}`
    })
  )
  return new Refused({
    kind: "WorkerOfOtherVersion",
    problem: {
      en: `the shards of ${ensemble} are refused: they are of version ${other} (engine/sampling/format), this worker is ${own}`,
      zh: `拒绝 ${ensemble} 的分片：其版本为 ${other}（引擎/抽样/格式），本工作进程为 ${own}`
    },
    remedy: {
      en: "they are left for others; start a worker of the version that asked for them",
      zh: "已留给其他工作进程；请启动与提交命令版本相同的工作进程"
    }
  })
}

const badTask = ({ ensemble }: Open): Refused =>
  new Refused({
    kind: "TaskUnreadable",
    problem: {
      en: `the shards of ${ensemble} are refused: what is asked cannot be read, or is not what it was`,
      zh: `拒绝 ${ensemble} 的分片：任务无法解读，或已被改动`
    },
    remedy: { en: "they are left for others", zh: "已留给其他工作进程" }
  })

/** Works at one ensemble until its queue has nothing; its threads end then. */
const workAt = (open: Open, threads: number | undefined, tell: (done: Work.Done) => void) =>
  Effect.gen(function* () {
    const store = yield* ShardStore
    const scope = yield* Scope.Scope
    const crew = yield* Effect.cached(
      Effect.gen(function* () {
        const task = Option.flatMap(Option.fromUndefinedOr(yield* store.task(open.key)), Task.read)
        if (Option.isNone(task)) return yield* badTask(open)
        return yield* Scope.provide(Crew.open(task.value.order, threads, task.value.shape), scope)
      })
    )
    let took = 0
    while ((yield* Work.takeOne(open, crew, tell)) === "worked") took++
    return took
  }).pipe(Effect.scoped)

/** A queue that is away for a moment, because it is started anew or the network is, is waited for. */
const away = {
  schedule: Schedule.spaced("2 seconds"),
  times: 30,
  while: ({ reason }: QueueError) => reason === "unreachable"
}

/** Takes shards. */
export const worker = (input: Input): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const faults = threadFaults(input.threads)
    if (faults.length > 0) return yield* new Faulty({ faults })
    const named = input.queue ?? (session.environment["GONGFU_QUEUE"] || undefined)
    const url = named === undefined ? QueueUrl.besideStore(session.store) : yield* QueueUrl.parse(named)
    const done: Array<Work.Done> = []
    const tell = (one: Work.Done): void => {
      done.push(one)
      if (!session.json) session.print(say(session, ShardText.done(one)))
    }
    const refused = new Map<string, Refused>()
    const refuse = (open: Open, refusal: Refused): void => {
      if (refused.has(open.queue)) return
      refused.set(open.queue, refusal)
      if (!input.untilEmpty) Notice.problems({ ...session, json: false }, [refusal])
    }
    let waits = false
    const waiting = (): void => {
      if (waits) return
      waits = true
      session.tell(
        say(session, {
          en: `nothing to do at ${url.shown} yet: waiting for shards; Ctrl-C ends it`,
          zh: `${url.shown} 暂无分片，等待中；按 Ctrl-C 结束`
        })
      )
    }
    yield* QueueFile.check(url, true)
    yield* Left.elsewhere
    yield* Connection.withQueue(
      url,
      Effect.gen(function* () {
        const store = yield* ShardStore
        for (;;) {
          let took = 0
          for (const open of yield* Effect.retry(store.open, away)) {
            if (open.arrived === open.shards || refused.has(open.queue)) continue
            if (open.version !== Task.version) refuse(open, otherVersion(open))
            else
              took += yield* workAt(open, input.threads, tell).pipe(
                Effect.catchTag("Refused", (refusal) =>
                  Effect.as(
                    Effect.sync(() => refuse(open, refusal)),
                    0
                  )
                )
              )
          }
          if (took === 0 && input.untilEmpty) return
          if (took > 0) continue
          waiting()
          yield* Effect.sleep("1 second")
        }
      })
    )
    const refusals = [...refused.values()].map(({ kind, problem, remedy }) => ({ kind, problem, remedy }))
    if (session.json)
      session.print(Format.line("worker", { shards: done, ...(refusals.length > 0 ? { errors: refusals } : {}) }))
    else {
      session.print(say(session, ShardText.nothingLeft(done.length)))
      Notice.problems(session, refusals)
    }
    if (refusals.length > 0) return yield* new Ended({ code: 1 })
  })
