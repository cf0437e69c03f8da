/**
 * The hash of an event, which covers the one before it in its stream.
 *
 * Whoever changes, drops or moves a recorded event changes its hash and with
 * it every later hash of the stream. A chain proves that a log is whole, not
 * who wrote it: it carries no key.
 *
 * The layout is a persistent format and must never change. It is SHA-256, as
 * 64 small hexadecimal digits, of the UTF-8 bytes of six fields with one line
 * feed (0x0A) between them and none at the end:
 *
 * 1. the hash of the event before, 64 digits; for version 1, 64 zeros
 * 2. stream
 * 3. version, decimal, from 1
 * 4. type
 * 5. schema, decimal
 * 6. payload, canonical JSON
 *
 * No field but the last may hold a line feed: names are checked when they
 * are recorded, types are fixed. So no two events have the same bytes.
 */
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import type { EncodedEvent } from "./EventCodec.ts"

/** What stands for the hash before the first event. */
export const genesis = "0".repeat(64)

/** An event as it is stored, whose payload may be given by its bytes. */
interface Linked extends Pick<EncodedEvent, "type" | "schema"> {
  readonly payload: string | Uint8Array
}

/** From how many characters on a payload is hashed by itself: to put a head before a long one, it would be copied. */
const long = 4096

/** The hash of an event at a version of a stream, given the hash of the one before. */
export const link = (
  previous: string,
  stream: string,
  version: number,
  { payload, schema, type }: Linked,
  digest: Fingerprint.Digest = Fingerprint.ofText
): string => {
  const head = `${previous}\n${stream}\n${version}\n${type}\n${schema}\n`
  return digest(typeof payload === "string" && payload.length < long ? head + payload : [head, payload])
}
