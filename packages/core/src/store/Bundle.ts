/**
 * A bundle: runs in one file, to be sent to someone else.
 *
 * A bundle is JSON Lines, every line canonical JSON (RFC 8785) in UTF-8 and
 * ended by one line feed:
 *
 * 1. `{"gongfu_bundle":1,"holds":{"artifacts":…,"events":…,"runs":…}}`
 * 2. the documents, by fingerprint: `{"artifact":KIND,"content":…,"fingerprint":…}`
 * 3. the events, by run and then by version:
 *    `{"event":TYPE,"hash":…,"payload":…,"run":…,"schema":…,"version":…}`
 * 4. `{"end":{"lines":…,"sha256":…}}`: how many lines stand before this one, and the SHA-256 of their bytes
 *
 * Payloads, documents and hashes are those on record, so the chain can be
 * followed in the file. Fingerprints and runs rise by UTF-16 code unit, as keys
 * do in canonical JSON. Nothing else stands in it: no time of recording, no
 * tag, no name of a machine. So the same runs make the same bytes anywhere.
 *
 * The format is persistent: a change raises `format`, and old bundles are read for ever.
 */
import * as Result from "effect/Result"
import type { Fault } from "../document/Fault.ts"
import * as Span from "../document/Span.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import * as BundleFault from "./BundleFault.ts"
import type { Artifact } from "./Recorded.ts"
import type { SealedEvent } from "./Seal.ts"

/** The version of the format that is written, and the newest that is read. */
export const format = 1

/** How many bytes a bundle may have: what every JavaScript engine can hold as one text. */
export const largest = 2 ** 28

/** How deep the JSON of a line may be nested: far deeper than anything that gongfu writes, far from any stack's end. */
export const deepest = 64

/** What a header begins with, whatever the format. */
export const signature = '{"gongfu_bundle":'

/** A run as it was recorded, from its first event on. */
export interface Run {
  readonly id: string
  readonly events: ReadonlyArray<SealedEvent>
}

/** What a bundle holds. */
export interface Contents {
  readonly runs: ReadonlyArray<Run>
  /** The documents that the runs refer to, each once. */
  readonly artifacts: ReadonlyArray<Artifact>
}

/** The order of fingerprints and runs. */
export const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** JSON that is canonical, nested no deeper than `deepest`; anything else is undefined. */
export const parse = (text: string): unknown => {
  try {
    const data: unknown = JSON.parse(text)
    const isObject = typeof data === "object" && data !== null && isShallow(data, deepest)
    return isObject && Fingerprint.canonical(data) === text ? data : undefined
  } catch {
    return undefined
  }
}

/** The text of a bundle. Runs and documents may come in any order. */
export const write = (
  { artifacts, runs }: Contents,
  digest: Fingerprint.Digest = Fingerprint.ofText
): Result.Result<string, ReadonlyArray<Fault>> => {
  const faults: Array<Fault> = []
  /** A text of the store, which stands in the bundle as the JSON that it is. */
  const json = (text: string, holder: string): string => {
    if (parse(text) === undefined) faults.push(BundleFault.NotCanonical(Span.whole(holder), { holder }))
    return text
  }
  const events = runs.reduce((count, run) => count + run.events.length, 0)
  const header = { gongfu_bundle: format, holds: { artifacts: artifacts.length, events, runs: runs.length } }
  const lines = [
    Fingerprint.canonical(header),
    ...artifacts
      .toSorted((a, b) => ascending(a.fingerprint, b.fingerprint))
      .map(
        ({ content, fingerprint, kind }) =>
          `{"artifact":${JSON.stringify(kind)},"content":${json(content, `${kind} ${fingerprint}`)},"fingerprint":${JSON.stringify(fingerprint)}}`
      ),
    ...runs
      .toSorted((a, b) => ascending(a.id, b.id))
      .flatMap(({ events: sealed, id }) =>
        sealed.map(
          ({ hash, payload, schema, type }, i) =>
            `{"event":${JSON.stringify(type)},"hash":${JSON.stringify(hash)},"payload":${json(payload, id)},"run":${JSON.stringify(id)},"schema":${schema},"version":${i + 1}}`
        )
      )
  ]
  if (faults.length > 0) return Result.fail(faults)
  const before = `${lines.join("\n")}\n`
  return Result.succeed(`${before}${closing(lines.length, digest(before))}\n`)
}

/** The last line. */
export const closing = (lines: number, sha256: string): string => Fingerprint.canonical({ end: { lines, sha256 } })

// internal

const isShallow = (data: unknown, depth: number): boolean =>
  typeof data !== "object" ||
  data === null ||
  (depth > 0 && Object.values(data).every((inner) => isShallow(inner, depth - 1)))
