import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string

const scenario = (name: string): string => `toy/scenarios/${name}.yaml`
const gongfu = (...args: ReadonlyArray<string>) => Cli.aside(root, args)
const json = (...args: ReadonlyArray<string>) => {
  const { code, err, out } = gongfu(...args, "--json")
  return { code, err, data: out === "" ? undefined : JSON.parse(out) }
}

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
})

const idOf = (text: string): string => /\S+-ensemble-[0-9a-f]{8}/.exec(text)![0]

describe("gongfu ensemble", () => {
  it("tells quantiles and probabilities, and is recorded once, whatever the number of threads", () => {
    const first = gongfu("ensemble", scenario("more"), "--members", "600", "--threads", "3")
    assert.deepStrictEqual([first.code, first.err], [0, ""])
    assert.match(first.out, /600 members, Latin hypercube, seed 1; 1 assumption varies over its range\./)
    assert.match(first.out, / Income \(yuan\) +95% +[\d.]+ +[\d.]+ .*█\n +50% .*\n +5% .*▁/)
    assert.match(first.out, / Income of 150 +yuan +2023 +\d+\.\d% +<0\.2 /)
    assert.match(first.out, /recorded in gongfu\.sqlite/)
    const again = gongfu("ensemble", scenario("more"), "--members", "600", "--threads", "1")
    assert.match(again.out, /already on record/)
    assert.strictEqual(
      again.out.replace("already on record, nothing new was written", ""),
      first.out.replace("recorded in gongfu.sqlite", "")
    )
  })

  it("is shown, listed, told in the log, verified, bundled and imported like a run", () => {
    const { data } = json("ensemble", scenario("more"), "--members", "40", "--seed", "9")
    const [{ id, result }] = data.ensembles
    assert.strictEqual(json("show", id).data.ensemble.result, result)
    const listed = json("list").data.runs.find((one: { id: string }) => one.id === id)
    assert.deepInclude(listed, { status: "completed", result, scenario: "more" })
    assert.match(gongfu("log").out, /recorded an ensemble of 40 members, seed 9/)
    const verified = json("verify", id)
    assert.deepStrictEqual([verified.code, verified.data.runs[0].outcome], [0, "identical"])
    assert.strictEqual(gongfu("bundle", id, "-o", "e.bundle").code, 0)
    const imported = Cli.aside(root, ["import", "e.bundle", "--store", "other.sqlite", "--json"])
    assert.strictEqual(imported.code, 0)
    assert.strictEqual(
      JSON.parse(Cli.aside(root, ["show", id, "--store", "other.sqlite", "--json"]).out).ensemble.result,
      result
    )
  })

  it("has members that are runs: what the ensemble tells of the least member is what its run comes to", () => {
    const { data } = json("ensemble", scenario("more"), "--members", "5", "--seed", "3", "--indicator", "income")
    const [{ id, indicators }] = data.ensembles
    const last = indicators[0].years.at(-1)
    const incomes = [0, 1, 2, 3, 4].map((member) => {
      const { data: made } = json("ensemble", "member", id, String(member))
      const run = made.runs[0]
      assert.match(run.id, new RegExp(`^more-member-${member}-`))
      return json("show", run.id, "--indicator", "income", "--year", "2024").data.indicators[0].values["2024"]
    })
    assert.strictEqual(Math.min(...incomes), last.least)
    assert.strictEqual(Math.max(...incomes), last.greatest)
    const sorted = incomes.toSorted((a, b) => a - b)
    assert.strictEqual(sorted[2], last.quantiles[3], "the median of five is the third")
  })

  it("counts a member in the years before it stopped, and lets it meet no later target", () => {
    const { code, data } = json("ensemble", scenario("broken"), "--members", "10")
    assert.strictEqual(code, 0)
    const [{ failed, indicators, targets }] = data.ensembles
    assert.deepStrictEqual(failed.byYear, [{ year: 2022, members: 10 }])
    assert.deepInclude(targets[0], { met: 0, probability: 0 })
    assert.strictEqual(indicators.find((one: { indicator: string }) => one.indicator === "income").years.length, 2)
    const { out } = gongfu("ensemble", scenario("broken"), "--members", "10")
    assert.match(out, /10 members \(100\.0%\) stopped/)
    assert.match(
      out.replaceAll(/\s+/g, " "),
      /Of 8 looked at, all had no finite number for "Strain" \(strain\), such as member 0 in 2022\./
    )
    assert.match(out, / 0\.0% +<9\.1$/m, "none of ten is no certainty")
  })

  it("holds several scenarios against each other on the same draws, at once and from the record", () => {
    const both = gongfu("ensemble", scenario("more"), scenario("most"), "--members", "50")
    assert.match(both.out, /On the same draws\n {2}- A {2}More effort .*\n {2}- B {2}Most effort/)
    assert.match(both.out, / Income of 150 +yuan +\S+% +\S+% +100\.0% +0\.0% +[\d.]+ +0\.0/)
    const ids = [...both.out.matchAll(/^ensemble (\S+),/gm)].map(([, id]) => id!)
    const compared = json("compare", ...ids)
    assert.strictEqual(compared.code, 2)
    assert.deepStrictEqual(compared.data.comparison.targets[0].duels, [{ better: 50, worse: 0, same: 0 }])
    const same = json("compare", ids[0]!, ids[0]!)
    assert.deepStrictEqual([same.code, same.data.comparison.targets[0].duels[0].same], [0, 50])
    const other = idOf(gongfu("ensemble", scenario("most"), "--members", "50", "--seed", "2").out)
    assert.match(gongfu("compare", ids[0]!, other).err, /are not on the same draws/)
    const run = json("run", scenario("base")).data.runs[0].id
    assert.match(gongfu("compare", ids[0]!, run).err, /is no ensemble, and the others are/)
  })

  it("says what is wrong with its options, every fault at once, and records nothing", () => {
    for (const members of ["0", "1000000000"]) {
      const asked = ["--members", members, "--seed", "-1", "--threads", "0", "--store", "never.sqlite"]
      const { code, err } = Cli.run(root, ["ensemble", scenario("more"), ...asked])
      assert.strictEqual(code, 1)
      assert.match(err, /--members\n.*a whole number from 1 to 10,000,000/s)
      assert.match(err, /--seed\n.*--threads\n.*3 errors/s)
    }
    assert.match(gongfu("ensemble", scenario("more"), "--indicator", "incme").err, /did you mean "income"\?/)
    const { data } = json("ensemble", scenario("more"), "--members", "7")
    const { code, err } = gongfu("ensemble", "member", data.ensembles[0].id, "7")
    assert.strictEqual(code, 1)
    assert.match(err, /has no member 7\n.*its members are 0 to 6/)
    assert.match(gongfu("why", data.ensembles[0].id, "income", "2024").err, /is an ensemble, not a run/)
    assert.isFalse(existsSync(join(root, "never.sqlite")))
  })

  it("is not laid out by a sequence over more inputs than that has dimensions, and records nothing", () => {
    const inputs = Array.from(
      { length: 2049 },
      (_, i) =>
        `  x${i}: {label: {en: X, zh: 甲}, unit: share, value: 0.5, range: [0, 1], source: {assumption: "any"}}\n`
    )
    const economy = join(root, "toy/model/economy.yaml")
    Toy.write(root, {
      "wide/gongfu.yaml": readFileSync(join(root, "toy/gongfu.yaml"), "utf8").replace("toy", "wide"),
      "wide/targets.yaml": readFileSync(join(root, "toy/targets.yaml"), "utf8"),
      "wide/model/model.yaml": readFileSync(join(root, "toy/model/model.yaml"), "utf8"),
      "wide/model/economy.yaml": readFileSync(economy, "utf8").replace("milestones:", `${inputs.join("")}milestones:`),
      "wide/base.yaml": "gongfu: 1\nname: base\ntitle: {en: Wide, zh: 宽}\nplace: .\n"
    })
    for (const [args, most] of [
      [["ensemble", "wide/base.yaml", "--sampler", "sobol", "--members", "8"], 2048],
      [["sensitivity", "wide/base.yaml", "--rows", "8"], 1024]
    ] as const) {
      const { code, err } = Cli.run(root, [...args, "--store", "never.sqlite", "--lang", "zh"])
      assert.strictEqual(code, 1)
      assert.match(err, new RegExp(`共有 2050 项输入变动，而 Sobol 序列最多.*${most} 项`))
    }
    assert.isFalse(existsSync(join(root, "never.sqlite")))
  })

  it("speaks Chinese", () => {
    const { out } = gongfu("ensemble", scenario("more"), "--members", "600", "--lang", "zh")
    assert.match(out, /^集合推演 more-ensemble-/m)
    assert.match(out, /600 个成员，拉丁超立方抽样，随机种子 1；1 项假设在各自范围内取值。/)
    assert.match(out, /各项目标实现的概率/)
  })
})

