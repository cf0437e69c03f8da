import { place, model, levers } from "./scenarios/Wenzhou.ts"
import * as Run from "@gongfu/core/run/Run"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import * as ProsperityIndex from "@gongfu/core/target/ProsperityIndex"
import * as Projection from "@gongfu/core/run/Projection"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Assess from "@gongfu/core/target/Assess"
import * as Result from "effect/Result"
import * as Effect from "effect/Effect"
import { loadScenarioChain } from "@gongfu/scenarios/ProjectFiles"
import * as Inputs from "@gongfu/core/scenario/Inputs"
const chain = await Effect.runPromise(loadScenarioChain("packages/scenarios/wenzhou/scenarios/plan.yaml"))
const plan = Result.getOrThrow(Scenario.resolve(chain.files, model))
const years = Trajectory.years(model.years)
type S = Record<string, [number, number]>  // 2021, 2025
const at = (s: S, name: string, year: number, def: number) => { const p = s[name]; if (!p || year === 2020) return def; return year <= 2021 ? p[0] : year >= 2025 ? p[1] : p[0] + (p[1] - p[0]) * (year - 2021) / 4 }
const start: S = Object.fromEntries(levers.map(({ name, lever }) => [name, [Inputs.leverAt(plan, model, name, 2021), Inputs.leverAt(plan, model, name, 2025)]]))
const evaluate = (s: S): { met: number; index: number; score: number; missed: string[] } => {
  let t = Trajectory.empty(model, 2020)
  for (const year of years) {
    const set = new Map(year === 2020 ? [] : levers.map(({ name, lever }) => [name, at(s, name, year, lever!.default)] as const))
    const p = Projection.project(place.kernel, t, { levers: set, assumptions: new Map(), shocks: [] }, "refuse")
    if ("reason" in p) return { met: 0, index: 0, score: -1 + year / 10000, missed: [p.variable] }
    t = Trajectory.append(t, p.row)
  }
  const res = place.targets.all.map((target) => ({ target, a: Assess.of(target, (y) => Trajectory.at(t, target.indicator.slot, y), target.by) }))
  const missed = res.filter(({ a }) => a.status !== "met").map(({ target }) => target.name)
  const idx = ProsperityIndex.of(place.targets, t).at(-1)!.total
  return { met: res.length - missed.length, index: idx, score: res.length - missed.length + idx / 20, missed }
}
let seed = Number(process.argv[2] ?? 1)
const random = () => { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }
let best = start, bs = evaluate(start)
console.log("plan", bs.met, bs.index)
const until = Date.now() + Number(process.argv[3] ?? 150) * 1000
let temp = 0.6
let cur = best, cs = bs
while (Date.now() < until) {
  const next: S = { ...cur }
  const n = 1 + Math.floor(random() * 3)
  for (let i = 0; i < n; i++) {
    const { name, lever } = levers[Math.floor(random() * levers.length)]!
    const { min, max } = lever!
    const [a, b] = next[name]!
    const w = (max - min) * (random() < 0.5 ? 0.06 : 0.3)
    const c = (v: number) => Math.min(max, Math.max(min, v + (random() * 2 - 1) * w))
    const r = random()
    next[name] = r < 0.4 ? [c(a), c(b)] : r < 0.7 ? [a, c(b)] : r < 0.85 ? [c(a), b] : (() => { const v = c(b); return [v, v] as [number, number] })()
  }
  const ns = evaluate(next)
  if (ns.score >= cs.score || random() < Math.exp((ns.score - cs.score) / temp)) { cur = next; cs = ns }
  if (ns.score > bs.score) { best = next; bs = ns }
  temp = Math.max(0.05, temp * 0.9999)
}
console.log(bs.met, bs.index.toFixed(2), bs.missed.join(" "))
console.log(JSON.stringify(Object.fromEntries(Object.entries(best).map(([k, [a, b]]) => [k, [Number(a.toPrecision(4)), Number(b.toPrecision(4))]]))))
