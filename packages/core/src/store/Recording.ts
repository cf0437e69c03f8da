/**
 * What every layer of the store does alike: check the artifacts that come
 * with events, and read events back.
 *
 * Pure functions over rows; the layers add the transaction.
 */
import * as Result from "effect/Result"
import type { Label } from "../document/Label.ts"
import * as EventCodec from "./EventCodec.ts"
import type { Digest } from "../fingerprint/Fingerprint.ts"
import type { Condition, StreamSummary, Tagged } from "./EventStore.ts"
import * as HashChain from "./HashChain.ts"
import type { Artifact, EventRow, RecordedEvent, Reference } from "./Recorded.ts"
import { shown } from "../document/ForeignText.ts"
import { AppendRefused, UnknownEvent } from "./StoreError.ts"
import { StoreDamaged } from "./StoreFailure.ts"
import { isBeginning, type StoredEvent } from "./StoredEvent.ts"

/** Whether a text may name a stream or a tag: 1 to 200 characters, none of them a space or a control character. */
export const isName = (text: string): boolean => /^[^\p{C}\p{Z}]{1,200}$/u.test(text)

/** The documents without which a run or an ensemble cannot be computed and shown again. */
export const references = (event: StoredEvent): ReadonlyArray<Reference> =>
  isBeginning(event)
    ? (["place", "model", "targets", "scenario"] as const).map((kind) => ({
        kind,
        fingerprint: event.fingerprints[kind]
      }))
    : []

/** Why an artifact cannot be stored, or undefined when it can. */
export const refuseArtifact = (stream: string, artifact: Artifact, digest: Digest): AppendRefused | undefined => {
  const actual = digest(artifact.content)
  return actual === artifact.fingerprint && artifact.content.isWellFormed()
    ? undefined
    : new AppendRefused({
        stream,
        reason: "artifact",
        detail: {
          en: `the fingerprint of its ${artifact.kind} is ${actual}, not ${artifact.fingerprint}`,
          zh: `其 ${artifact.kind} 的指纹为 ${actual}，而非 ${artifact.fingerprint}`
        }
      })
}

/** The error for an artifact that is neither stored nor given. */
export const missingArtifact = (stream: string, { kind, fingerprint }: Reference): AppendRefused =>
  new AppendRefused({
    stream,
    reason: "artifact_missing",
    detail: { en: `its ${kind} ${fingerprint} is not stored`, zh: `其 ${kind}（${fingerprint}）不在推演库中` }
  })

/** Decodes one row, without a look at its hash. `file` names the store in errors. */
export const decode = (file: string, row: EventRow): Result.Result<StoredEvent, UnknownEvent | StoreDamaged> =>
  isComplete(row)
    ? EventCodec.decode(row).pipe(
        Result.mapError((unreadable) => {
          const { stream, version, type, schema } = row
          if (unreadable._tag === "Malformed") return damaged(file, row, unreadable.detail)
          const known = unreadable.known === undefined ? {} : { known: unreadable.known }
          return new UnknownEvent({ stream, version, type, schema, ...known })
        })
      )
    : Result.fail(damaged(file, row, { en: "columns of it are missing", zh: "缺少部分列" }))

/** The rows of a stream, given in order of version, when their hashes say that it is whole. */
export const whole = (
  file: string,
  rows: ReadonlyArray<EventRow>,
  digest: Digest
): Result.Result<ReadonlyArray<EventRow>, StoreDamaged> => {
  let previous = HashChain.genesis
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    if (row.version !== i + 1 || HashChain.link(previous, row.stream, row.version, row, digest) !== row.hash)
      return Result.fail(damaged(file, row, { en: "its hash is not that of its content", zh: "其哈希值与内容不符" }))
    previous = row.hash
  }
  return Result.succeed(rows)
}

/** Reads the events whose payloads it knows well; nothing for any other, which is decoded. */
export type Reader = (row: EventRow) => StoredEvent | undefined

/** Decodes rows, without a look at their hashes. */
export const decodeAll = (
  file: string,
  rows: ReadonlyArray<EventRow>,
  reader: Reader = () => undefined
): Result.Result<ReadonlyArray<StoredEvent>, UnknownEvent | StoreDamaged> => {
  const events: Array<StoredEvent> = []
  for (const row of rows) {
    const known = reader(row)
    if (known !== undefined) {
      events.push(known)
      continue
    }
    const decoded = decode(file, row)
    if (Result.isFailure(decoded)) return Result.fail(decoded.failure)
    events.push(decoded.success)
  }
  return Result.succeed(events)
}

/** Decodes a stream, rows in order of version, and checks that it is whole. */
export const decodeStream = (
  file: string,
  rows: ReadonlyArray<EventRow>,
  digest: Digest
): Result.Result<ReadonlyArray<RecordedEvent>, UnknownEvent | StoreDamaged> =>
  Result.flatMap(whole(file, rows, digest), () =>
    Result.map(decodeAll(file, rows), (events) =>
      rows.map(({ position, stream, version, hash, recordedAt }, i) => ({
        position,
        stream,
        version,
        event: events[i]!,
        hash,
        recordedAt
      }))
    )
  )

/** Why what is to be written is not, by a condition on the streams; nothing where it holds, or none is asked. */
export const unmet = <E extends Tagged, F>(
  only: Condition<E> | undefined,
  streams: () => Result.Result<ReadonlyArray<StreamSummary>, F>
): E | F | undefined => {
  if (only === undefined) return undefined
  const found = streams()
  return Result.isFailure(found) ? found.failure : only(found.success)
}

// internal

/** Whether a row has what its table promises: in a broken file it may be cut off after any column. */
const isComplete = ({ hash, payload, position, schema, stream, type, version }: EventRow): boolean =>
  typeof hash === "string" &&
  typeof payload === "string" &&
  typeof stream === "string" &&
  typeof type === "string" &&
  Number.isInteger(position) &&
  Number.isInteger(schema) &&
  Number.isInteger(version)

const damaged = (file: string, row: EventRow, detail: Label): StoreDamaged =>
  new StoreDamaged({
    file,
    detail: {
      en: `position ${row.position}, event ${row.version} of run ${shown(row.stream)}: ${detail.en}`,
      zh: `位置 ${row.position}，推演 ${shown(row.stream)} 的第 ${row.version} 个事件：${detail.zh}`
    }
  })
