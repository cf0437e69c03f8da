/**
 * The benchmarks: ratios measured in this run, each beside its bar.
 *
 * Times depend on the machine, ratios hardly; so the bars are ratios. It is a benchmark, not a test: it ends with 0
 * whether or not a bar is reached. It needs gcc, and minutes; `pnpm bench compare check` measures only what has one of
 * the words in its name.
 */
import { cpus, loadavg } from "node:os"
import * as Build from "../../packages/cli/build.ts"
import * as AttributionBench from "./AttributionBench.ts"
import * as CommandBench from "./CommandBench.ts"
import * as EnsembleBench from "./EnsembleBench.ts"
import * as ExplorerBench from "./ExplorerBench.ts"
import * as KernelBench from "./KernelBench.ts"
import * as LanesBench from "./LanesBench.ts"
import * as Ratio from "./Ratio.ts"
import * as StageBench from "./StageBench.ts"
import * as StoreBench from "./StoreBench.ts"
import * as Subject from "./Subject.ts"
import * as VerifyBench from "./VerifyBench.ts"

const tell = (ratio: Ratio.Ratio): void => console.log(Ratio.text(ratio))

const processors = cpus()
console.log(Ratio.machine(processors[0]?.model ?? "unknown processor", processors.length, loadavg()[0]!))
await Build.ensure()
const words = process.argv.slice(2)
const isWanted = (name: string): boolean => words.length === 0 || words.some((word) => name.includes(word))
const subject = await Subject.load()
if (isWanted("kernel")) {
  KernelBench.measure(subject).forEach(tell)
  ;(await LanesBench.measure(subject)).forEach(tell)
}
if (isWanted("attribute")) tell(AttributionBench.measure(subject))
if (isWanted("ensemble")) {
  ;(await EnsembleBench.measure(subject)).forEach(tell)
  tell(EnsembleBench.threads())
  console.log(EnsembleBench.memory())
}
if (isWanted("store")) tell(await StoreBench.measure(subject))
CommandBench.measure(isWanted).forEach(tell)
if (isWanted("verify")) tell(await VerifyBench.measure(subject))
if (isWanted("explorer")) for (const line of await ExplorerBench.measure()) console.log(line)
if (isWanted("stages")) {
  console.log("stages of a run, as parts of projecting it")
  for (const line of await StageBench.measure(subject)) console.log(line)
}
