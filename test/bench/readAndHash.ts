/**
 * Reads every event of a store in order and hashes it in its chain, and nothing else: one thread, one loop. It is what
 * `VerifyBench` holds `gongfu verify` against, and is given the file of the store.
 */
import { hash } from "node:crypto"
import Database from "better-sqlite3"

const db = new Database(process.argv[2], { readonly: true })
const select = db.prepare<[], readonly [string, number, string, number, string, string]>(
  "select stream, version, type, schema, payload, hash from event order by position"
)
const genesis = "0".repeat(64)
let last = { stream: "", hash: genesis }
let broken = 0
for (const [stream, version, type, schema, payload, recorded] of select.raw().iterate()) {
  const previous = stream === last.stream ? last.hash : genesis
  if (hash("sha256", `${previous}\n${stream}\n${version}\n${type}\n${schema}\n${payload}`) !== recorded) broken++
  last = { stream, hash: recorded }
}
db.close()
process.exitCode = broken === 0 ? 0 : 1
