/**
 * Ensembles carried out by several threads.
 *
 * A thread for each processor takes one block of members after the other from one list; what each gathered is joined in
 * the end, and the tally does not depend on who did what. This thread only waits and tells how far they are, so that an
 * interruption is heard at once. Where there is little to do or no thread can be had, and what a thread that died has
 * left, this thread does itself.
 */
import { availableParallelism } from "node:os"
import type { Worker } from "node:worker_threads"
import { isMainThread, parentPort, workerData } from "node:worker_threads"
import * as Ensemble from "@gongfu/core/ensemble/Ensemble"
import * as Axis from "@gongfu/core/ensemble/Axis"
import type { Layout } from "@gongfu/core/ensemble/Layout"
import * as EnsemblePlan from "@gongfu/core/ensemble/Plan"
import * as Tally from "@gongfu/core/ensemble/Tally"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Lanes from "@gongfu/core/model/Lanes"
import * as Kernel from "@gongfu/core/model/Kernel"
import type * as Place from "@gongfu/core/place/Place"
import * as PlaceData from "@gongfu/core/place/PlaceData"
import * as Instance from "@gongfu/core/wasm/Instance"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Threads from "../threads/Threads.ts"

/** Members to carry out. */
export interface Order {
  readonly place: Place.Place
  readonly scenario: Scenario
  readonly layout: Layout
  readonly indicators: ReadonlyArray<Indicator.Indicator>
  /** The levers that vary, and nothing else; where it is left out, the assumptions that the scenario leaves free. */
  readonly levers?: ReadonlyArray<string> | undefined
  /** The years in which indicators are noted; all where it is left out. */
  readonly noted?: ReadonlyArray<number> | undefined
}

/** What came of it. */
export interface Carried {
  readonly plan: EnsemblePlan.Plan
  readonly shape: Tally.Shape
  readonly part: Tally.Part
}

/** What a thread is started with, and known by. */
interface Start extends Omit<Order, "place" | "indicators"> {
  readonly gongfu: "ensemble"
  readonly place: PlaceData.PlaceData
  readonly documents: PlaceData.Documents
  /** The code of the place's kernel. */
  readonly code: string
  readonly indicators: ReadonlyArray<string>
  readonly module: Uint8Array | undefined
  readonly shape: Tally.Shape
}

/** Blocks that threads are to share out among them; both counters are shared. */
interface Work {
  /** The block that is to be taken next. */
  readonly next: Int32Array
  /** The one after the last. */
  readonly end: number
  /** How many members have been carried out. */
  readonly done: Int32Array
}

/** Blocks from `first` up to but not including `end`. */
export interface Range {
  readonly first: number
  readonly end: number
}

/** Threads that stand ready for the blocks of one order. */
export interface Crew {
  readonly plan: EnsemblePlan.Plan
  readonly shape: Tally.Shape
  /** Carries out some blocks; `tell` hears now and then how many of their members have been carried out. */
  readonly carryOut: (range: Range, tell: (done: number) => void) => Effect.Effect<Tally.Part>
}

/** Starting a thread takes as long as some hundreds of members of a large model. */
const fewest = 512

/** How often progress is told while threads work, in milliseconds. */
const often = 100

/** The plan of an order. */
export const planOf = ({ levers, place, ...order }: Order): EnsemblePlan.Plan =>
  EnsemblePlan.of({
    ...order,
    kernel: place.kernel,
    targets: place.targets.all,
    axes: levers?.flatMap((name) => Axis.ofLever(place.model.variable.get(name)!) ?? [])
  })

/** Making a module of a model in WebAssembly takes as long as some thousands of members in JavaScript. */
const worthAModule = 4096

/** The module of a plan's kernel, where there is enough to do and the host carries it out. */
const moduleFor = (plan: EnsemblePlan.Plan): Effect.Effect<Uint8Array | undefined> =>
  EnsemblePlan.membersOf(plan) < worthAModule || !Instance.isSupported()
    ? Effect.undefined
    : Effect.promise(async () => {
        const { assemble } = await import("@gongfu/core/wasm/WasmKernel")
        return assemble(plan.kernel.model)
      })

/** The quickest lanes for a plan in this thread. */
export const lanesFor = (plan: EnsemblePlan.Plan): Effect.Effect<Lanes.Lanes> =>
  Effect.flatMap(moduleFor(plan), (module) => Effect.promise(() => lanesOf(plan, module)))

/** The shape of an order's parts. */
export const shapeOf = (order: Order): Effect.Effect<Tally.Shape> => {
  const plan = planOf(order)
  return Effect.map(lanesFor(plan), (lanes) => Ensemble.shapeOf(plan, lanes))
}

const lanesOf = async (plan: EnsemblePlan.Plan, module: Uint8Array | undefined): Promise<Lanes.Lanes> =>
  module === undefined
    ? Lanes.javaScript(plan.kernel, plan.years.length)
    : Instance.instantiate(module, plan.kernel.model, plan.years.length)

const shared = (): Int32Array => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))

/** How many threads do the work; 0 where this one does. */
const threadsFor = (members: number, asked: number | undefined): number =>
  !Threads.isStart(import.meta.url) || asked === 1 || (asked === undefined && members < fewest)
    ? 0
    : Math.min(asked ?? availableParallelism(), Tally.blocksOf(members).count)

