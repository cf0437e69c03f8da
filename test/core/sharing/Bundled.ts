/** Runs of the small place as bundles hold them, forks and unfinished runs among them. */
import type { EnsembleStarted } from "@gongfu/core/ensemble/EnsembleEvent"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as RunState from "@gongfu/core/run/RunState"
import type { RunEvent, RunStarted } from "@gongfu/core/run/Event"
import * as Run from "@gongfu/core/run/Run"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import * as Bundle from "@gongfu/core/store/Bundle"
import type { Artifact } from "@gongfu/core/store/Recorded"
import * as Seal from "@gongfu/core/store/Seal"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { scenarios } from "../analysis/runs.ts"
import { place, scenario } from "../target/smallPlace.ts"

/** A run with the documents that it was made from. */
export interface Made {
  readonly id: string
  readonly events: ReadonlyArray<RunEvent>
  readonly artifacts: ReadonlyArray<Artifact>
}

const setting = { ...place, digest }

/** The documents of a scenario's runs. */
export const documentsOf = (over: Partial<Scenario.Scenario>): ReadonlyArray<Artifact> => {
  const said = scenario(over)
  return [
    { kind: "place", fingerprint: place.fingerprints.place, content: Fingerprint.canonical(place.document) },
    { kind: "model", fingerprint: place.fingerprints.model, content: place.model.canonical },
    { kind: "targets", fingerprint: place.fingerprints.targets, content: place.targets.canonical },
    {
      kind: "scenario",
      fingerprint: Scenario.fingerprint(said),
      content: Fingerprint.canonical(Scenario.toData(said))
    }
  ]
}

/** A run from its first year to its last. */
export const whole = (over: Partial<Scenario.Scenario> = {}): Made => {
  const { events, id } = Run.project(setting, scenario(over))
  return { id, events, artifacts: documentsOf(over) }
}

/** The same run as far as it had come by the end of a year. */
export const through = ({ artifacts, events, id }: Made, year: number): Made => ({
  id,
  events: Run.through(events, year),
  artifacts
})

/** A run that shares another's years through `year` and goes on by a scenario of its own. */
export const forked = (parent: Made, year: number, over: Partial<Scenario.Scenario>): Made => {
  const said = scenario(over)
  const [first, ...shared] = Run.through(parent.events, year)
  const started: RunStarted = {
    ...(first as RunStarted),
    scenario: said.name,
    to: said.years.to,
    fingerprints: { ...(first as RunStarted).fingerprints, scenario: Scenario.fingerprint(said) },
    parent: { run: parent.id, year }
  }
  const begun = [started, ...shared]
  const { events } = Run.advance(setting, said, RunState.replay(place.model, begun))
  return { id: Run.idOf(started), events: [...begun, ...events], artifacts: documentsOf(over) }
}

/** Events sealed from the first on. */
export const sealed = (id: string, events: ReadonlyArray<RunEvent>): ReadonlyArray<Seal.SealedEvent> =>
  Result.getOrThrow(Seal.seal(id, Seal.beginning, events, digest)).events

/** What a bundle of runs holds. */
export const contents = (...made: ReadonlyArray<Made>): Bundle.Contents => ({
  runs: made.map(({ events, id }) => ({ id, events: sealed(id, events) })),
  artifacts: [...new Map(made.flatMap(({ artifacts }) => artifacts).map((one) => [one.fingerprint, one])).values()]
})

/** The text of a bundle. */
export const text = (what: Bundle.Contents): string => Result.getOrThrow(Bundle.write(what, digest))

/** The bytes of a bundle of runs. */
export const bytes = (...made: ReadonlyArray<Made>): Uint8Array => Buffer.from(text(contents(...made)))

/** A bundle with other lines, and a last line that fits them: what somebody could write who knows the format. */
export const closed = (lines: ReadonlyArray<string>): string => {
  const before = lines.map((line) => `${line}\n`).join("")
  return `${before}${Bundle.closing(lines.length, digest(before))}\n`
}

/** A few different runs: whole ones, unfinished ones and forks. */
export const several: fc.Arbitrary<ReadonlyArray<Made>> = fc
  .uniqueArray(
    fc
      .tuple(scenarios, fc.constantFrom("alone", "unfinished", "forked"), fc.integer({ min: 2020, max: 2022 }))
      .map(([over, how, year]): ReadonlyArray<Made> => {
        const run = whole(over)
        if (how === "alone") return [run]
        if (how === "unfinished") return [through(run, year)]
        return [run, forked(run, Math.min(year, 2021), { ...over, name: "fork", levers: { job_share: 0.8 } })]
      }),
    { minLength: 1, maxLength: 3, selector: ([first]) => first!.id }
  )
  .map((groups) => [...new Map(groups.flat().map((run) => [run.id, run])).values()])

/** The beginning of an ensemble of the small place. */
export const begun = (over: Partial<EnsembleStarted> = {}): EnsembleStarted => ({
  type: "EnsembleStarted",
  schema: 1,
  scenario: "base",
  from: 2020,
  to: 2030,
  design: { sampler: "latin-hypercube", members: 8, seed: 1, generator: "philox4x32-10", sampling: 1 },
  axes: ["growth", "demand"],
  fingerprints: (whole().events[0] as RunStarted).fingerprints,
  ...over
})
