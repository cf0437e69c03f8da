/**
 * Carries out an ensemble of the plan of as many members as are asked for, a million if none, and tells the most memory
 * that the process had.
 */
import * as EnsembleBench from "./EnsembleBench.ts"
import * as Subject from "./Subject.ts"

const members = Number(process.argv[2] ?? 1_000_000)
const plan = EnsembleBench.planOf(await Subject.load(), members)
const begun = performance.now()
const { quantiles } = EnsembleBench.carriedOut(plan, await EnsembleBench.vectors(plan))
const seconds = (performance.now() - begun) / 1000
const gigabytes = process.resourceUsage().maxRSS / 2 ** 20
console.log(
  `ensemble: ${members} members on one thread${" ".repeat(10)}${gigabytes.toFixed(2)} GB  (${quantiles} quantiles, ${seconds.toFixed(0)} s)  bar: less than 1.5 GB for a million`
)
