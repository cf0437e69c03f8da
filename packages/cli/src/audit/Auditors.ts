/**
 * Runs under audit by several threads.
 *
 * Where there is much to do, a thread for each processor takes one run after the other from one list; what they come to
 * is put in the order of the list. Each thread reads the store by a connection of its own. Where there is little to do
 * or no thread can be had, and what a thread that died has left, this thread does itself.
 */
import { availableParallelism } from "node:os"
import type { Worker } from "node:worker_threads"
import { isMainThread, parentPort, workerData } from "node:worker_threads"
import * as Bytes from "@gongfu/core/run/Bytes"
import type { EventStore } from "@gongfu/core/store/EventStore"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Scope from "effect/Scope"
import * as Audit from "./Audit.ts"
import type { Failure } from "../session/Failure.ts"
import * as Records from "../records/Records.ts"
import { ofProcess, Session } from "../session/Session.ts"
import * as Threads from "../threads/Threads.ts"

/** The list, and the place in it that is to be taken next. */
interface List {
  readonly tasks: ReadonlyArray<Audit.Task>
  readonly next: Int32Array
}

/** What a thread is started with, and known by. */
interface Start extends List {
  readonly gongfu: "audit"
  readonly store: string
}

type Found = ReadonlyArray<readonly [index: number, audited: Audit.Audited]>

/** Starting a thread takes as long as some tens of runs. */
const fewest = 64
const mostThreads = 8

// With less, a thread collects what is gone too often; with more, threads that share a cache are in each other's way.
const resourceLimits = { maxYoungGenerationSizeMb: 32 }

/** How long a thread works before it looks whether it is to stop. */
const spell = 50

/** How often progress is told while threads work, in milliseconds. */
const often = 200

const taken = ({ next, tasks }: List): number => Math.min(Atomics.load(next, 0), tasks.length)

/** Takes from the list until it is empty. */
const work = ({ next, tasks }: List, tell: (taken: number) => void): Effect.Effect<Found, StoreError, EventStore> =>
  Effect.gen(function* () {
    const found: Array<readonly [number, Audit.Audited]> = []
    const room = Bytes.room()
    let begun = performance.now()
    for (;;) {
      const index = Atomics.add(next, 0, 1)
      const task = tasks[index]
      if (task === undefined) return found
      found.push([index, yield* Audit.of(task, room)])
      if (performance.now() - begun < spell) continue
      tell(taken({ next, tasks }))
      yield* Effect.yieldNow
      begun = performance.now()
    }
  })

/** A thread at work on the list: what it found, nothing when it died or there is none. It ends with the scope. */
const thread = (start: Start): Effect.Effect<Effect.Effect<Found>, never, Scope.Scope> => {
  const answerOf = (worker: Worker): Effect.Effect<Found> => {
    const found = new Promise<Found>((resolve) => {
      worker.once("message", resolve)
      worker.once("error", () => resolve([]))
      worker.once("exit", () => resolve([]))
    })
    return Effect.promise(() => found)
  }
  return Threads.start(import.meta.url, { workerData: start, resourceLimits }, answerOf, Effect.succeed([]))
}

/** How many threads do the work. */
const helpers = (tasks: number): number =>
  tasks < fewest || !Threads.isStart(import.meta.url) ? 0 : Math.min(availableParallelism(), mostThreads) - 1

/**
 * Audits runs, in the order of the tasks. `meanwhile` is done by this thread before it takes its first, and `tell`
 * hears now and then how many have been taken.
 */
export const audit = <A>(
  tasks: ReadonlyArray<Audit.Task>,
  meanwhile: Effect.Effect<A, StoreError, EventStore>,
  tell: (taken: number) => void
): Effect.Effect<
  { readonly audited: ReadonlyArray<Audit.Audited>; readonly aside: A },
  StoreError | Failure,
  EventStore | Session
> =>
  Effect.gen(function* () {
    const { store } = yield* Session
    const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
    const list: List = { tasks, next }
    const start: Start = { ...list, gongfu: "audit", store }
    const threads = yield* Effect.forEach(Array.from({ length: helpers(tasks.length) }), () => thread(start))
    const aside = yield* meanwhile
    yield* Effect.acquireRelease(
      Effect.sync(() => setInterval(() => tell(taken(list)), often)),
      (timer) => Effect.sync(() => clearInterval(timer))
    )
    const own = yield* work(list, tell)
    const found = [...own, ...(yield* Effect.all(threads)).flat()]
    const byIndex = new Map(found)
    const room = Bytes.room()
    const audited = yield* Effect.forEach(tasks, (task, index) => {
      const known = byIndex.get(index)
      return known === undefined ? Audit.of(task, room) : Effect.succeed(known)
    })
    return { audited, aside }
  }).pipe(Effect.scoped)

const isStart = (data: unknown): data is Start =>
  typeof data === "object" && data !== null && "gongfu" in data && data.gongfu === "audit"

if (!isMainThread && isStart(workerData)) {
  const start = workerData
  const session = { ...ofProcess([]), store: start.store }
  const found = Records.withStore(
    "read",
    work(start, () => {})
  ).pipe(Effect.provideService(Session, session))
  const exit = await Effect.runPromiseExit(found)
  // What a thread could not do is done again by the one that started it, which can say what is wrong.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(Exit.isSuccess(exit) ? exit.value : [])
}
