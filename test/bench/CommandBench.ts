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

/**
 * Measures `--version`, and a run of the plan into a store that is new each time, in turn with `node -e 0`; and the
 * check of the whole model, and the comparison of two runs on record, in turn with `--help`, which loads the program
 * and does nothing.
 */
export const measure = (): ReadonlyArray<Ratio> => {
  const folder = mkdtempSync(join(tmpdir(), "gongfu-command-"))
  try {
    const [nothing, version, run, help, check, compare] = Array.from({ length: 6 }, (): Array<number> => []) as [
      Array<number>,
      Array<number>,
      Array<number>,
      Array<number>,
      Array<number>,
      Array<number>
    ]
    const recorded = ["--store", join(folder, "recorded.sqlite")]
    timed(folder, [executable, "run", ...sides, ...recorded])
    for (let round = -warmUp; round < rounds; round++) {
      const times = [
        timed(folder, ["-e", "0"]),
        timed(folder, [executable, "--version"]),
        timed(folder, [executable, "run", Subject.name, "--store", join(folder, `${round}.sqlite`)]),
        timed(folder, [executable, "--help"]),
        timed(folder, [executable, "model", "check", Subject.placeName]),
        timed(folder, [executable, "compare", ...sides.map((side) => side.split("/")[1]!), ...recorded], 2)
      ] as const
      if (round < 0) continue
      nothing.push(times[0])
      version.push(times[1])
      run.push(times[2])
      help.push(times[3])
      check.push(times[4])
      compare.push(times[5])
    }
    return [
      {
        name: "gongfu --version against node -e 0",
        ratios: version.map((time, i) => time / nothing[i]!),
        bar: { atMost: 4 },
        sides: { "gongfu --version": version, "node -e 0": nothing }
      },
      {
        name: "gongfu run of the plan against node -e 0",
        ratios: run.map((time, i) => time / nothing[i]!),
        bar: { atMost: 12 },
        sides: { "gongfu run": run, "node -e 0": nothing }
      },
      {
        name: "gongfu model check against the start-up",
        ratios: check.map((time, i) => time / help[i]!),
        bar: { atMost: 2 },
        sides: { "gongfu model check": check, "gongfu --help": help }
      },
      {
        name: "gongfu compare of runs on record, start-up",
        ratios: compare.map((time, i) => time / help[i]!),
        bar: { atMost: 2 },
        sides: { "gongfu compare": compare, "gongfu --help": help }
      }
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
