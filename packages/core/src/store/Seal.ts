/**
 * Events sealed for the log: encoded by their schemas, and chained to the event before them.
 *
 * Everything that costs time is done here, before a store is asked for anything: an append then holds its lock only
 * as long as it takes to write. A store trusts what is sealed, because nothing else can make it: `seal` seals events that
 * are new, `verified` takes those that another store has sealed.
 */
import * as Result from "effect/Result"
import type { Label } from "../document/Label.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import type { EncodedEvent } from "./EventCodec.ts"
import * as EventCodec from "./EventCodec.ts"
import * as HashChain from "./HashChain.ts"
import type { Reference } from "./Recorded.ts"
import { isName, references } from "./Recording.ts"
import { AppendRefused, InvalidName } from "./StoreError.ts"
import type { StoredEvent } from "./StoredEvent.ts"

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
  events: ReadonlyArray<StoredEvent>,
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
  return Result.succeed(proven({ stream, after, events: sealed, references: events.flatMap(references) }))
}

/**
 * Takes events that were sealed elsewhere to follow a head, as they are: their bytes are kept, those of an older schema
 * too. Every hash is checked, and every event has to be one that this program can read.
 */
export const verified = (
  stream: string,
  after: Head,
  events: ReadonlyArray<SealedEvent>,
  digest: Fingerprint.Digest = Fingerprint.ofText
): Result.Result<Sealed, InvalidName | AppendRefused> => {
  if (!isName(stream)) return Result.fail(new InvalidName({ name: stream }))
  const refused = (version: number, why: Label) => {
    const detail = { en: `event ${version} ${why.en}`, zh: `第 ${version} 个事件${why.zh}` }
    return Result.fail(new AppendRefused({ stream, reason: "event", detail }))
  }
  const referred: Array<Reference> = []
  let { hash, version } = after
  for (const sealed of events) {
    version++
    if (HashChain.link(hash, stream, version, sealed, digest) !== sealed.hash)
      return refused(version, { en: "does not follow the one before it", zh: "与前一个事件不相衔接" })
    hash = sealed.hash
    const event = EventCodec.decode(sealed)
    if (Result.isFailure(event)) return refused(version, { en: "cannot be read", zh: "无法读取" })
    referred.push(...references(event.success))
  }
  return Result.succeed(proven({ stream, after, events, references: referred }))
}

/** The only place where the proof is given. */
const proven = (sealed: Omit<Sealed, typeof proof>): Sealed => sealed as Sealed
