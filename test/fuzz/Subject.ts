/**
 * What is fuzzed: a place's files and a scenario, taken through everything that a run on the command line does.
 *
 * Files are decoded, checked, compiled, run, recorded and told. Whatever a file holds, the outcome is a list of faults
 * or a recorded run; anything thrown is a crash, and a store that does not verify is half-written.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Fault } from "@gongfu/core/document/Fault"
import * as Yaml from "@gongfu/core/document/Yaml"
import type { SourceFile } from "@gongfu/core/document/Span"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Place from "@gongfu/core/place/Place"
import * as Run from "@gongfu/core/run/Run"
import * as Verdict from "@gongfu/core/run/Verdict"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as MemoryEventStore from "@gongfu/core/store/MemoryEventStore"
import * as Seal from "@gongfu/core/store/Seal"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import { maxBytes } from "@gongfu/scenarios/TextFile"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Colour from "gongfu/render/Colour"
import * as Document from "gongfu/render/Document"
import * as FaultText from "gongfu/render/FaultText"
import * as ReferencePage from "gongfu/render/ReferencePage"
import * as ScoreboardText from "gongfu/render/ScoreboardText"
import * as DataMutation from "./DataMutation.ts"
import { type Dice, dice } from "./Dice.ts"
import * as TextMutation from "./TextMutation.ts"

/** How a try ended. */
export type Outcome = "faults" | "run" | "run that failed"

/** A shipped place with its files as texts. */
export interface Subject {
  readonly name: string
  readonly files: ReadonlyMap<string, string>
  readonly place: Place.Place
  readonly names: ReadonlyArray<string>
}

type Content = ReadonlyMap<string, string | Uint8Array>
type Faults = ReadonlyArray<Fault>

const packages = fileURLToPath(new URL("../../packages/scenarios/", import.meta.url))

/** Decoded as `TextFile` does; nothing for what it refuses. */
const source = (content: Content, path: string): SourceFile | undefined => {
  const found = content.get(path)
  if (found === undefined) return undefined
  try {
    const bytes = typeof found === "string" ? new TextEncoder().encode(found) : found
    return bytes.length > maxBytes ? undefined : { path, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) }
  } catch {
    return undefined
  }
}

const placeOf = (content: Content): Result.Result<Place.Place, Faults> | undefined => {
  const sectors = [...content.keys()].filter((path) => /^model\/(?!model\.yaml)/.test(path))
  const all = ["gongfu.yaml", "model/model.yaml", "targets.yaml", ...sectors].map((path) => source(content, path))
  if (!all.every((file) => file !== undefined)) return undefined
  const [manifest, model, targets, ...parts] = all
  return Place.fromFiles({ manifest: manifest!, model: model!, targets: targets!, sectors: parts })
}

/** A scenario with what it extends, as far as the files of the place go. */
const scenarioOf = (content: Content, path: string, place: Place.Place) => {
  const chain: Array<ScenarioFile.Source> = []
  for (let at: string | undefined = path; at !== undefined && chain.length < 5;) {
    const file = source(content, at)
    const read = file === undefined ? undefined : ScenarioFile.read(file)
    if (read === undefined) return undefined
    if (Result.isFailure(read)) return Result.fail(read.failure)
    chain.push(read.success)
    const parent: unknown = read.success.draft.extends
    const next: string | undefined =
      typeof parent === "string" ? `scenarios/${basename(parent, ".yaml")}.yaml` : undefined
    at = next !== undefined && content.has(next) ? next : undefined
  }
  const [first, ...rest] = chain
  return Resolution.of([first!, ...rest], place.model)
}

/** Loads a shipped place. */
export const load = (name: string): Subject => {
  const folder = join(packages, name)
  const paths = ["gongfu.yaml", "targets.yaml"].concat(
    ...["model", "scenarios"].map((part) => readdirSync(join(folder, part)).map((file) => `${part}/${file}`))
  )
  const files = new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]))
  const place = Result.getOrThrow(placeOf(files)!)
  return { name, files, place, names: place.model.variables.map((variable) => variable.name) }
}

