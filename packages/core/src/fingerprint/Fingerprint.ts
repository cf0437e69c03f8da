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

/**
 * Whether plain JSON of a value is canonical already: keys of every map in order, numbers finite, texts whole. The
 * numbers and texts of RFC 8785 are those of JavaScript's own JSON.
 */
const isInOrder = (value: unknown): boolean => {
  if (typeof value === "number") return Number.isFinite(value)
  if (typeof value === "string") return value.isWellFormed()
  if (typeof value === "boolean" || value === null) return true
  if (typeof value !== "object" || "toJSON" in value) return false
  if (Array.isArray(value)) return value.every(isInOrder)
  let before = ""
  for (const [key, inner] of Object.entries(value)) {
    if (key < before || !key.isWellFormed() || !isInOrder(inner)) return false
    before = key
  }
  return true
}

/**
 * Content as canonical JSON. Content with NaN, infinity or a lone surrogate is a defect of the caller and throws.
 *
 * A year has a thousand numbers, and sorting what is in order already takes most of a run's time: that is left out.
 */
export const canonical = (content: object): string =>
  isInOrder(content) ? JSON.stringify(content) : canonicalize(content)!

/**
 * SHA-256 of the UTF-8 bytes of a text, or of texts one after the other, as 64 small hexadecimal digits, by whatever
 * implementation is at hand. A text among others may be given by its bytes.
 */
export type Digest = (text: string | ReadonlyArray<string | Uint8Array>) => string

/** SHA-256 in pure JavaScript. */
export const ofText: Digest = (text) => {
  if (typeof text === "string") return bytesToHex(sha256(utf8ToBytes(text)))
  const sha = sha256.create()
  for (const part of text) sha.update(typeof part === "string" ? utf8ToBytes(part) : part)
  return bytesToHex(sha.digest())
}

/** The fingerprint of content: SHA-256 of its canonical JSON. */
export const of = (content: object, digest: Digest = ofText): string => digest(canonical(content))

/** The part of a fingerprint that people read. */
export const short = (fingerprint: string): string => fingerprint.slice(0, 8)
