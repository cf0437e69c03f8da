/**
 * Ensembles on record, and how they get there.
 *
 * An ensemble is recorded in one transaction when all of it is done. One that is on record already is not recorded
 * again, and must have come to the same.
 */
import type { Label } from "@gongfu/core/document/Label"
import type { EnsembleStarted, EnsembleSummarised } from "@gongfu/core/ensemble/EnsembleEvent"
import * as EnsembleEvent from "@gongfu/core/ensemble/EnsembleEvent"
import * as EnsemblePlan from "@gongfu/core/ensemble/Plan"
import * as Stopped from "@gongfu/core/ensemble/Stopped"
import * as Summarise from "@gongfu/core/ensemble/Summarise"
import * as Tally from "@gongfu/core/ensemble/Tally"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Place } from "@gongfu/core/place/Place"
import * as Engine from "@gongfu/core/run/Engine"
import type { Design } from "@gongfu/core/sampling/Design"
import * as Philox from "@gongfu/core/sampling/Philox"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as Seal from "@gongfu/core/store/Seal"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import { type Carried, carryOut, type Order, planOf } from "./Crew.ts"
import * as Documents from "../records/Documents.ts"
import { type Failure, Refused } from "../session/Failure.ts"
import * as LongWork from "../session/LongWork.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import type * as EnsembleText from "../render/EnsembleText.ts"
import type { Session } from "../session/Session.ts"

/** An ensemble on record with everything that it was made from. */
export interface Recorded {
  readonly id: string
  readonly place: Place
  readonly scenario: Scenario.Scenario
  readonly started: EnsembleStarted
  readonly summarised: EnsembleSummarised
}

/** What a model computes: what an ensemble tells of where it is not said otherwise. */
export const computed = (place: Place): ReadonlyArray<Indicator.Indicator> =>
  Indicator.all(place.model).filter(({ variable }) => variable.kind === "equation")

/** The beginning of an ensemble of an order. `chosen` says whether its indicators were chosen. */
export const startedOf = (order: Order, design: Design, chosen: boolean): EnsembleStarted => {
  const { indicators, place, scenario } = order
  const plan = planOf(order)
  const isKept = Tally.isKept(EnsemblePlan.membersOf(plan), EnsemblePlan.columnsOf(plan))
  return {
    type: "EnsembleStarted",
    schema: 1,
    scenario: scenario.name,
    from: place.model.years.from,
    to: scenario.years.to,
    design: { ...design, generator: Philox.name, sampling: EnsembleEvent.sampling },
    axes: plan.axes.map(({ variable }) => variable.name),
    ...(chosen ? { indicators: indicators.map(({ name }) => name) } : {}),
    ...(isKept ? {} : { binning: 2 }),
    fingerprints: {
      ...place.fingerprints,
      scenario: Scenario.fingerprint(scenario),
      engine: Engine.fingerprint
    }
  }
}

/** What a carried out order is recorded as. `chosen` says whether its indicators were chosen. */
export const eventsOf = (
  order: Order,
  design: Design,
  chosen: boolean,
  { part, plan, shape }: Carried
): readonly [EnsembleStarted, EnsembleSummarised] => {
  const summary = Summarise.of(plan, shape, part)
  return [
    startedOf(order, design, chosen),
    { type: "EnsembleSummarised", schema: 1, summary, result: Fingerprint.of(summary, digest) }
  ]
}

const differs = (id: string): Refused =>
  new Refused({
    kind: "RecordedOtherwise",
    problem: {
      en: `ensemble ${id} is on record with another result than it has now`,
      zh: `集合推演 ${id} 的记录与本次结果不同`
    },
    remedy: {
      en: `it was left as it is; see: gongfu verify ${id}`,
      zh: `已有记录未作改动；请查看：gongfu verify ${id}`
    }
  })

