/**
 * `gongfu verify` of a thousand runs of the plan, each different, against a loop that reads and hashes the same rows
 * and does nothing else.
 *
 * Both are processes, from start to end. The loop has one thread, as whoever writes it would have; verify takes every
 * processor that there is, and beside hashes and runs it checks the file and its indexes.
 */
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { Ratio } from "./Ratio.ts"
import * as Recordings from "./Recordings.ts"
import type { Subject } from "./Subject.ts"

const runs = 1000
const rounds = 3

const executable = fileURLToPath(new URL("../../packages/cli/bin/gongfu.mjs", import.meta.url))
const loop = fileURLToPath(new URL("./readAndHash.ts", import.meta.url))

/** What a process takes, in milliseconds. One that does not succeed is an error. */
const timed = (args: ReadonlyArray<string>): number => {
  const begun = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] })
  const taken = performance.now() - begun
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${String(stderr)}`)
  return taken
}

/** Measures both in turn; the store is made when there is none yet, which takes about a minute and a gigabyte. */
export const measure = async (subject: Subject): Promise<Ratio> => {
  const file = await Recordings.make(subject, runs)
  const [verify, alone]: [Array<number>, Array<number>] = [[], []]
  // Once unmeasured, so that both find the file in memory.
  timed([loop, file])
  for (let round = 0; round < rounds; round++) {
    alone.push(timed([loop, file]))
    verify.push(timed([executable, "verify", "--store", file]))
  }
  return {
    name: `gongfu verify of ${runs} runs against reading them`,
    ratios: verify.map((time, i) => time / alone[i]!),
    bar: { atMost: 3 },
    sides: { "gongfu verify": verify, "reading and hashing alone": alone }
  }
}
