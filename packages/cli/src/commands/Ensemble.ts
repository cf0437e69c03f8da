/**
 * `gongfu ensemble`: many runs of a scenario over the ranges of its assumptions, told as quantiles and probabilities.
 *
 * Everything is checked before the first member. Several scenarios are carried out on the same draws, and held against
 * each other. What is recorded is the design and the summary: `ensemble member` gives any member as a run.
 */
import type * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as EnsembleEvent from "@gongfu/core/ensemble/EnsembleEvent"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Design from "@gongfu/core/sampling/Design"
import * as Philox from "@gongfu/core/sampling/Philox"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Choose from "../Choose.ts"
import * as Crew from "../Crew.ts"
import * as Ensembles from "../Ensembles.ts"
import { type Failure, Faulty } from "../Failure.ts"
import * as Load from "../Load.ts"
import * as Pairs from "../Pairs.ts"
import * as Records from "../Records.ts"
import * as Document from "../render/Document.ts"
import * as EnsembleJson from "../render/EnsembleJson.ts"
import * as EnsembleText from "../render/EnsembleText.ts"
import * as Figure from "../render/Figure.ts"
import * as PairedJson from "../render/PairedJson.ts"
import * as PairedText from "../render/PairedText.ts"
import * as Progress from "../render/Progress.ts"
import { format, Session } from "../Session.ts"
import { OptionOutside } from "./Attribute.ts"

/** What an ensemble is asked for with. */
export interface Input {
  readonly files: ReadonlyArray<string>
  readonly members: number
  readonly seed: number
  readonly sampler: Design.Sampler
  readonly indicators: ReadonlyArray<string>
  readonly threads: number | undefined
  readonly markdown: boolean
  readonly brief: boolean
}

/** What is wrong with numbers of options. */
export const optionFaults = ({
  members,
  seed,
  threads
}: Pick<Input, "members" | "seed" | "threads">): ReadonlyArray<Fault.Fault> => {
  const within = (option: string, value: number, low: number, high: number): ReadonlyArray<Fault.Fault> => {
    if (value >= low && value <= high) return []
    const [from, to] = [Figure.fixed(low, 0), String(high).length > 15 ? String(high) : Figure.fixed(high, 0)]
    const expected = { en: `a whole number from ${from} to ${to}`, zh: `${from} 至 ${to} 之间的整数` }
    return [OptionOutside(Span.whole(option), { option, value, expected })]
  }
  return [
    ...within("--members", members, 1, Design.mostMembers),
    ...within("--seed", seed, 0, Philox.largestSeed),
    ...(threads === undefined ? [] : within("--threads", threads, 1, Crew.mostThreads))
  ]
}

/** Several ensembles of one place held against each other; nothing for one, or for more members than can be. */
const pairedOf = (
  shown: ReadonlyArray<EnsembleText.Shown>,
  orders: ReadonlyArray<Crew.Order>,
  threads: number | undefined,
  brief: boolean
): Effect.Effect<PairedText.Shown | undefined> =>
  Effect.gen(function* () {
    const [first] = shown
    const { model, targets } = first!.place.fingerprints
    const isSamePlace = shown.every(
      ({ place: { fingerprints } }) => fingerprints.model === model && fingerprints.targets === targets
    )
    if (shown.length < 2 || !isSamePlace) return undefined
    const sides = shown.map(({ id, title }, i): Pairs.Side => ({ id, title, order: orders[i]! }))
    const found = yield* Effect.option(Pairs.of(sides, threads, () => {}))
    if (Option.isNone(found)) return undefined
    const headline = new Set(first!.place.headline.map(({ name }) => name))
    const told = found.value.targets.filter(({ target }) => !brief || headline.has(target.indicator.name))
    return { place: first!.place, sides, all: false, ...found.value, targets: told }
  })

/** Carries out ensembles. */
export const ensemble = (input: Input): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, store, width } = session
    const { members, sampler, seed, threads } = input
    const faults = optionFaults(input)
    if (faults.length > 0) return yield* new Faulty({ faults })
    const loaded = yield* Load.scenarios(input.files)
    const chosen = input.indicators.length > 0
    const design: Design.Design = { members, sampler, seed }
    const orders = yield* Effect.forEach(loaded, ({ place, scenario }) =>
      Effect.map(Choose.indicators(place.model, input.indicators), (indicators): Crew.Order => ({
        place,
        scenario,
        layout: { kind: "design", design },
        indicators: chosen ? indicators : Ensembles.computed(place)
      }))
    )
    const progress = Progress.start(Progress.standardError, Ensembles.membersDone, members * orders.length, language)
    const carried = yield* Effect.forEach(orders, (order, i) =>
      Effect.map(
        Crew.carryOut(order, threads, (done) => progress.tell(members * i + done)),
        (one) => ({ order, events: Ensembles.eventsOf(order, design, chosen, one) })
      )
    ).pipe(Effect.ensuring(Effect.sync(progress.end)))
    const shown = yield* Records.withStore(
      "write",
      Effect.forEach(carried, ({ events, order }) =>
        Effect.map(Ensembles.record(order, events), (onRecord): EnsembleText.Shown => ({
          id: EnsembleEvent.idOf(events[0]),
          title: order.scenario.title,
          place: order.place,
          started: events[0],
          summary: events[1].summary,
          result: events[1].result,
          onRecord,
          store
        }))
      )
    )
    const paired = yield* pairedOf(shown, orders, threads, input.brief)
    if (session.json) {
      const comparison = paired === undefined ? {} : { comparison: PairedJson.of(paired) }
      session.print(Fingerprint.canonical({ format, ensembles: shown.map(EnsembleJson.of), ...comparison }))
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