describe("an ensemble that cannot say much", () => {
  it("has no probability of a target that is due after its last year, and nothing is discovered of one", () => {
    const due =
      "gongfu: 1\nname: short\ntitle: {en: Short, zh: 较短}\nextends: more.yaml\nyears: {from: 2020, to: 2022}\n"
    writeFileSync(join(root, scenario("short")), due)
    const { data } = json("ensemble", scenario("short"), "--members", "5")
    assert.deepInclude(data.ensembles[0].targets[0], { year: 2022, probability: null, standardError: null })
    assert.match(gongfu("show", data.ensembles[0].id, "--lang", "zh").out, / 收入达到150元 +元 +2023 +未到期 +-/)
    const { code, err } = gongfu("discover", scenario("short"), "--target", "doubled")
    assert.strictEqual(code, 1)
    assert.match(err, /"doubled" falls due in 2023, and the scenario ends in 2022/)
  })

  it("says so where no assumption is free, and that runs stopped where a study could not tell", () => {
    const held = "gongfu: 1\nname: held\ntitle: {en: Held, zh: 固定}\nextends: more.yaml\nassumptions: {growth: 0.03}\n"
    writeFileSync(join(root, scenario("held")), held)
    const alike = gongfu("ensemble", scenario("held"), "--members", "1").out
    assert.match(alike, /^1 member, .* no assumption is free to vary, and all members are alike\./m)
    const stopped = gongfu("sensitivity", scenario("broken"), "--rows", "8", "--method", "morris").out
    assert.match(stopped, /16 runs\s+stopped, on 8 of 8\s+trajectories.*Too many runs stopped to tell/s)
  })

  it("asks for a store that can be written before the first member", () => {
    const asked = [scenario("more"), "--members", "10000000", "--store", "nowhere/at/all.sqlite"]
    const { code, err } = gongfu("ensemble", ...asked)
    assert.strictEqual(code, 1)
    assert.match(err, /nowhere\/at\/all\.sqlite cannot be used/)
  })
})