/** Records an ensemble unless it is on record; then it must have come to the same. */
export const record = (
  { place, scenario }: Pick<Order, "place" | "scenario">,
  events: readonly [EnsembleStarted, EnsembleSummarised]
): Effect.Effect<"new" | "already", StoreError | Failure, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const id = EnsembleEvent.idOf(events[0])
    if ((yield* store.head(id)).version === 0) {
      const sealed = yield* Effect.fromResult(Seal.seal(id, Seal.beginning, events, digest))
      const added = yield* store.append(sealed, Documents.of(place, scenario)).pipe(
        Effect.as(true),
        Effect.catchTag("VersionConflict", () => Effect.succeed(false))
      )
      if (added) return "new"
    }
    const recorded = yield* store.read(id)
    const summarised = recorded.at(-1)?.event
    return summarised?.type === "EnsembleSummarised" && summarised.result === events[1].result
      ? "already"
      : yield* differs(id)
  })

const notAnEnsemble = (id: string): Refused =>
  new Refused({
    kind: "NotAnEnsemble",
    problem: { en: `${id} is a run, not an ensemble`, zh: `${id} 是单次推演，不是集合推演` },
    remedy: { en: "gongfu list shows what is on record", zh: "可用 gongfu list 查看已有记录" }
  })

/** What references mean, in their order, and which of it are ensembles. The store is looked through once for all. */
export const findAll = (
  references: ReadonlyArray<string>
): Effect.Effect<
  ReadonlyArray<{ readonly id: string; readonly isEnsemble: boolean }>,
  StoreError | Failure,
  EventStore | Session
> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const streams = yield* store.streams
    const ids = yield* References.allAmong(streams, references)
    const ensembles = new Set(streams.flatMap(({ first, stream }) => (first.type === "EnsembleStarted" ? stream : [])))
    return ids.map((id) => ({ id, isEnsemble: ensembles.has(id) }))
  })

/** Reads an ensemble, with its place and scenario as they were when it was recorded. */
export const read = (id: string): Effect.Effect<Recorded, StoreError | Failure, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const [started, summarised] = (yield* store.read(id)).map(({ event }) => event)
    if (started?.type !== "EnsembleStarted" || summarised?.type !== "EnsembleSummarised")
      return yield* notAnEnsemble(id)
    const place = yield* Records.placeOf(store, started.fingerprints)
    const scenario = yield* Records.scenarioFrom(store, id, started.fingerprints.scenario)
    return { id, place, scenario, started, summarised }
  })

/** The order that an ensemble on record was made by. */
export const orderOf = ({ place, scenario, started }: Recorded): Order => {
  const { members, sampler, seed } = started.design
  return {
    place,
    scenario,
    layout: { kind: "design", design: { members, sampler, seed } },
    indicators: started.indicators?.map((name) => Indicator.find(place.model, name)!) ?? computed(place)
  }
}

/** An ensemble on record as it is shown: in a session's store, unless it is told in a report. */
export const shownOf = (
  recorded: Recorded,
  { onRecord, store }: Pick<EnsembleText.Shown, "onRecord" | "store">
): EnsembleText.Shown => {
  const { id, place, scenario, started, summarised } = recorded
  const { result, summary } = summarised
  const stopped =
    summary.failed.members === 0
      ? []
      : Stopped.causes(planOf(orderOf(recorded)), { ...place, digest }, summary.failed.examples)
  return { id, title: scenario.title, place, started, summary, result, stopped, onRecord, store }
}

/** What members are called while they are carried out. */
export const membersDone: Label = { en: "members", zh: "成员" }

/** Carries out orders one after the other, while the user is told how many members are done. */
export const carriedOut = (
  orders: ReadonlyArray<Order>,
  threads: number | undefined
): Effect.Effect<ReadonlyArray<Carried>, never, Session> => {
  const counts = orders.map((order) => EnsemblePlan.membersOf(planOf(order)))
  const upTo = (index: number): number => counts.slice(0, index).reduce((sum, count) => sum + count, 0)
  return LongWork.told(membersDone, upTo(counts.length), (tell) =>
    Effect.forEach(orders, (order, i) => carryOut(order, threads, (done) => tell(upTo(i) + done)))
  )
}
