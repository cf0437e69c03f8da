/**
 * Events sealed for the log: encoded by their schemas, and chained to the event before them.
 *
 * Everything that costs time is done here, before a store is asked for anything: an append then holds its lock only
 * as long as it takes to write. A store trusts what is sealed, because nothing else can make it.
 */
import * as Result from "effect/Result"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import type { RunEvent } from "../run/Event.ts"
import type { EncodedEvent } from "./EventCodec.ts"
import * as EventCodec from "./EventCodec.ts"
import * as HashChain from "./HashChain.ts"
import type { Reference } from "./Recorded.ts"
import { isName, references } from "./Recording.ts"
import { AppendRefused, InvalidName } from "./StoreError.ts"

/** The end of a stream: how many events it has, and the hash of the last. */
export interface Head {
  readonly version: number
  readonly hash: string
}

/** The head of a stream that does not exist. */
export const beginning: Head = { version: 0, hash: HashChain.genesis }

/** An event with its hash. */
export interface SealedEvent extends EncodedEvent {
  readonly hash: string
}

declare const proof: unique symbol

/** Events that can follow one head of one stream, and no other. */
export interface Sealed {
  readonly [proof]: true
  readonly stream: string
  readonly after: Head
  readonly events: ReadonlyArray<SealedEvent>
  /** The artifacts that the events refer to. */
  readonly references: ReadonlyArray<Reference>
}

/**
 * Seals events to follow a head. `digest` may be any SHA-256.
 *
 * An event that its schema does not describe (NaN, an infinity, -0, an unknown key) is refused, and so is a name that
 * no stream may have.
 */
export const seal = (
  stream: string,
  after: Head,
  events: ReadonlyArray<RunEvent>,
  digest: Fingerprint.Digest = Fingerprint.ofText
): Result.Result<Sealed, InvalidName | AppendRefused> => {
  if (!isName(stream)) return Result.fail(new InvalidName({ name: stream }))
  const sealed: Array<SealedEvent> = []
  let { hash } = after
  for (const [i, event] of events.entries()) {
    const encoded = EventCodec.encode(event)
    if (Result.isFailure(encoded))
      return Result.fail(new AppendRefused({ stream, reason: "event", detail: encoded.failure }))
    hash = HashChain.link(hash, stream, after.version + i + 1, encoded.success, digest)
    sealed.push({ ...encoded.success, hash })
  }
  // The only place where the proof is given.
  return Result.succeed({ stream, after, events: sealed, references: events.flatMap(references) } as unknown as Sealed)
}
