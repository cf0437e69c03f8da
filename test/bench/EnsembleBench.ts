/**
 * An ensemble of the plan with the quantiles of its headline indicators against the bare runs of the kernel that its
 * members need; and, for comparison, with the margins of all targets too, as the command has it.
 *
 * The bare side writes each member's inputs, worked out before, into the rows and projects them on the same lanes, and
 * does nothing else: nothing is drawn, looked at or noted. The other side is the whole of it, from the plan to the
 * summary. Both are told in processor time, as the kernel is.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Batch from "@gongfu/core/ensemble/Batch"
import * as Ensemble from "@gongfu/core/ensemble/Ensemble"
import * as Plan from "@gongfu/core/ensemble/Plan"
import * as Summarise from "@gongfu/core/ensemble/Summarise"
import * as Lanes from "@gongfu/core/model/Lanes"
import * as WasmKernel from "@gongfu/core/wasm/WasmKernel"
import type { Target } from "@gongfu/core/target/Target"
import type { Ratio } from "./Ratio.ts"
import { name, type Subject } from "./Subject.ts"

/** As many as a module is first made for. */
const members = 4096
const rounds = 15
/** Rounds until the code of both sides is compiled as well as it will be. */
const warmUp = 5

/** How many members' inputs are kept for the bare runs, which go through them again and again. */
const kept = 200

/** The plan of an ensemble of the subject with quantiles of the headline indicators, and with some targets. */
const planOf = ({ place, scenario }: Subject, targets: ReadonlyArray<Target>): Plan.Plan =>
  Plan.make(place.kernel, targets, scenario, { sampler: "latin-hypercube", members, seed: 1 }, place.headline)

/** What a summary is made by. */
const carriedOut = (plan: Plan.Plan, lanes: Lanes.Lanes) => {
  const { part, shape } = Ensemble.carryOut(plan, lanes)
  return Summarise.of(plan, shape, part)
}

/** The inputs of groups of members, as many as there are lanes, year by year. */
const inputsOf = (plan: Plan.Plan, lanes: Lanes.Lanes): ReadonlyArray<ReadonlyArray<Float64Array>> => {
  const { axes, kernel, scenario, years } = plan
  const { model } = kernel
  const batch = Batch.make(kernel, scenario, axes, lanes)
  const positionsOf = Plan.positions(plan)
  const positions = new Float64Array(axes.length)
  const count = model.cells.filter(({ equation }) => equation === undefined).length
  return Array.from({ length: kept / lanes.lanes }, (_, group) => {
    for (let lane = 0; lane < lanes.lanes; lane++) {
      positionsOf(group * lanes.lanes + lane, positions)
      batch.place(lane, positions)
    }
    batch.project()
    return years.map((_year, y) => batch.rows.slice(batch.at(0, y, 0), batch.at(count, y, 0)))
  })
}

const timed = (body: () => unknown): number => {
  const begun = process.cpuUsage()
  body()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1000
}

/** Measures both in turn on some lanes. */
const on = (plan: Plan.Plan, lanes: Lanes.Lanes, way: string, bar: Ratio["bar"]): Ratio => {
  const { kernel, years } = plan
  const groups = inputsOf(plan, lanes)
  const row = kernel.model.slots * lanes.lanes
  const bare = () => {
    for (let member = 0; member < members; member += lanes.lanes) {
      const inputs = groups[(member / lanes.lanes) % groups.length]!
      for (let y = 0; y < years.length; y++) lanes.rows.set(inputs[y]!, y * row)
      lanes.project(years.length)
    }
  }
  const [ours, theirs]: [Array<number>, Array<number>] = [[], []]
  for (let round = -warmUp; round < rounds; round++) {
    const times = [timed(() => carriedOut(plan, lanes)), timed(bare)] as const
    if (round < 0) continue
    ours.push(times[0])
    theirs.push(times[1])
  }
  return {
    name: `ensemble: ${members} members, bare runs, ${way}`,
    ratios: ours.map((time, i) => time / theirs[i]!),
    bar,
    sides: { "an ensemble": ours, "bare runs": theirs }
  }
}

/** The lanes of a plan in WebAssembly. */
const vectors = async ({ kernel, years }: Plan.Plan): Promise<Lanes.Lanes> =>
  WasmKernel.instantiate(await WasmKernel.assemble(kernel.model), kernel.model, years.length)

/** Measures ensembles in JavaScript, as small ones are carried out, and on the quickest lanes, as large ones are. */
export const measure = async (subject: Subject): Promise<ReadonlyArray<Ratio>> => {
  const [headline, whole] = [planOf(subject, []), planOf(subject, subject.place.targets.all)]
  const plain = Lanes.javaScript(headline.kernel, headline.years.length)
  const quick = await vectors(headline)
  const bar = { atMost: 1.5 }
  return [
    on(headline, plain, "JavaScript", bar),
    on(headline, quick, "WebAssembly", bar),
    on(whole, quick, "WebAssembly, and all targets", undefined)
  ]
}

const executable = fileURLToPath(new URL("../../packages/cli/bin/gongfu.mjs", import.meta.url))

/** Enough members that starting threads, and what is done once for all members, hardly count. */
const shared = 240_000

const threadRounds = 3

/**
 * Measures how much faster an ensemble is with two threads than with one: whole processes by the clock, so the machine
 * has to be free.
 */
export const threads = (): Ratio => {
  const folder = mkdtempSync(join(tmpdir(), "gongfu-threads-"))
  const took = (count: number, round: number): number => {
    const store = join(folder, `${round}-${count}.sqlite`)
    const chosen = ["--members", String(shared), "--indicator", "gdp", "--threads", String(count), "--brief"]
    const begun = performance.now()
    const { status } = spawnSync(process.execPath, [executable, "ensemble", name, ...chosen, "--store", store])
    if (status !== 0) throw new Error(`gongfu ensemble ended with ${status}`)
    return performance.now() - begun
  }
  const [one, two]: [Array<number>, Array<number>] = [[], []]
  try {
    for (let round = 0; round < threadRounds; round++) {
      one.push(took(1, round))
      two.push(took(2, round))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    name: `ensemble: ${shared} members, two threads for one`,
    ratios: one.map((time, i) => time / two[i]!),
    bar: { atLeast: 1.8 },
    sides: { "with one": one, "with two": two }
  }
}

const million = 1_000_000

/** What a process writes last: how much memory it had at most, with all of its threads, in KiB. */
const tellPeak = `import { isMainThread } from "node:worker_threads"
if (isMainThread) process.on("exit", () => process.stderr.write("\\n" + process.resourceUsage().maxRSS))`

/** The memory that the command takes for a million members, as a line of text. */
export const memory = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "gongfu-memory-"))
  const chosen = ["--members", String(million), "--indicator", "gdp", "--brief", "--store", join(folder, "s.sqlite")]
  const hook = `data:text/javascript,${encodeURIComponent(tellPeak)}`
  try {
    const begun = performance.now()
    const args = ["--import", hook, executable, "ensemble", name, ...chosen]
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" })
    if (status !== 0) throw new Error(`gongfu ensemble ended with ${status}: ${stderr}`)
    const seconds = (performance.now() - begun) / 1000
    const gigabytes = Number(stderr.trimEnd().split("\n").at(-1)) / 2 ** 20
    return `ensemble: a million members by the command${" ".repeat(8)}${gigabytes.toFixed(2)} GB  (${seconds.toFixed(0)} s)  bar: less than 1.5 GB`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
