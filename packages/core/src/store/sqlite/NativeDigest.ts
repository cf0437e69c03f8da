/**
 * SHA-256 by the platform: the same value as `Fingerprint.ofText`, many times faster.
 */
import { hash } from "node:crypto"
import type { Digest } from "../../fingerprint/Fingerprint.ts"

/** SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits. */
export const digest: Digest = (text) => hash("sha256", text)
