/**
 * Bundles as they are received: everything in all of them, checked together before anything is recorded.
 *
 * The same run may stand in several files, as far as it had got when each was
 * written: the longest is taken, and the others must be beginnings of it.
 */
import * as Result from "effect/Result"
import type { Fault } from "../document/Fault.ts"
import * as Faults from "../document/Fault.ts"
import * as Steps from "../document/Steps.ts"
import type { Digest } from "../fingerprint/Fingerprint.ts"
import { ascending } from "../store/Bundle.ts"
import type { Read } from "../store/BundleReader.ts"
import { spanAt } from "../store/BundleReader.ts"
import type { Artifact } from "../store/Recorded.ts"
import * as ForeignRun from "./ForeignRun.ts"
import * as SharingFault from "./SharingFault.ts"
import * as Relation from "./Relation.ts"

/** What was received, by itself: whether it can be recorded depends on the store. */
export interface Reception {
  /** Each run once, by id. */
  readonly runs: ReadonlyArray<ForeignRun.ForeignRun>
  /** The documents of all files, by fingerprint. */
  readonly artifacts: ReadonlyMap<string, Artifact>
  /** Fingerprints of documents that the runs refer to and no file holds. */
  readonly wanted: ReadonlyArray<string>
}

/** {@link of} in steps of a run, of those in all files. */
export function* inSteps(files: ReadonlyArray<Read>): Generator<void, Result.Result<Reception, ReadonlyArray<Fault>>> {
  const faults: Array<Fault> = []
  const artifacts = new Map<string, Artifact>()
  const byId = new Map<string, Array<ForeignRun.ForeignRun>>()
  for (const read of files) {
    const used = new Set<string>()
    let all = true
    for (const run of read.runs) {
      yield
      const decoded = ForeignRun.decode(run)
      if (Result.isFailure(decoded)) {
        faults.push(...decoded.failure)
        all = false
        continue
      }
      for (const { fingerprint } of decoded.success.references) used.add(fingerprint)
      byId.set(run.id, [...(byId.get(run.id) ?? []), decoded.success])
    }
    for (const { file, line, ...artifact } of read.artifacts) {
      const { fingerprint, kind } = artifact
      artifacts.set(fingerprint, artifact)
      if (all && !used.has(fingerprint))
        faults.push(SharingFault.DocumentUnused(spanAt(file, line), { kind, fingerprint }))
    }
  }
  const runs = [...byId.values()].map((told) => {
    const [longest, ...others] = told.toSorted(
      (a, b) => b.events.length - a.events.length || ascending(a.events.at(-1)!.hash, b.events.at(-1)!.hash)
    )
    for (const one of others)
      if (Relation.of(one, longest!) === "other")
        faults.push(
          SharingFault.RecordedOtherwise(spanAt(one.file, one.line), {
            run: one.id,
            other: longest!.file,
            forkable: ForeignRun.forkable(one)
          })
        )
    return longest!
  })
  if (faults.length > 0) return Result.fail(Faults.capped(faults))
  const wanted = new Set(runs.flatMap((run) => run.references.map(({ fingerprint }) => fingerprint)))
  return Result.succeed({
    runs: runs.toSorted((a, b) => ascending(a.id, b.id)),
    artifacts,
    wanted: [...wanted].filter((fingerprint) => !artifacts.has(fingerprint))
  })
}

/** Puts together what was read from files. */
export const of = (files: ReadonlyArray<Read>): Result.Result<Reception, ReadonlyArray<Fault>> =>
  Steps.atAStroke(inSteps(files))

/**
 * The faults of what was received, given what a store has: the wanted documents that it holds, and the runs of the
 * same ids that are on record. In steps of a run.
 */
export function* faultsInSteps(
  { artifacts, runs }: Reception,
  held: ReadonlyMap<string, Artifact>,
  onRecord: ReadonlyMap<string, Relation.Told>,
  digest: Digest
): Generator<void, ReadonlyArray<Fault>> {
  const check = ForeignRun.checker((fingerprint) => artifacts.get(fingerprint) ?? held.get(fingerprint), digest)
  const faults: Array<Fault> = []
  for (const run of runs) {
    yield
    faults.push(...check(run))
    const here = onRecord.get(run.id)
    if (here !== undefined && Relation.of(run, here) === "other")
      faults.push(
        SharingFault.RecordedOtherwise(spanAt(run.file, run.line), {
          run: run.id,
          other: undefined,
          forkable: ForeignRun.forkable(run)
        })
      )
  }
  return Faults.capped(faults)
}
