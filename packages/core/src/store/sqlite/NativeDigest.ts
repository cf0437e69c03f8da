/**
 * SHA-256 by the platform: the same value as `Fingerprint.ofText`, many times faster.
 */
import { createHash, hash } from "node:crypto"
import type { Digest } from "../../fingerprint/Fingerprint.ts"

/** How many characters are hashed by themselves: putting them together with others first would take longer. */
const long = 4096

/** SHA-256 of the UTF-8 bytes of a text or texts, as 64 hexadecimal digits. */
export const digest: Digest = (text) => {
  if (typeof text === "string") return hash("sha256", text)
  const sha = createHash("sha256")
  let short = ""
  for (const part of text)
    if (typeof part === "string" && part.length < long) short += part
    else {
      sha.update(short).update(part)
      short = ""
    }
  return sha.update(short).digest("hex")
}
