/**
 * What a store keeps: events with their place in the log, and the documents beside them.
 */
import type { EncodedEvent } from "./EventCodec.ts"
import type { StoredEvent } from "./StoredEvent.ts"

/** What an artifact is: one of the documents that a run is made from. */
export type ArtifactKind = "place" | "model" | "targets" | "scenario"

/** Content kept by its fingerprint: `fingerprint` is SHA-256 of `content`, which is canonical JSON. */
export interface Artifact {
  readonly fingerprint: string
  readonly kind: ArtifactKind
  readonly content: string
}

/** An event as it stands on record. */
export interface RecordedEvent {
  /** Its place in the whole store, from 1, without gaps. */
  readonly position: number
  readonly stream: string
  /** Its place in its stream, from 1, without gaps. */
  readonly version: number
  readonly event: StoredEvent
  readonly hash: string
  /** When it was recorded, ISO 8601 in UTC. */
  readonly recordedAt: string
}

/** A recorded event before it is decoded. */
export interface EventRow extends EncodedEvent {
  readonly position: number
  readonly stream: string
  readonly version: number
  readonly hash: string
  readonly recordedAt: string
}

/** Reads rows one after the other, none of which stays, and tells at the end what they come to. */
export interface RowReader<A> {
  readonly take: (row: EventRow) => void
  readonly end: () => A
}

/** An artifact that an event refers to. */
export interface Reference {
  readonly kind: ArtifactKind
  readonly fingerprint: string
}
