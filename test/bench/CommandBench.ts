/**
 * Whole processes: the executable from its start to its end, against Node doing nothing.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Ratio } from "./Ratio.ts"
import * as Subject from "./Subject.ts"

const rounds = 21
const warmUp = 3

/** Two scenarios whose runs differ. */
const sides = [Subject.name, `${Subject.placeName}/business-as-usual`]

const executable = fileURLToPath(new URL("../../packages/cli/bin/gongfu.mjs", import.meta.url))

/** What a process takes, in milliseconds. One that ends with another code is an error. */
const timed = (folder: string, args: ReadonlyArray<string>, code = 0): number => {
  const begun = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] })
  const taken = performance.now() - begun
  if (status !== code) throw new Error(`node ${args.join(" ")} ended with ${status}: ${String(stderr)}`)
  return taken
}

/** The processes, by what they do, in the order in which a round runs them. */
type Processes = Readonly<Record<string, (round: number) => number>>

/** What is held against what. */
const ratios = [
  { name: "gongfu --version against node -e 0", of: "gongfu --version", to: "node -e 0", bar: { atMost: 4 } },
  { name: "gongfu run of the plan against node -e 0", of: "gongfu run", to: "node -e 0", bar: { atMost: 12 } },
  {
    name: "gongfu model check against the start-up",
    of: "gongfu model check",
    to: "gongfu --help",
    bar: { atMost: 2 }
  },
  {
    name: "gongfu compare of runs on record, start-up",
    of: "gongfu compare",
    to: "gongfu --help",
    bar: { atMost: 2 }
  }
] as const

/**
 * Measures `--version`, and a run of the plan into a store that is new each time, in turn with `node -e 0`; and the
 * check of the whole model, and the comparison of two runs on record, in turn with `--help`, which loads the program
 * and does nothing. Of these, the ratios whose names are wanted.
 */
export const measure = (isWanted: (name: string) => boolean): ReadonlyArray<Ratio> => {
  const wanted = ratios.filter(({ name }) => isWanted(name))
  if (wanted.length === 0) return []
  const folder = mkdtempSync(join(tmpdir(), "gongfu-command-"))
  const gongfu = (args: ReadonlyArray<string>, code?: number) => timed(folder, [executable, ...args], code)
  const recorded = ["--store", join(folder, "recorded.sqlite")]
  const processes: Processes = {
    "node -e 0": () => timed(folder, ["-e", "0"]),
    "gongfu --version": () => gongfu(["--version"]),
    "gongfu run": (round) => gongfu(["run", Subject.name, "--store", join(folder, `${round}.sqlite`)]),
    "gongfu --help": () => gongfu(["--help"]),
    "gongfu model check": () => gongfu(["model", "check", Subject.placeName]),
    "gongfu compare": () => gongfu(["compare", ...sides.map((side) => side.split("/")[1]!), ...recorded], 2)
  }
  const needed = Object.entries(processes).filter(([process]) =>
    wanted.some(({ of, to }) => process === of || process === to)
  )
  const took = new Map(needed.map(([process]) => [process, [] as Array<number>]))
  try {
    gongfu(["run", ...sides, ...recorded])
    for (let round = -warmUp; round < rounds; round++)
      for (const [process, run] of needed) {
        const time = run(round)
        if (round >= 0) took.get(process)!.push(time)
      }
    return wanted.map(({ bar, name, of, to }) => {
      const [ours, theirs] = [took.get(of)!, took.get(to)!]
      return { name, ratios: ours.map((time, i) => time / theirs[i]!), bar, sides: { [of]: ours, [to]: theirs } }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
