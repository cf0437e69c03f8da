import { existsSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, beforeEach, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built)

let root: string
beforeEach(() => {
  root = Toy.place()
})

const scenario = (name: string): string => `toy/scenarios/${name}.yaml`

describe("gongfu run", () => {
  it("projects, records, and shows the scoreboard", () => {
    const { code, err, out } = Cli.run(root, ["run", scenario("more")])
    assert.deepStrictEqual([code, err], [0, ""])
    assert.match(out, /Toy town · More effort/)
    assert.match(out, /run more-[0-9a-f]{8}, result [0-9a-f]{8}, recorded in gongfu\.sqlite/)
    assert.match(out, /✓ +Income of 150 +yuan +2023 +≥150\.0 +161\.1 +\+11\.1/)
    assert.match(out, /2022 {2}Income up by a fifth/)
    assert.isTrue(existsSync(join(root, "gongfu.sqlite")))
  })

  it("takes a lock for its scenario, and passes over one that is named together with it", () => {
    const folder = Toy.place()
    assert.strictEqual(Cli.aside(folder, ["lock", "toy/scenarios/base.yaml", "toy/scenarios/more.yaml"]).code, 0)
    const files = ["base.lock.yaml", "base.yaml", "more.lock.yaml"].map((name) => `toy/scenarios/${name}`)
    const { runs } = JSON.parse(Cli.run(folder, ["run", ...files, "--json"]).out)
    assert.deepStrictEqual(
      runs.map(({ id }: { readonly id: string }) => id.replace(/-[^-]*$/, "")),
      ["base", "more"]
    )
  })

  it("tells of a run that stopped what hit it in that year", () => {
    const shock = (name: string, year: number, times: number): string =>
      `  - {name: ${name}, on: growth, times: {${year}: ${times}}, because: {en: tried, zh: 试算}}\n`
    Toy.write(root, {
      [scenario("hit")]:
        `gongfu: 1\nname: hit\ntitle: {en: Hit, zh: 受冲击}\nextends: base.yaml\nshocks:\n${shock("early", 2021, 2)}${shock("boom", 2022, 1e308)}`
    })
    const { out } = Cli.run(root, ["run", scenario("hit"), "--lang", "zh"])
    assert.match(out, /2022 年中止：收入（income）的结果为 Infinity/)
    assert.match(out, /当年冲击 boom：增速 × 1e\+308/)
    assert.notInclude(out, "early")
  })

  it("tells which assumptions shocks push beyond their ranges, and of no others", () => {
    Toy.write(root, {
      [scenario("hit")]: `gongfu: 1
name: hit
title: {en: Hit, zh: 受冲击}
extends: base.yaml
shocks:
  - {name: boom, on: growth, times: {2022: 6, 2023: 10, 2024: 2}, because: {en: tried, zh: 试算}}
`
    })
    const told = (...options: ReadonlyArray<string>): string =>
      Cli.aside(root, ["run", scenario("hit"), ...options]).out
    assert.match(
      told(),
      /beyond the range of the model.*\n\n {2}- 2022–2023 {2}Growth: 20\.0% in 2023, range 0\.0% to 10\.0% \(by boom\)/
    )
    assert.match(
      told("--lang", "zh"),
      /超出模型取值范围.*\n\n {2}- 2022–2023 {2}增速：2023 年为 20\.0%，范围 0\.0%–10\.0%（冲击 boom）/
    )
    const [{ excursions }] = JSON.parse(told("--json")).runs
    assert.deepStrictEqual(
      excursions.map(({ farthest, indicator, years }: Record<string, unknown>) => [indicator, years, farthest]),
      [["growth", [2022, 2023], { value: 0.2, year: 2023 }]]
    )
    assert.match(
      Cli.aside(root, ["why", "hit", "growth", "2023"]).out,
      /× 10 = 20\.0%\n +beyond the range of the model/
    )
    assert.notInclude(Cli.aside(root, ["why", "hit", "growth", "2024"]).out, "beyond the range")
    assert.notInclude(Cli.aside(root, ["run", scenario("more")]).out, "beyond the range")
  })

  it("tells what a later path does not keep of the scenario that it extends, with the same id and result", () => {
    const later = (name: string, setting: string): string => `gongfu: 1
name: ${name}
title: {en: Later, zh: 稍后}
extends: early.yaml
levers: {effort: ${setting}}
`
    Toy.write(root, {
      [scenario("early")]: `gongfu: 1
name: early
title: {en: Early, zh: 提早}
extends: base.yaml
levers: {effort: {2021: 0.2, 2023: 0.3}}
`,
      [scenario("later")]: later("later", "{2023: 0.4}"),
      [scenario("spelt")]: later("later", "{step: {2021: 0.1, 2023: 0.4}}"),
      [scenario("kept")]: later("kept", "{2021: 0.2, 2022: 0.25, 2023: 0.4}")
    })
    const told = (...options: ReadonlyArray<string>): string => Cli.aside(root, ["run", ...options]).out
    assert.match(
      told(scenario("later"), "--brief"),
      /later year than in early, which it extends[^]*\n\n {2}- 2021–2022 {2}Effort: 10\.0%, in early 20\.0% to 25\.0% \(its own setting begins in\s+2023\)/
    )
    assert.match(
      told(scenario("later"), "--lang", "zh"),
      /起始年份晚于所继承的 early[^]*\n\n {2}- 2021–2022 {2}力度：10\.0%，early 为 20\.0%–25\.0%（本情景的设定始于 2023 年）/
    )
    for (const name of ["spelt", "kept", "early", "most"])
      assert.notInclude(told(scenario(name)), "later year than", name)
    const runs = [scenario("later"), scenario("spelt"), scenario("kept")].map(
      (name) => JSON.parse(told(name, "--json")).runs[0]
    )
    assert.deepStrictEqual(
      runs.map(({ lapses }) => lapses.length),
      [1, 0, 0]
    )
    assert.deepStrictEqual(runs[0].lapses[0], {
      block: "levers",
      indicator: "effort",
      extends: "early",
      begins: 2023,
      years: [
        { year: 2021, before: 0.2, now: 0.1 },
        { year: 2022, before: 0.25, now: 0.1 }
      ]
    })
    assert.strictEqual(runs[0].result, runs[1].result)
    // The same run on record, where no file says what it extends.
    assert.notInclude(Cli.aside(root, ["show", runs[0].id]).out, "later year than")
  })

  it("tells only the headline and the counts of targets when asked to be brief", () => {
    const { out } = Cli.run(root, ["run", scenario("more"), "--brief"])
    assert.match(out, /Targets: 1 met, 0 missed\n {2}- Income: ✓ 1 met\n/)
    assert.notMatch(out, /Income of 150/)
    assert.match(Cli.aside(root, ["run", scenario("base"), "--brief", "--lang", "zh"]).out, /- 收入：✗ 未实现 1 项/)
  })

  it("says that a run is on record already, with the same id and fingerprint", () => {
    const first = Cli.run(root, ["run", scenario("more")]).out.split("\n")[1]!
    const second = Cli.run(root, ["run", scenario("more")])
    assert.strictEqual(second.code, 0)
    assert.match(second.out, /already on record/)
    assert.strictEqual(second.out.split("\n")[1]!.split(", ").slice(0, 2).join(), first.split(", ").slice(0, 2).join())
  })

  it("says so under another title of its place too, in the store and in a bundle", () => {
    const there = Toy.place()
    const theirs = Toy.place()
    const renamed = `gongfu: 1\nplace: toy\ntitle: {en: Toy city, zh: 玩具市}\nheadline: [strain]\n`
    Toy.write(join(theirs, "toy"), { "gongfu.yaml": renamed })
    Cli.aside(theirs, ["run", scenario("more")])
    Cli.aside(theirs, ["ensemble", scenario("more"), "--members", "8"])
    Cli.aside(theirs, ["bundle", "more", "more-ensemble", "-o", join(there, "theirs.bundle")])
    Cli.aside(there, ["run", scenario("more")])
    Cli.aside(there, ["ensemble", scenario("more"), "--members", "8"])
    Toy.write(join(there, "toy"), { "gongfu.yaml": renamed })
    const again = Cli.run(there, ["run", scenario("more")])
    assert.deepStrictEqual([again.code, again.err], [0, ""])
    assert.match(again.out, /already on record/)
    const imported = Cli.run(there, ["import", "theirs.bundle"])
    assert.deepStrictEqual([imported.code, imported.err], [0, ""])
    assert.match(imported.out, /all their runs are in gongfu\.sqlite already/)
    const { out } = Cli.aside(there, ["verify"])
    assert.lengthOf(out.match(/✓ +\S+ +identical/g)!, 2)
  })

  it("says when a scenario's name is a later run's too than the one that was on record already", () => {
    const run = (growth: string) => {
      const text = `gongfu: 1\nname: mine\ntitle: {en: Mine, zh: 我的}\nextends: base.yaml\nlevers: {effort: ${growth}}\n`
      Toy.write(root, { [scenario("mine")]: text })
      return Cli.run(root, ["run", scenario("mine"), "--json"]).out
    }
    const [first, second, third] = ["0.01", "0.02", "0.01"].map((growth) => JSON.parse(run(growth)).runs[0])
    assert.strictEqual(third.id, first.id)
    assert.deepStrictEqual([first.namesake, second.namesake, third.namesake], [undefined, undefined, second.id])
    const { out } = Cli.aside(root, ["run", scenario("mine")])
    assert.include(out.replaceAll("\n", " "), `the name mine is another run's too, ${second.id}`)
    assert.include(out.replaceAll("\n", " "), `by its id, ${first.id}`)
  })

  it("speaks Chinese when the locale does, or when told", () => {
    const byLocale = Cli.run(root, ["run", scenario("base")], { LANG: "zh_CN.UTF-8" }).out
    assert.match(byLocale, /玩具镇 · 现状/)
    assert.match(byLocale, /规划目标：实现 0 项，未实现 1 项/)
    assert.match(Cli.aside(root, ["run", scenario("base"), "--lang", "zh"]).out, /此前已记录/)
    assert.match(
      Cli.run(root, ["run", scenario("base"), "--lang=en"], { LANG: "zh_CN.UTF-8" }).out,
      /already on record/
    )
  })

  it("gives the same JSON to the byte, whatever else was run before", () => {
    const json = () =>
      Cli.run(root, ["run", scenario("more"), "--json"]).out.replace('"recorded":"new"', '"recorded":"already"')
    const first = json()
    Cli.aside(root, ["run", scenario("base")])
    assert.strictEqual(json(), first)
    const { format, runs } = JSON.parse(first)
    assert.strictEqual(format, 2)
    assert.strictEqual(runs[0].status, "completed")
    assert.strictEqual(runs[0].targets[0].status, "met")
    assert.strictEqual(first.trimEnd().split("\n").length, 1)
  })

  it("writes Markdown for a review", () => {
    const { out } = Cli.run(root, ["run", scenario("base"), scenario("more"), "--md"])
    assert.match(out, /^# Toy town · As it is$/m)
    assert.match(out, /^\| ✗ \| Income of 150 +\| yuan \| 2023 \| +≥150\.0 \| +141\.2 \| +-8\.8 \| ▁▃▆█ +\|$/m)
    assert.match(out, /^# Toy town · More effort$/m)
  })

  it("records a run that fails, tells the equation and its inputs, and ends with 1", () => {
    const { code, out } = Cli.run(root, ["run", scenario("broken")])
    assert.strictEqual(code, 1)
    assert.match(out, /stopped in 2022: Strain \(strain\) came to Infinity/)
    assert.match(out, /equation: 1 \/ \(1 - effort\)/)
    assert.match(out, /effort = 1/)
    assert.match(Cli.aside(root, ["list"]).out, /broken-[0-9a-f]{8} .* 2020–2024 +stopped in 2022/)
  })

  it("takes paths from the folder in which they were typed", () => {
    const { code, out } = Cli.run(join(root, "toy", "scenarios"), ["run", "more.yaml", "--store", "../../runs.sqlite"])
    assert.strictEqual(code, 0)
    assert.match(out, /recorded in/)
    assert.isTrue(existsSync(join(root, "runs.sqlite")))
    assert.isFalse(existsSync(join(root, "toy", "scenarios", "gongfu.sqlite")))
    assert.strictEqual(Cli.run(root, ["list"], { GONGFU_STORE: "runs.sqlite" }).code, 0)
  })

  it("runs a shipped scenario by name, alone in an empty folder", () => {
    const { code, out } = Cli.run(Toy.folder(), ["run", "wenzhou/plan", "--json"])
    assert.strictEqual(code, 0)
    assert.strictEqual(JSON.parse(out).runs[0].place, "wenzhou")
  })

  it("uses colours when forced, and none when told so or by default in a pipe", () => {
    const coloured = (args: ReadonlyArray<string>, env: Record<string, string>) =>
      Cli.run(root, ["run", scenario("base"), ...args], env).out.includes("\u001b[")
    assert.isFalse(coloured([], {}))
    assert.isTrue(coloured([], { FORCE_COLOR: "1" }))
    assert.isFalse(coloured([], { FORCE_COLOR: "1", NO_COLOR: "1" }))
    assert.isFalse(coloured(["--no-color"], { FORCE_COLOR: "1" }))
    assert.isTrue(coloured(["--color"], { NO_COLOR: "1" }))
  })
})
