/**
 * Whether a store is whole, found out stream by stream.
 *
 * `Integrity` names every fault, and has to hold what it reads against all the rest for it. That nothing is amiss can be
 * told sooner: each stream by itself, in any order and by several threads, and then what they come to together. A yes
 * means that `Integrity` finds no fault; after a no it is asked.
 */
import type { Digest } from "../fingerprint/Fingerprint.ts"
import * as EventCodec from "./EventCodec.ts"
import * as HashChain from "./HashChain.ts"
import type { ArtifactKind, EventRow, Reference, RowReader } from "./Recorded.ts"
import * as Recording from "./Recording.ts"
import { beginnings } from "./StoredEvent.ts"
import * as Result from "effect/Result"

/** Positions from a first to a last one, without a gap. */
export type Stretch = readonly [from: number, to: number]

/** What a whole stream comes to. */
export interface Stream {
  readonly positions: ReadonlyArray<Stretch>
  readonly references: ReadonlyArray<Reference>
}

/** How much there is in a store. */
export interface Outline {
  /** Every stream, oldest first. */
  readonly streams: ReadonlyArray<string>
  /** The last position that was ever given out. */
  readonly lastPosition: number
}

/** What a store has beside its events. */
export interface Surroundings {
  /** The kind of every document by its fingerprint. */
  readonly documents: ReadonlyMap<string, ArtifactKind>
  /** Whether every document, and the file itself, are as they should be. */
  readonly sound: boolean
}

// Bytes that are not UTF-8 are read as this, and would pass for it.
const isExact = (text: string): boolean => !text.includes("\ufffd")

/** A time as stores write it. */
const time = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/

/** Reads a stream, see `reader`. */
export interface Reader extends RowReader<Stream | undefined> {
  /** The payload may be given by its bytes too, which are hashed sooner. */
  readonly take: (row: EventRow, payload?: string | Uint8Array) => void
}

/** A reader of one stream: it tells what the stream comes to, and nothing when it is not plainly whole. */
export const reader = (digest: Digest): Reader => {
  const positions: Array<Stretch> = []
  const references: Array<Reference> = []
  let isWhole = true
  let [previous, from, last, count] = [HashChain.genesis, 0, 0, 0]
  let recorded: string | undefined
  return {
    take: (row, payload = row.payload) => {
      const { hash, position, recordedAt, schema, type } = row
      const known = EventCodec.known(type)
      isWhole &&=
        row.version === count + 1 &&
        position > last &&
        known !== undefined &&
        schema >= 1 &&
        schema <= known &&
        isExact(row.payload) &&
        isExact(row.stream) &&
        (recordedAt === recorded || time.test(recordedAt)) &&
        HashChain.link(previous, row.stream, row.version, { type, schema, payload }, digest) === hash
      if (!isWhole) return
      if (count === 0 || position !== last + 1) {
        if (count > 0) positions.push([from, last])
        from = position
      }
      if (beginnings.has(type)) {
        const event = EventCodec.decode(row)
        if (Result.isSuccess(event)) references.push(...Recording.references(event.success))
      }
      ;[previous, last, count] = [hash, position, count + 1]
      recorded = recordedAt
    },
    end: () => (isWhole ? { positions: count === 0 ? [] : [...positions, [from, last]], references } : undefined)
  }
}

/** Whether streams that are whole, all of a store, make a whole store. */
export const isStore = (
  { lastPosition, streams }: Outline,
  { documents, sound }: Surroundings,
  whole: ReadonlyArray<Stream>
): boolean => {
  let next = 1
  for (const [from, to] of whole.flatMap(({ positions }) => positions).toSorted(([a], [b]) => a - b)) {
    if (from !== next) return false
    next = to + 1
  }
  return (
    sound &&
    whole.length === streams.length &&
    next === lastPosition + 1 &&
    whole.every(({ references }) => references.every(({ fingerprint, kind }) => documents.get(fingerprint) === kind))
  )
}
