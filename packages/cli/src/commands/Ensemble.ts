/**
 * `gongfu ensemble`: many runs of a scenario over the ranges of its assumptions, told as quantiles and probabilities.
 *
 * Everything is checked before the first member. Several scenarios are carried out on the same draws, and held against
 * each other. What is recorded is the design and the summary: `ensemble member` gives any member as a run.
 */
import type * as Fault from "@gongfu/core/document/Fault"
import * as EnsembleEvent from "@gongfu/core/ensemble/EnsembleEvent"
import type * as Layout from "@gongfu/core/ensemble/Layout"
import * as LayoutFault from "@gongfu/core/ensemble/LayoutFault"
import * as Shards from "@gongfu/core/ensemble/Shards"
import type * as Design from "@gongfu/core/sampling/Design"
import * as Effect from "effect/Effect"
import * as Choose from "../options/Choose.ts"
import * as Crew from "../ensembles/Crew.ts"
import * as Ensembles from "../ensembles/Ensembles.ts"
import { type Failure, Faulty } from "../session/Failure.ts"
import * as Interruption from "../session/Interruption.ts"
import * as Left from "../session/Left.ts"
import * as LongWork from "../session/LongWork.ts"
import * as Load from "../places/Load.ts"
import * as Limits from "../options/Limits.ts"
import * as OptionRange from "../options/OptionRange.ts"
import * as Pairs from "../ensembles/Pairs.ts"
import type { Services } from "../queue/Connection.ts"
import * as NamedFile from "../places/NamedFile.ts"
import * as Records from "../records/Records.ts"
import * as Document from "../render/Document.ts"
import * as EnsembleJson from "../render/EnsembleJson.ts"
import * as EnsembleText from "../render/EnsembleText.ts"
import * as PairedJson from "../render/PairedJson.ts"
import * as PairedText from "../render/PairedText.ts"
import * as ShardText from "../render/ShardText.ts"
import * as Format from "../session/Format.ts"
import { say, Session } from "../session/Session.ts"

/** What an ensemble is asked for with. */
export interface Input {
  readonly files: ReadonlyArray<string>
  readonly members: number
  readonly seed: number
  readonly sampler: Design.Sampler
  readonly indicators: ReadonlyArray<string>
  readonly threads: number | undefined
  /** In how many shards; not in shards where it is left out. */
  readonly shards?: number | undefined
  /** Where the shards are; beside the store where it is left out. */
  readonly queue?: string | undefined
  /** Whether all the work is left to workers. */
  readonly wait?: boolean | undefined
  /** The folder that members are written into as Parquet, if they are. */
  readonly parquet?: string | undefined
  readonly markdown: boolean
  readonly brief: boolean
}

/** What is wrong with a number of threads. */
export const threadFaults = (threads: number | undefined): ReadonlyArray<Fault.Fault> =>
  OptionRange.within("--threads", threads, Limits.threads)

/** What is wrong with numbers of options. */
export const optionFaults = ({
  members,
  seed,
  shards,
  threads
}: Pick<Input, "members" | "seed" | "shards" | "threads">): ReadonlyArray<Fault.Fault> => [
  ...OptionRange.within("--members", members, Limits.members),
  ...OptionRange.within("--seed", seed, Limits.seed),
  ...threadFaults(threads),
  ...OptionRange.whole("--shards", shards, 1, Shards.most)
]

/** Several ensembles of one place held against each other; nothing for one, or where there are too many members. */
const pairedOf = (
  shown: ReadonlyArray<EnsembleText.Shown>,
  orders: ReadonlyArray<Crew.Order>,
  carried: ReadonlyArray<Crew.Carried>,
  threads: number | undefined,
  brief: boolean
): Effect.Effect<PairedText.Shown | undefined, never, Session> =>
  Effect.gen(function* () {
    const [first] = shown
    const { model, targets } = first!.place.fingerprints
    const isSamePlace = shown.every(
      ({ place: { fingerprints } }) => fingerprints.model === model && fingerprints.targets === targets
    )
    if (shown.length < 2 || !isSamePlace) return undefined
    const found = yield* Pairs.isKept(carried) ? Effect.succeed(Pairs.hold(carried)) : Pairs.of(orders, threads)
    const headline = new Set(first!.place.headline.map(({ name }) => name))
    const told = found.targets.filter(({ target }) => !brief || headline.has(target.indicator.name))
    return { place: first!.place, sides: shown, all: false, ...found, targets: told }
  }).pipe(
    Effect.catchTag("Refused", ({ problem, remedy }) =>
      Session.use((session) =>
        Effect.sync(() => session.tell(`${say(session, problem)}\n  ${say(session, remedy)}`))
      ).pipe(Effect.as(undefined))
    )
  )

/** What is carried out, and what to do once all of it is on record. */
interface Outcome {
  readonly carried: ReadonlyArray<Crew.Carried>
  readonly end: Effect.Effect<void>
}

/** Carries out orders at a stroke: one that is interrupted has to begin anew, and says what would not. */
const whole = (orders: ReadonlyArray<Crew.Order>, threads: number | undefined) =>
  Ensembles.carriedOut(orders, threads).pipe(Effect.onInterrupt(() => Interruption.tellOwn(ShardText.interruptedWhole)))

type Order = Crew.Order & { readonly layout: Extract<Layout.Layout, { readonly kind: "design" }> }

