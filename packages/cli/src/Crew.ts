/**
 * Ensembles carried out by several threads.
 *
 * A thread for each processor takes one block of members after the other from one list; what each gathered is joined in
 * the end, and the tally does not depend on who did what. This thread only waits and tells how far they are, so that an
 * interruption is heard at once. Where there is little to do or no thread can be had, and what a thread that died has
 * left, this thread does itself.
 */
import { availableParallelism } from "node:os"
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads"
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

/** One column of members that are kept: the number of each, in their order. */
export const column = ({ part, plan }: Carried, index: number): Float64Array => {
  const columns = EnsemblePlan.columnsOf(plan)
  const values = new Float64Array(EnsemblePlan.membersOf(plan))
  let next = 0
  for (const { count, rows } of part.blocks)
    for (let member = 0; member < count; member++) values[next++] = rows![member * columns + index]!
  return values
}

/** What a thread is started with, and known by; both counters are shared. */
interface Start extends Omit<Order, "place" | "indicators"> {
  readonly gongfu: "ensemble"
  readonly place: PlaceData.PlaceData
  /** The code of the place's kernel. */
  readonly code: string
  readonly indicators: ReadonlyArray<string>
  readonly module: Uint8Array | undefined
  readonly shape: Tally.Shape
  /** The block that is to be taken next. */
  readonly next: Int32Array
  /** How many members have been carried out. */
  readonly done: Int32Array
}

/** Starting a thread takes as long as some hundreds of members of a large model. */
const fewest = 512

/** As many threads as may be asked for. */
export const mostThreads = 64

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
    ? Effect.succeed(undefined)
    : Effect.promise(async () => {
        const { assemble } = await import("@gongfu/core/wasm/WasmKernel")
        return assemble(plan.kernel.model)
      })

const lanesOf = async (plan: EnsemblePlan.Plan, module: Uint8Array | undefined): Promise<Lanes.Lanes> =>
  module === undefined
    ? Lanes.javaScript(plan.kernel, plan.years.length)
    : Instance.instantiate(module, plan.kernel.model, plan.years.length)

const shared = (): Int32Array => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))

/** Whether threads can be had: in the sources there is no file that one could be started from. */
const hasThreads = import.meta.url.endsWith(".mjs")

/** How many threads do the work; 0 where this one does. */
const threadsFor = (members: number, asked: number | undefined): number =>
  !hasThreads || asked === 1 || (asked === undefined && members < fewest)
    ? 0
    : Math.min(asked ?? availableParallelism(), Tally.blocksOf(members).count)

const buffers = ({ blocks, counts, failures, high, low, met, reached }: Tally.Part): ReadonlyArray<ArrayBuffer> =>
  [
    low,
    high,
    reached,
    counts,
    met,
    failures,
    ...blocks.flatMap(({ rows, sums }) => [sums, ...(rows === undefined ? [] : [rows])])
  ]
    .map(({ buffer }) => buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer)

/** A thread at work: its part, nothing when it died. It ends with the scope. */
const thread = (start: Start): Effect.Effect<Effect.Effect<ReadonlyArray<Tally.Part>>, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const worker = new Worker(new URL(import.meta.url), { workerData: start })
      const part = new Promise<ReadonlyArray<Tally.Part>>((resolve) => {
        worker.once("message", (told: Tally.Part) => resolve([told]))
        worker.once("error", () => resolve([]))
        worker.once("exit", () => resolve([]))
      })
      return { worker, part }
    }),
    ({ worker }) => Effect.promise(() => worker.terminate())
  ).pipe(Effect.map(({ part }) => Effect.promise(() => part)))

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
 * Carries out an ensemble. `threads` is how many may work at it, one for each processor when left out; `tell` hears now
 * and then how many members have been carried out.
 */
export const carryOut = (
  order: Order,
  threads: number | undefined,
  tell: (done: number) => void
): Effect.Effect<Carried> =>
  Effect.gen(function* () {
    const plan = planOf(order)
    const module = yield* moduleFor(plan)
    const lanes = yield* Effect.promise(() => lanesOf(plan, module))
    const shape = Ensemble.shapeOf(plan, lanes)
    const all = EnsemblePlan.membersOf(plan)
    const { count } = Tally.blocksOf(all)
    const [next, done] = [shared(), shared()]
    const start = (): Start => ({
      ...order,
      gongfu: "ensemble",
      place: PlaceData.of(order.place),
      code: Kernel.code(order.place.model),
      indicators: order.indicators.map(({ name }) => name),
      module,
      shape,
      next,
      done
    })
    const size = threadsFor(all, threads)
    const crew = yield* Effect.forEach(Array.from({ length: size }), () => thread(start()))
    yield* Effect.acquireRelease(
      Effect.sync(() => setInterval(() => tell(Atomics.load(done, 0)), often)),
      (timer) => Effect.sync(() => clearInterval(timer))
    )
    const parts = (yield* Effect.all(crew, { concurrency: "unbounded" })).flat()
    const carried = new Set(parts.flatMap(({ blocks }) => blocks.map(({ index }) => index)))
    const left = Array.from({ length: count }, (_, index) => index).filter((index) => !carried.has(index))
    const own =
      left.length === 0
        ? []
        : [yield* alone(plan, shape, lanes, left, (members) => tell(Atomics.add(done, 0, members)))]
    return { plan, shape, part: Tally.join([...parts, ...own]) }
  }).pipe(Effect.scoped)

const isStart = (data: unknown): data is Start =>
  typeof data === "object" && data !== null && "gongfu" in data && data.gongfu === "ensemble"

if (!isMainThread && isStart(workerData)) {
  const { code, done, indicators, module, next, place: data, shape, ...order } = workerData
  const place = PlaceData.toPlace(data, () => code)
  const chosen = indicators.map((name) => Indicator.find(place.model, name)!)
  const plan = planOf({ ...order, place, indicators: chosen })
  const worker = Ensemble.worker(plan, shape, await lanesOf(plan, module))
  const { count } = Tally.blocksOf(EnsemblePlan.membersOf(plan))
  for (let index = Atomics.add(next, 0, 1); index < count; index = Atomics.add(next, 0, 1))
    for (const members of worker.block(index)) Atomics.add(done, 0, members)
  const part = worker.part()
  parentPort?.postMessage(part, [...buffers(part)])
}
