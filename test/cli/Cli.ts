/** The command line as a process: what a user types, and what comes of it. */
import { spawn, spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { ensure } from "../../packages/cli/build.ts"
import * as Resident from "./Resident.ts"

/** The executable. */
export const bin = fileURLToPath(new URL("../../packages/cli/bin/gongfu.mjs", import.meta.url))

/** Builds the executable unless it is up to date. */
export const built = ensure

/** What came of a command. */
export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const environment = (extra: Readonly<Record<string, string>>): Record<string, string> => ({
  PATH: process.env["PATH"] ?? "",
  HOME: process.env["HOME"] ?? "",
  LANG: "en_US.UTF-8",
  ...extra
})

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

const outcome = ({ status, stderr, stdout }: Ended): Outcome => ({ code: status, out: stdout, err: stderr })

const here = (folder: string, extra: Readonly<Record<string, string>>) =>
  ({ cwd: folder, env: environment(extra), encoding: "utf8", maxBuffer: 1 << 28 }) as const

/** Runs a command in a folder and waits for its end. */
export const run = (
  folder: string,
  args: ReadonlyArray<string>,
  extra: Readonly<Record<string, string>> = {}
): Outcome => outcome(spawnSync(process.execPath, [bin, ...args], here(folder, extra)))

/** What comes of a command that sets the scene for another, or looks at what came of one; see `Resident`. */
export const aside = (
  folder: string,
  args: ReadonlyArray<string>,
  extra: Readonly<Record<string, string>> = {}
): Outcome => Resident.run(folder, args, environment(extra))

/** Runs a command as a user who has no rights, where root, who is let through everywhere, runs the tests. */
export const runAsNobody = (folder: string, args: ReadonlyArray<string>): Outcome => {
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  return outcome(spawnSync(process.execPath, [bin, ...args], { ...here(folder, {}), ...user }))
}

/** Runs a line of a shell, in which `"$0" "$@"` is a command, in a folder, and waits for its end. */
export const shell = (folder: string, line: string, args: ReadonlyArray<string> = []): Outcome =>
  outcome(spawnSync("sh", ["-c", line, process.execPath, bin, ...args], here(folder, {})))

/** Starts a command in a folder. */
export const start = (folder: string, args: ReadonlyArray<string>, extra: Readonly<Record<string, string>> = {}) =>
  spawn(process.execPath, [bin, ...args], { cwd: folder, env: environment(extra) })