const buffers = ({
  blocks,
  counts,
  failures,
  high,
  low,
  margins,
  met,
  reached
}: Tally.Part): ReadonlyArray<ArrayBuffer> =>
  [
    low,
    high,
    reached,
    counts,
    margins.counts,
    margins.least,
    margins.greatest,
    margins.atLeast,
    margins.atGreatest,
    met,
    failures,
    ...blocks.flatMap(({ kept, sums }) => [sums, ...(kept === undefined ? [] : [kept])])
  ]
    .map(({ buffer }) => buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer)

/** A thread that stands ready: what it makes of its share of some blocks, nothing when it died. */
type Thread = (work: Work) => Promise<ReadonlyArray<Tally.Part>>

/** Starts a thread, which ends with the scope. One that the machine does not give is like one that died. */
const thread = (start: Start): Effect.Effect<Thread, never, Scope.Scope> => {
  const answering = (worker: Worker): Thread => {
    let alive = true
    let answer: (parts: ReadonlyArray<Tally.Part>) => void = () => {}
    const die = (): void => {
      alive = false
      answer([])
    }
    worker.on("message", (part: Tally.Part) => answer([part]))
    worker.on("error", die)
    worker.on("exit", die)
    return (work) =>
      new Promise((resolve) => {
        answer = resolve
        if (alive) worker.postMessage(work, [])
        else resolve([])
      })
  }
  return Threads.start(import.meta.url, { workerData: start }, answering, () => Promise.resolve([]))
}

/** Carries out blocks in this thread, which may be interrupted between two steps. */
const alone = (
  plan: EnsemblePlan.Plan,
  shape: Tally.Shape,
  lanes: Lanes.Lanes,
  blocks: ReadonlyArray<number>,
  tell: (members: number) => void
): Effect.Effect<Tally.Part> =>
  Effect.gen(function* () {
    const worker = Ensemble.worker(plan, shape, lanes)
    for (const index of blocks)
      for (const members of worker.block(index)) {
        tell(members)
        yield* Effect.yieldNow
      }
    return worker.part()
  })

/**
 * Makes threads ready for an order. `threads` is how many may work at it, one for each processor when left out; `shape`
 * spares working it out where it is known. They end with the scope.
 */
export const open = (
  order: Order,
  threads: number | undefined,
  shape?: Tally.Shape
): Effect.Effect<Crew, never, Scope.Scope> =>
  Effect.gen(function* () {
    const plan = planOf(order)
    const module = yield* moduleFor(plan)
    const lanes = yield* Effect.promise(() => lanesOf(plan, module))
    const shapeOfAll = shape ?? Ensemble.shapeOf(plan, lanes)
    const start = (): Start => ({
      ...order,
      gongfu: "ensemble",
      place: PlaceData.of(order.place),
      documents: PlaceData.documents(order.place),
      code: Kernel.code(order.place.model),
      indicators: order.indicators.map(({ name }) => name),
      module,
      shape: shapeOfAll
    })
    const size = threadsFor(EnsemblePlan.membersOf(plan), threads)
    const crew = yield* Effect.forEach(Array.from({ length: size }), () => thread(start()))
    const carryOutRange = ({ end, first }: Range, tell: (done: number) => void): Effect.Effect<Tally.Part> =>
      Effect.gen(function* () {
        const [next, done] = [shared(), shared()]
        Atomics.store(next, 0, first)
        yield* Effect.acquireRelease(
          Effect.sync(() => setInterval(() => tell(Atomics.load(done, 0)), often)),
          (timer) => Effect.sync(() => clearInterval(timer))
        )
        const parts = (yield* Effect.forEach(crew, (share) => Effect.promise(() => share({ next, end, done })), {
          concurrency: "unbounded"
        })).flat()
        const carried = new Set(parts.flatMap(({ blocks }) => blocks.map(({ index }) => index)))
        const left = Array.from({ length: end - first }, (_, i) => first + i).filter((index) => !carried.has(index))
        const own =
          left.length === 0
            ? []
            : [yield* alone(plan, shapeOfAll, lanes, left, (members) => tell(Atomics.add(done, 0, members)))]
        return Tally.join([...parts, ...own])
      }).pipe(Effect.scoped)
    return { plan, shape: shapeOfAll, carryOut: carryOutRange }
  })

/**
 * Carries out an ensemble. `threads` is how many may work at it, one for each processor when left out; `tell` hears now
 * and then how many members have been carried out.
 */
export const carryOut = (
  order: Order,
  threads: number | undefined,
  tell: (done: number) => void
): Effect.Effect<Carried> =>
  Effect.gen(function* () {
    const crew = yield* open(order, threads)
    const { plan, shape } = crew
    const { count } = Tally.blocksOf(EnsemblePlan.membersOf(plan))
    return { plan, shape, part: yield* crew.carryOut({ first: 0, end: count }, tell) }
  }).pipe(Effect.scoped)

const isStart = (data: unknown): data is Start =>
  typeof data === "object" && data !== null && "gongfu" in data && data.gongfu === "ensemble"

if (!isMainThread && isStart(workerData)) {
  const { code, documents, indicators, module, place: data, shape, ...order } = workerData
  const place = PlaceData.toPlace(data, { code: () => code, documents: () => documents })
  const chosen = indicators.map((name) => Indicator.find(place.model, name)!)
  const plan = planOf({ ...order, place, indicators: chosen })
  const lanes = await lanesOf(plan, module)
  parentPort?.on("message", ({ done, end, next }: Work) => {
    const worker = Ensemble.worker(plan, shape, lanes)
    for (let index = Atomics.add(next, 0, 1); index < end; index = Atomics.add(next, 0, 1))
      for (const members of worker.block(index)) Atomics.add(done, 0, members)
    const part = worker.part()
    parentPort?.postMessage(part, [...buffers(part)])
  })
}