describe("gongfu sensitivity", () => {
  it("finds the one assumption that there is, by either method, and draws its tornado", () => {
    const { code, data } = json("sensitivity", scenario("more"), "--target", "doubled", "--rows", "64")
    assert.strictEqual(code, 0)
    const [output] = data.sensitivity.outputs
    assert.strictEqual(output.influences[0].variable, "growth")
    assert.closeTo(output.influences[0].total.value, 1, 0.1)
    const { out } = gongfu("sensitivity", scenario("more"), "--method", "morris")
    assert.match(out, / Growth +[\d.]+ +[\d.]+ +[\d.]+ +[\d.]+ +▐?█+│█+▌?\n/)
    assert.isTrue(out.includes("█".repeat(12)), "the longest bar fills its side")
  })

  it("tells the levers apart, and says so where nothing moves an output", () => {
    const { data } = json("sensitivity", scenario("more"), "--over", "levers", "--indicator", "strain", "--rows", "16")
    assert.strictEqual(data.sensitivity.outputs[0].influences[0].variable, "effort")
    const still = gongfu("sensitivity", scenario("more"), "--indicator", "strain", "--rows", "16")
    assert.match(still.out, /Nothing that varies moves it\./)
  })
})

describe("gongfu discover", () => {
  it("finds where the target is missed, and says so where there is nothing to tell apart", () => {
    const found = json("discover", scenario("base"), "--target", "doubled", "--members", "400")
    const [box] = found.data.discovery.boxes
    assert.deepStrictEqual(
      box.restrictions.map(({ side, variable }: { side: string; variable: string }) => [variable, side]),
      [["growth", "high"]]
    )
    assert.isAtLeast(box.density, 0.8)
    assert.isNull(found.data.discovery.doubtful)
    assert.isTrue(box.restrictions.every(({ holdsUp }: { holdsUp: boolean }) => holdsUp))
    const never = gongfu("discover", scenario("more"), "--target", "doubled", "--members", "50")
    assert.match(never.out, /Of 50 members .*0 \(0\.0%\) miss the target .*alike in this/s)
    const all = json("discover", scenario("base"), "--target", "all", "--members", "400")
    assert.deepStrictEqual(all.data, found.data)
    assert.match(gongfu("discover", scenario("base")).err, /no target is named/)
    assert.match(gongfu("discover", scenario("base"), "--target", "doubld").err, /did you mean "doubled"\?/)
  })
})
