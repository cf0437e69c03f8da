/**
 * The name of a run where a command wants a scenario.
 *
 * A run on record answers to the name of its scenario, and whoever has recorded it types that name everywhere. Where no
 * file and no shipped scenario has the name, but something on record answers to it, that is said in the place of what
 * failed, with the scenario that was probably meant.
 */
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import * as Fault from "@gongfu/core/document/Fault"
import type { Label } from "@gongfu/core/document/Label"
import { EventStore } from "@gongfu/core/store/EventStore"
import { type Beginning, isBeginning } from "@gongfu/core/store/StoredEvent"
import * as Shipped from "@gongfu/scenarios/Shipped"
import * as Effect from "effect/Effect"
import { type Failure, Faulty } from "../session/Failure.ts"
import * as NamedFile from "./NamedFile.ts"
import * as Prepared from "../places/Prepared.ts"
import * as Records from "./Records.ts"
import * as References from "./References.ts"
import type { Session, Shape } from "../session/Session.ts"

/** A name is that of something on record, and a scenario is wanted. `scenarios` are those that may be meant. */
export const RunNotScenario = Fault.define<{
  readonly name: string
  readonly ensemble: boolean
  readonly scenario: string
  readonly scenarios: ReadonlyArray<string>
}>("RunNotScenario", ({ ensemble, name, scenario, scenarios }) => {
  const is: Label = ensemble ? { en: "an ensemble", zh: "集合推演" } : { en: "a run", zh: "推演" }
  return {
    problem: {
      en: `"${name}" is ${is.en} on record; this command takes a scenario's file or name`,
      zh: `“${name}”是已记录的${is.zh}，此命令需要情景文件或内置情景`
    },
    remedy:
      scenarios.length === 0
        ? { en: `name the file of its scenario "${scenario}"`, zh: `请写明其情景“${scenario}”的文件` }
        : {
            en: `did you mean ${scenarios.map((one) => `"${one}"`).join(" or ")}?`,
            zh: `是否想写${scenarios.map((one) => `“${one}”`).join("或")}？`
          }
  }
})

const wanting: ReadonlySet<string> = new Set(["UnknownShipped", "FileMissing"])

const isName = /^[\p{L}\p{N}_-]+$/u

/** The name that was typed for a scenario and found to be none. */
const typedFor = ({ _tag, span }: Fault.Fault): string | undefined =>
  wanting.has(_tag) && isName.test(span.file) ? span.file : undefined

/** The scenarios that a run may be of: files of its name where projects have them, and a shipped one of its place. */
const scenariosOf = (
  { fingerprints, scenario: name }: Beginning,
  takesShipped: boolean
): Effect.Effect<ReadonlyArray<string>> =>
  Effect.map(Shipped.places, (places) => {
    const own = Prepared.ofDocuments(fingerprints)?.name
    const shipped = places.filter(
      (place) => takesShipped && (own ?? place.name) === place.name && place.scenarios.includes(name)
    )
    return [...NamedFile.filesOf(name), ...shipped.map((place) => `${place.name}/${name}`)]
  })

const explained = (fault: Fault.Fault): Effect.Effect<Fault.Fault, Failure, Session> =>
  Effect.gen(function* () {
    const name = typedFor(fault)
    if (name === undefined) return fault
    const streams = yield* Records.withStore(
      "read",
      EventStore.use((store) => store.streams)
    )
    const first = References.answering(streams, name)?.first
    if (first === undefined || !isBeginning(first)) return fault
    const { scenario, type } = first
    const scenarios = yield* scenariosOf(first, fault._tag === "UnknownShipped")
    return RunNotScenario(fault.span, { name, ensemble: type === "EnsembleStarted", scenario, scenarios })
  })

/** A failure with what is on record told where its name was typed for a scenario; any other as it is. */
export const explain = (failure: Failure, { folder, store }: Shape): Effect.Effect<Failure, never, Session> => {
  if (failure._tag !== "Faulty" || failure.faults.every((fault) => typedFor(fault) === undefined))
    return Effect.succeed(failure)
  if (!existsSync(resolve(folder, store))) return Effect.succeed(failure)
  return Effect.forEach(failure.faults, explained).pipe(
    Effect.map((faults): Failure => new Faulty({ faults })),
    // A store that cannot be read is another matter.
    Effect.orElseSucceed(() => failure)
  )
}