/** As many shards as a queue gets where it is not said. */
const usualShards = 64

/** Carries out orders in shards, and records what came of them with `use`. */
const inShards = <A>(
  orders: ReadonlyArray<Order>,
  input: Input,
  idOf: (order: Order) => string,
  use: (outcome: Outcome) => Effect.Effect<A, Failure, Session>
): Effect.Effect<A, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const [Connection, QueueFile, QueueUrl, Sharded] = yield* Effect.promise(() =>
      Promise.all([
        import("../queue/Connection.ts"),
        import("../queue/QueueFile.ts"),
        import("../queue/QueueUrl.ts"),
        import("../queue/Sharded.ts")
      ])
    )
    const { shards = usualShards, threads, wait = false } = input
    const asked = input.shards ?? 1
    const named = input.queue ?? (session.environment["GONGFU_QUEUE"] || undefined)
    const url = named === undefined ? QueueUrl.besideStore(session.store) : yield* QueueUrl.parse(named)
    yield* QueueFile.check(url, false)
    yield* Left.elsewhere
    return yield* Connection.withQueue(
      url,
      Effect.gen(function* () {
        const submitted = yield* Effect.forEach(orders, (order) => Sharded.submit(order, idOf(order), shards))
        for (const { open } of submitted)
          session.tell(say(session, ShardText.submitted(open, { shards: asked, members: input.members }, url.shown)))
        session.tell(say(session, ShardText.invitation(url.shown)))
        const carried = yield* LongWork.told(Ensembles.membersDone, input.members * orders.length, (tell) =>
          Effect.forEach(submitted, (one, i) =>
            Sharded.finish(one, { threads, waits: wait }, (done) => tell(input.members * i + done))
          )
        ).pipe(Effect.onInterrupt(() => Interruption.tellOwn(ShardText.interrupted(url.shown))))
        const context = yield* Effect.context<Services>()
        return yield* use({ carried, end: Effect.provideContext(Sharded.end(submitted), context) })
      })
    )
  })

const memberFiles = Effect.promise(() => import("../ensembles/MemberFiles.ts"))

/** Carries out ensembles. */
export const ensemble = (input: Input): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, store, width } = session
    const { members, sampler, seed, threads } = input
    const faults = optionFaults(input)
    if (faults.length > 0) return yield* new Faulty({ faults })
    const loaded = yield* Load.scenarios(NamedFile.meant(input.files))
    yield* Records.ready
    const chosen = input.indicators.length > 0
    const design: Design.Design = { members, sampler, seed }
    const orders = yield* Effect.forEach(loaded, ({ place, scenario }) =>
      Effect.map(Choose.indicators(place.model, input.indicators), (indicators): Order => ({
        place,
        scenario,
        layout: { kind: "design", design },
        indicators: chosen ? indicators : Ensembles.computed(place)
      }))
    )
    const misfits = orders.flatMap((order) => LayoutFault.of(order.layout, Crew.planOf(order).axes.length))
    if (misfits.length > 0) return yield* new Faulty({ faults: misfits })
    const idOf = (order: Order): string => EnsembleEvent.idOf(Ensembles.startedOf(order, design, chosen))
    if (input.parquet !== undefined)
      yield* (yield* memberFiles).check(
        input.parquet,
        orders.map((order) => ({ id: idOf(order), order }))
      )
    const record = ({ carried, end }: Outcome) =>
      Effect.gen(function* () {
        const recorded = yield* Records.withStore(
          "write",
          Effect.forEach(orders, (order, i) => {
            const { place, scenario } = order
            const events = Ensembles.eventsOf(order, design, chosen, carried[i]!)
            const [started, summarised] = events
            const one = { id: EnsembleEvent.idOf(started), place, scenario, started, summarised }
            return Effect.map(Ensembles.record(order, events), (onRecord) =>
              Ensembles.shownOf(one, { onRecord, store })
            )
          })
        )
        yield* end
        return { carried, shown: recorded }
      })
    const isSharded = input.shards !== undefined || input.queue !== undefined
    const { carried, shown } = yield* isSharded
      ? inShards(orders, input, idOf, record)
      : record({ carried: yield* whole(orders, threads), end: Effect.void })
    if (input.parquet !== undefined) {
      const MemberFiles = yield* memberFiles
      const written = shown.map(({ id }, i) => ({ id, order: orders[i]! }))
      yield* MemberFiles.write(input.parquet, written)
    }
    const paired = yield* pairedOf(shown, orders, carried, threads, input.brief && !session.json)
    if (session.json) {
      const comparison = paired === undefined ? {} : { comparison: PairedJson.of(paired) }
      session.print(Format.line("ensemble", { ensembles: shown.map(EnsembleJson.of), ...comparison }))
      return
    }
    const comparison = paired === undefined ? [] : [PairedText.blocks(paired, language)]
    const documents = shown.map((one, i): Document.Document =>
      EnsembleText.document(
        one,
        { indicators: chosen ? orders[i]!.indicators : one.place.headline, brief: input.brief },
        language,
        palette
      )
    )
    session.print(
      input.markdown
        ? [...documents, ...comparison].map((document) => Document.markdown(document)).join("\n\n")
        : [...documents, ...comparison].map((document) => Document.text(document, width, palette)).join("\n\n\n")
    )
  })