const record = (place: Place.Place, scenario: Scenario.Scenario, { events, id }: Run.Run, onDisk: boolean) => {
  const artifact = (kind: "place" | "model" | "targets" | "scenario", content: string) => ({
    kind,
    content,
    fingerprint: Fingerprint.ofText(content)
  })
  const folder = onDisk ? mkdtempSync(join(tmpdir(), "gongfu-")) : undefined
  const layer =
    folder === undefined
      ? MemoryEventStore.layer
      : SqliteEventStore.layer({ file: join(folder, "runs.sqlite"), access: "write" })
  return Effect.runPromise(
    Effect.gen(function* () {
      const store = yield* EventStore
      const sealed = yield* Effect.fromResult(Seal.seal(id, Seal.beginning, events))
      yield* store.append(sealed, [
        artifact("place", Fingerprint.canonical(place.document)),
        artifact("model", place.model.canonical),
        artifact("targets", place.targets.canonical),
        artifact("scenario", Fingerprint.canonical(Scenario.toData(scenario)))
      ])
      const { faults } = yield* store.verify
      const kept = yield* store.read(id)
      if (faults.length > 0 || kept.length !== events.length) throw new Error(`half a run is on record: ${id}`)
    }).pipe(Effect.provide(layer))
  ).finally(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  })
}

const told = (faults: Faults): Outcome => {
  if (faults.length === 0) throw new Error("no fault is told, and no run")
  for (const language of ["en", "zh"] as const) FaultText.all(faults, language, 80, Colour.plain)
  JSON.stringify(faults.map(FaultText.toJson))
  return "faults"
}

/** Takes files through a run of one scenario. */
const carryOut = async (
  subject: Subject,
  content: Content,
  path: string,
  scenarioAt: string,
  one: Dice
): Promise<Outcome> => {
  const changesPlace = [...content].some(([at, text]) => !at.startsWith("scenarios/") && text !== subject.files.get(at))
  // What is no YAML is told so without a look at the rest of the place, as often as not: to check that takes longest.
  if (changesPlace && one.once(2)) {
    const file = source(content, path)
    const read = file === undefined ? undefined : Yaml.parse(file)
    if (read !== undefined && Result.isFailure(read)) return told(read.failure)
  }
  const place = changesPlace ? placeOf(content) : Result.succeed(subject.place)
  if (place === undefined) return "faults"
  if (Result.isFailure(place)) return told(place.failure)
  const scenario = scenarioOf(content, scenarioAt, place.success)
  if (scenario === undefined) return "faults"
  if (Result.isFailure(scenario)) return told(scenario.failure)
  const run = Run.project(place.success, scenario.success)
  const shown = {
    ...run,
    title: scenario.success.title,
    place: place.success,
    verdicts: Verdict.of(scenario.success, run.state.trajectory),
    onRecord: "new",
    store: "x"
  } as const
  for (const language of ["en", "zh"] as const)
    Document.text(ScoreboardText.document(shown, language, Colour.plain, false), 80, Colour.plain)
  if (changesPlace) ReferencePage.page(place.success, "en")
  await record(place.success, scenario.success, run, one.once(20))
  return run.state.status === "failed" ? "run that failed" : "run"
}

/** One try: a file of a place is changed, as a seed says. */
export interface Try {
  readonly seed: number
  readonly path: string
  readonly outcome: Outcome
  /** Time of the processor. */
  readonly millis: number
}

/** Something that must not be: what was thrown, with the seed that gives it again. */
export class Crash extends Error {}

/** Changes one file of a kind and takes the place through a run. */
export const attempt = async (subject: Subject, kind: RegExp, seed: number): Promise<Try> => {
  const one = dice(seed)
  const scenarios = [...subject.files.keys()].filter((path) => path.startsWith("scenarios/"))
  const path = one.of([...subject.files.keys()].filter((at) => kind.test(at)))
  const text = subject.files.get(path)!
  try {
    const changed = one.once(2) ? DataMutation.mutate(text, subject.names, one) : TextMutation.mutate(text, one)
    const content = new Map<string, string | Uint8Array>(subject.files).set(path, changed)
    const began = process.cpuUsage()
    const scenario = path.startsWith("scenarios/") ? path : one.of(scenarios)
    const outcome = await carryOut(subject, content, path, scenario, one)
    // Of a busy machine the time that passes says nothing.
    const { system, user } = process.cpuUsage(began)
    return { seed, path, outcome, millis: (user + system) / 1000 }
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)
    throw new Crash(`${subject.name}/${path}, seed ${seed}: ${what}`)
  }
}
