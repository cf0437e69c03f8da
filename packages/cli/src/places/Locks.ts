/**
 * Scenario files held against their locks: what each comes to now, and what its lock says.
 */
import { existsSync } from "node:fs"
import * as Lapse from "@gongfu/core/analysis/Lapse"
import type { Fault } from "@gongfu/core/document/Fault"
import type { Label } from "@gongfu/core/document/Label"
import * as Span from "@gongfu/core/document/Span"
import * as Lock from "@gongfu/core/lock/Lock"
import * as LockFile from "@gongfu/core/lock/LockFile"
import type * as Standing from "@gongfu/core/lock/Standing"
import type { Place } from "@gongfu/core/place/Place"
import * as Engine from "@gongfu/core/run/Engine"
import * as Run from "@gongfu/core/run/Run"
import * as Verdict from "@gongfu/core/run/Verdict"
import * as Extends from "@gongfu/core/scenario/Extends"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Shipped from "@gongfu/scenarios/Shipped"
import * as ScenarioFiles from "@gongfu/scenarios/ScenarioFiles"
import * as TextFile from "@gongfu/scenarios/TextFile"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { Faulty, Refused } from "../session/Failure.ts"
import * as Load from "./Load.ts"
import * as LongWork from "../session/LongWork.ts"
import type { Session } from "../session/Session.ts"
import * as ShellWord from "../session/ShellWord.ts"

/** What a scenario's file comes to now. */
export interface Carried {
  readonly place: Place
  readonly scenario: Scenario
  /** What it extends, from its parent on: files as messages name them, up to what ships with gongfu, by its name. */
  readonly extended: ReadonlyArray<string>
  readonly run: Run.Run
  readonly verdicts: ReadonlyArray<Verdict.Verdict>
  readonly lock: Lock.Lock
  /** What its file sets from a later year than the scenario that it extends. */
  readonly lapses: ReadonlyArray<Lapse.Lapse>
}

/** A scenario's file with what it comes to; nothing where it has faults, which are in `found`. */
export interface Projected {
  readonly pair: ScenarioFiles.Pair
  readonly carried: Carried | undefined
  readonly found: Standing.Found | undefined
}

/** The refusal of paths in which there is no scenario. */
export const nothingFound = (paths: ReadonlyArray<string>): Refused =>
  new Refused({
    kind: "NoScenarios",
    problem: { en: `there is no scenario in ${paths.join(", ")}`, zh: `${paths.join("、")} 中没有情景文件` },
    remedy: {
      en: "name a scenario's file, or a folder with a folder scenarios in it",
      zh: "请指明情景文件，或含有 scenarios 文件夹的文件夹"
    }
  })

/** The file of a shipped scenario, by its name; nothing for any other name, and for a path at which something lies. */
const shippedFile = (name: string): Effect.Effect<string | undefined> =>
  !Load.isShippedScenario(name) || existsSync(name)
    ? Effect.undefined
    : Shipped.places.pipe(
        Effect.flatMap((places) => Shipped.findScenario(places, name, Span.whole(name))),
        Effect.flatMap(Shipped.shownAs),
        Effect.orElseSucceed(() => undefined)
      )

/** Paths, and for the names of shipped scenarios their files. */
export const withShipped = (names: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<string>> =>
  Effect.forEach(names, (name) => Effect.map(shippedFile(name), (file) => file ?? name))

/** Refuses to write beside what ships with gongfu. */
export const refuseShipped = (names: ReadonlyArray<string>): Effect.Effect<void, Refused> =>
  Effect.gen(function* () {
    const files = yield* Effect.forEach(names, shippedFile)
    const shipped = names.filter((_, i) => files[i] !== undefined)
    if (shipped.length === 0) return
    const check = ShellWord.command("check", ...shipped)
    return yield* new Refused({
      kind: "ShippedScenario",
      problem: {
        en: `what ships with gongfu is locked already: ${shipped.join(", ")}`,
        zh: `内置情景均已锁定：${shipped.join("、")}`
      },
      remedy: {
        en: `${check} holds that against its lock; to lock a scenario of your own, name its file`,
        zh: `可用 ${check} 与锁定文件核对；要锁定自己的情景，请写明其文件`
      }
    })
  })

/** The scenarios and locks that paths mean; none at all is a refusal. */
export const find = (
  paths: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<ScenarioFiles.Pair>, Faulty | Refused> =>
  Effect.gen(function* () {
    const pairs = yield* ScenarioFiles.find(paths).pipe(Effect.mapError((faults) => new Faulty({ faults })))
    return pairs.length === 0 ? yield* nothingFound(paths) : pairs
  })

type Chain = NonNullable<Load.Attempt["files"]>

const extendedBy = ([child, ...parents]: ReadonlyArray<Chain[number]>): ReadonlyArray<string> => {
  const [parent] = parents
  const written = child?.draft.extends
  if (parent === undefined || written === undefined) return []
  const { path } = parent.yaml.file
  const isShipped = Result.getOrUndefined(Extends.parent(written, Span.whole(path)))?.kind === "shipped"
  return isShipped ? [written] : [path, ...extendedBy(parents)]
}

const carryOut = (place: Place, scenario: Scenario, chain: Chain, files: string): Carried => {
  const run = Run.project({ ...place, digest }, scenario)
  const verdicts = Verdict.of(scenario, run.state.trajectory)
  const lock = Lock.of(place, scenario, files, run)
  return {
    place,
    scenario,
    extended: extendedBy(chain),
    run,
    verdicts,
    lock,
    lapses: Lapse.of(chain, scenario, place.model)
  }
}

const projected = (pair: ScenarioFiles.Pair, attempt: Load.Attempt | undefined): Projected => {
  if (attempt === undefined) return { pair, carried: undefined, found: undefined }
  const { files: chain, place, scenario } = attempt
  const files = chain === undefined ? undefined : Lock.ofFiles(chain)
  if (Result.isFailure(scenario) || place === undefined || chain === undefined || files === undefined) {
    const faults: ReadonlyArray<Fault> = Result.isFailure(scenario) ? scenario.failure : []
    const known = place === undefined ? {} : { model: place.model.fingerprint, targets: place.targets.fingerprint }
    const found: Standing.Found = {
      faults,
      files,
      fingerprints: { engine: Engine.fingerprint, ...known }
    }
    return { pair, carried: undefined, found }
  }
  const carried = carryOut(place, scenario.success, chain, files)
  return { pair, carried, found: { now: carried.lock } }
}

const scenariosDone: Label = { en: "scenarios", zh: "情景" }

/** Carries out each scenario by itself, in the order of the pairs, while the user is told how many are done. */
export const project = (
  pairs: ReadonlyArray<ScenarioFiles.Pair>
): Effect.Effect<ReadonlyArray<Projected>, never, Session> =>
  LongWork.counted(scenariosDone, pairs.length, (tellOne) => {
    const attempt = Load.attempter()
    return Effect.forEach(pairs, (pair) =>
      Effect.gen(function* () {
        yield* Effect.yieldNow
        const found = projected(pair, pair.hasScenario ? yield* attempt(pair.scenario) : undefined)
        tellOne()
        return found
      })
    )
  })

/** A lock as it is found on disk; nothing where there is none. */
export const read = ({ hasLock, lock }: ScenarioFiles.Pair): Effect.Effect<Standing.FoundLock> =>
  Effect.gen(function* () {
    if (!hasLock) return undefined
    const file = yield* Effect.result(TextFile.read({ path: lock, shown: lock, from: Span.whole(lock) }))
    const found = Result.flatMap(file, LockFile.read)
    return Result.isSuccess(found) ? found.success : { faults: found.failure }
  })
