/**
 * Commands that set a scene, or look at what came of another command, carried out by a process that stays.
 *
 * What a command is, is what comes of it as a process; to start one takes ten times what most commands do. So the
 * command that a test is about is a process, and those around it need not be. `Resident.test.ts` holds that both say
 * the same.
 */
import { spawn, spawnSync } from "node:child_process"
import { openSync, readSync, writeSync } from "node:fs"
import { join } from "node:path"
import { StringDecoder } from "node:string_decoder"
import { fileURLToPath } from "node:url"
import * as TemporaryFolder from "../core/store/TemporaryFolder.ts"

const entry = fileURLToPath(new URL("residentProcess.ts", import.meta.url))

/** The ends of the two pipes. */
interface Line {
  readonly requests: number
  readonly answers: number
}

let line: Line | undefined

/** Starts the process: its end of the pipes is open when this returns. */
const begin = (): Line => {
  const folder = TemporaryFolder.make()
  const pipes = ["requests", "answers"].map((name) => join(folder, name))
  spawnSync("mkfifo", pipes)
  // It inherits no pipe of this process, ends with it, and keeps nobody waiting.
  spawn(process.execPath, [entry, ...pipes], { stdio: ["ignore", "ignore", "inherit"] }).unref()
  return { requests: openSync(pipes[0]!, "w"), answers: openSync(pipes[1]!, "r") }
}

const buffer = Buffer.alloc(1 << 16)

/** What came of a command line in a folder. A process that has gone is an error. */
export const run = (
  folder: string,
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>>
): { readonly code: number; readonly out: string; readonly err: string } => {
  line ??= begin()
  writeSync(line.requests, `${JSON.stringify({ folder, args, environment })}\n`)
  const decoder = new StringDecoder()
  let answer = ""
  while (!answer.endsWith("\n")) {
    const size = readSync(line.answers, buffer)
    if (size === 0) throw new Error(`the process that carries out commands ended at: ${args.join(" ")}`)
    answer += decoder.write(buffer.subarray(0, size))
  }
  return JSON.parse(answer)
}
