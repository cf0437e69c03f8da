/**
 * Fingerprints: the same content gives the same short hash on every machine.
 *
 * Content is written as canonical JSON (RFC 8785: sorted keys, shortest
 * numbers) and hashed with SHA-256, both in pure JavaScript, so that a browser
 * agrees with a server. A fingerprint is 64 hexadecimal digits; people compare
 * the first eight.
 */
import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import canonicalize from "canonicalize"

/** Content as canonical JSON. Content with NaN, infinity or a lone surrogate is a defect of the caller and throws. */
export const canonical = (content: object): string => canonicalize(content)!

/** SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits. */
export const ofText = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** SHA-256 of a text's UTF-8 bytes as 64 small hexadecimal digits, by whatever implementation is at hand. */
export type Digest = (text: string) => string

/** The fingerprint of content: SHA-256 of its canonical JSON. */
export const of = (content: object, digest: Digest = ofText): string => digest(canonical(content))

/** The part of a fingerprint that people read. */
export const short = (fingerprint: string): string => fingerprint.slice(0, 8)
