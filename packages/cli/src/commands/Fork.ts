/**
 * `gongfu fork`: a what-if that shares the first years of a run on record.
 *
 * The fork is a run of its own, recorded with the years that it shares, and open until it is advanced. What is set
 * with it is recorded together with it, or not at all. It takes no name that means another run on record; the same
 * command again changes nothing, unless the fork was set otherwise meanwhile: that is told.
 */
import type { Label } from "@gongfu/core/document/Label"
import * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as CoreFork from "@gongfu/core/run/Fork"
import * as Repeat from "@gongfu/core/run/Repeat"
import * as Run from "@gongfu/core/run/Run"
import * as ByHand from "@gongfu/core/scenario/ByHand"
import * as ScenarioTerms from "@gongfu/core/scenario/ScenarioTerms"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import * as Seal from "@gongfu/core/store/Seal"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import { isOfRun } from "@gongfu/core/store/StoredEvent"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Together from "../options/Together.ts"
import * as CarryOn from "../records/CarryOn.ts"
import * as Documents from "../records/Documents.ts"
import { type Failure, Faulty, Refused } from "../session/Failure.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import * as StreamNames from "../records/StreamNames.ts"
import * as CarriedRun from "../render/CarriedRun.ts"
import * as LineageText from "../render/LineageText.ts"
import type { Session } from "../session/Session.ts"

/** No fork can begin after that year. */
export const NoSuchYear = Fault.define<{
  readonly year: number
  readonly run: string
  readonly from: number
  readonly to: number
}>("NoSuchYear", ({ from, run, to, year }) => ({
  problem: { en: `${run} cannot be forked after ${year}`, zh: `${run} 不能在 ${year} 年之后分出一支` },
  remedy:
    to < from
      ? { en: "it stopped before its first year was over", zh: "它在第一年结束之前即已中止" }
      : {
          en: `give ${from === to ? from : `a year from ${from} to ${to}`}: it is shared, and the fork's own years begin after it`,
          zh: `请取 ${from === to ? `${from} 年` : `${from} 至 ${to} 之间的年份`}：该年及以前共享，其后为分支自己的年份`
        }
}))

/** A name that no run can have. */
export const NotAName = Fault.define<{ readonly name: string }>("NotAName", ({ name }) => ({
  problem: { en: `"${name}" cannot be the name of a run`, zh: `“${name}”不能作推演的名称` },
  remedy: {
    en: "use small letters, digits and -, at most 64, starting with a letter",
    zh: "请用小写字母、数字和 -，以字母开头，不超过 64 个字符"
  }
}))

/** A name that means another run on record already. */
export const NameTaken = Fault.define<{ readonly name: string; readonly run: string }>(
  "NameTaken",
  ({ name, run }) => ({
    problem: {
      en: `the name "${name}" is taken: it means ${run}, and with a fork of that name it would not be clear which is meant`,
      zh: `名称“${name}”已被占用：它指推演 ${run}，分支若与之同名，便无法分清所指`
    },
    remedy: { en: "give the fork another name with --name", zh: "请用 --name 为分支另取名称" }
  })
)

const otherEngine = (run: string, year: number): Refused =>
  new Refused({
    kind: "OtherEngine",
    problem: {
      en: `this gongfu gives other numbers than ${run} has on record, from ${year} on`,
      zh: `自 ${year} 年起，本版 gongfu 的结果与 ${run} 的记录不同`
    },
    remedy: {
      en: `fork it after an earlier year, or see: gongfu verify ${run}`,
      zh: `请从更早的年份分支，或查看：gongfu verify ${run}`
    }
  })

const otherwise = (id: string, name: string, isOver: boolean): Refused =>
  new Refused({
    kind: "RecordedOtherwise",
    problem: {
      en: `a fork called ${name} is on record as ${id}, and has gone another way`,
      zh: `名为 ${name} 的分支已有记录（${id}），且走向不同`
    },
    remedy: isOver
      ? {
          en: `give this one another name with --name; that one is shown by: gongfu show ${id}`,
          zh: `请用 --name 另取名称；该分支可用 gongfu show ${id} 查看`
        }
      : {
          en: "give this one another name with --name, or carry that one on with gongfu adjust and advance",
          zh: "请用 --name 另取名称，或用 gongfu adjust、advance 继续该分支"
        }
  })

/** Whether events on record begin with these and, however far they go on, nothing was set by hand after them. */
const goesOnFrom = (recorded: ReadonlyArray<RunEvent>, events: ReadonlyArray<RunEvent>): boolean =>
  events.every((event, i) => Repeat.sameEvent(event, recorded[i])) &&
  !recorded.slice(events.length).some((event) => "by" in event && event.by === "analyst")

interface Input {
  readonly run: string
  readonly settings: ReadonlyArray<string>
  readonly at: number
  readonly name: Option.Option<string>
  readonly title: Option.Option<string>
  readonly reason: Option.Option<string>
  readonly end: boolean
}

/** The name and title that were asked for, where they were. */
const namedAs = (given: Pick<Input, "name" | "title">, otherwiseNamed: CoreFork.Name): CoreFork.Name => {
  const title = Option.map(given.title, (text): Label => ({ en: text, zh: text }))
  return {
    name: Option.getOrElse(given.name, () => otherwiseNamed.name),
    title: Option.getOrElse(title, () => otherwiseNamed.title)
  }
}

/** A scenario of a place, and the year after which it is forked. */
interface Usual {
  readonly scenario: string
  readonly year: number
  readonly fingerprints: Records.Recorded["place"]["fingerprints"]
}

/** Whether a run is one of that scenario, of the same place: its model or how it is presented may have been edited. */
const isOf = ({ fingerprints, scenario }: Usual, { first }: StreamSummary): boolean =>
  first.type === "RunStarted" &&
  first.scenario === scenario &&
  (first.fingerprints.place === fingerprints.place || first.fingerprints.model === fingerprints.model)

/**
 * The run that a name means where a fork must not take it: `fork` is the id that the fork would have. A scenario that
 * was recorded anew is forked under the usual name again, which then means the latest fork as the scenario's own means
 * its latest run.
 */
const bearer = (
  all: ReadonlyArray<StreamSummary>,
  name: string,
  fork: string | undefined,
  usual: Usual | undefined
): string | undefined => {
  if (all.some(({ stream }) => stream === fork)) return undefined
  const found = StreamNames.meanings(all).get(name)
  const parent = found?.first.type === "RunStarted" ? found.first.parent : undefined
  if (parent !== undefined && usual !== undefined && parent.year === usual.year)
    if (all.some((one) => one.stream === parent.run && isOf(usual, one))) return undefined
  // A name that reaches into the digits of an id is the beginning of it.
  return (found ?? all.find(({ stream }) => stream.startsWith(name) && name.length > stream.lastIndexOf("-")))?.stream
}

/**
 * The fork and the events that begin it, or every fault of what was asked. `free` is asked again when it is recorded:
 * whether its name is free still.
 */
const forked = (parent: Records.Recorded, input: Input) =>
  Effect.gen(function* () {
    const { streams } = yield* EventStore
    const { place, scenario } = parent
    const unnamed = CoreFork.nameOf(scenario, input.at)
    const named = namedAs(input, unnamed)
    const isName = Schema.is(ScenarioTerms.Name)(named.name)
    const settings = ByHand.read(place.model, input.settings)
    // No run can begin under a name that is none; the year is looked at all the same.
    const fork = CoreFork.of({ ...place, digest }, scenario, parent, input.at, isName ? named : unnamed)
    const refusal = Result.isFailure(fork) ? fork.failure : undefined
    const usual =
      named.name === unnamed.name
        ? { scenario: scenario.name, year: input.at, fingerprints: place.fingerprints }
        : undefined
    const own = Result.isSuccess(fork) ? fork.success.run.id : undefined
    const nameTaken = (all: ReadonlyArray<StreamSummary>): ReadonlyArray<Fault.Fault> => {
      const taken = isName ? bearer(all, named.name, own, usual) : undefined
      return taken === undefined ? [] : [NameTaken(Span.whole("--name"), { name: named.name, run: taken })]
    }
    const faults = [
      ...(Result.isFailure(settings) ? settings.failure : []),
      ...(isName ? [] : [NotAName(Span.whole("--name"), { name: named.name })]),
      ...nameTaken(yield* streams),
      ...(refusal?._tag === "NoSuchYear"
        ? [NoSuchYear(Span.whole("--at"), { year: input.at, run: parent.id, from: refusal.from, to: refusal.to })]
        : [])
    ]
    if (faults.length > 0) return yield* new Faulty({ faults })
    if (refusal?._tag === "OtherEngine") return yield* otherEngine(parent.id, refusal.year)
    const { run, scenario: ofFork } = Result.getOrThrow(fork)
    const commands = CarryOn.commandsOf(Result.getOrThrow(settings), Option.getOrUndefined(input.reason))
    const free = (all: ReadonlyArray<StreamSummary>): Faulty | undefined => {
      const found = nameTaken(all)
      return found.length === 0 ? undefined : new Faulty({ faults: found })
    }
    return { free, run, scenario: ofFork, events: [...run.events, ...Run.carryOut(place, run.state, commands).events] }
  })

/** Records a fork unless it is on record. */
const record = (
  parent: Records.Recorded,
  input: Input
): Effect.Effect<{ readonly id: string; readonly onRecord: "new" | "already" }, StoreError | Failure, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const { events, free, run, scenario } = yield* forked(parent, input)
    const sealed = yield* Effect.fromResult(Seal.seal(run.id, Seal.beginning, events, digest))
    const added = yield* store.append(sealed, Documents.of(parent.place, scenario), free).pipe(
      Effect.as(true),
      Effect.catchTag("VersionConflict", () => Effect.succeed(false))
    )
    if (added) return { id: run.id, onRecord: "new" }
    const recorded = (yield* store.read(run.id)).map(({ event }) => event).filter(isOfRun)
    if (goesOnFrom(recorded, events)) return { id: run.id, onRecord: "already" }
    const last = recorded.at(-1)?.type
    return yield* otherwise(run.id, scenario.name, last === "RunCompleted" || last === "RunFailed")
  })

/** Forks a run. */
export const fork = (input: Input): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    if (Option.isSome(input.reason) && input.settings.length === 0)
      return yield* Together.alone("--reason", {
        en: "a setting NAME=VALUE that it is for",
        zh: "所说明的设定 NAME=VALUE"
      })
    const { left, onRecord, run } = yield* Records.withStore(
      "change",
      Effect.gen(function* () {
        const parent = yield* Effect.flatMap(References.find(input.run), Records.read)
        const made = yield* record(parent, input)
        const begun = yield* Records.read(made.id)
        const settings = LineageText.settings(parent.events).filter(({ year }) => year > input.at)
        const goesOn = input.end && begun.state.status === "running"
        return {
          onRecord: made.onRecord,
          left: settings.length === 0 ? undefined : { parent: parent.id, settings },
          run: goesOn ? yield* CarryOn.advance(made.id, ({ scenario }) => Effect.succeed(scenario.years.to)) : begun
        }
      })
    )
    yield* CarriedRun.print(run, onRecord, left)
  })
