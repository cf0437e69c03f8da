/** How runs on record are listed, named, shown, exported and printed as events. */
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string
beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  Cli.aside(root, ["run", "toy/scenarios/base.yaml", "toy/scenarios/more.yaml", "toy/scenarios/broken.yaml"])
})

const gongfu = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, args)

describe("runs on record", () => {
  it("are listed oldest first", () => {
    const { code, out } = gongfu("list")
    assert.strictEqual(code, 0)
    assert.deepStrictEqual(
      out.match(/^ [a-z]+-[0-9a-f]{8}/gm)!.map((id) => id.trim().split("-")[0]),
      ["base", "more", "broken"]
    )
    assert.lengthOf(JSON.parse(gongfu("list", "--json").out).runs, 3)
  })

  it("are told with their places where these are several", () => {
    const [folder, store] = [Toy.place(), ["--store", "two.sqlite"]]
    Cli.aside(folder, ["run", "example-city/plan", ...store])
    assert.notMatch(Cli.aside(folder, ["list", ...store]).out, /Place/)
    Cli.aside(folder, ["run", "toy/scenarios/base.yaml", ...store])
    const { out } = Cli.aside(folder, ["list", ...store])
    assert.match(out, /^ Run +Place +Scenario/m)
    assert.match(out, /^ plan-[0-9a-f]{8} +example-city +The made-up plan/m)
    assert.match(out, /^ base-[0-9a-f]{8} +toy +As it is/m)
    const { runs } = JSON.parse(Cli.aside(folder, ["list", "--json", ...store]).out)
    assert.deepStrictEqual(
      runs.map(({ place }: { place: string }) => place),
      ["example-city", "toy"]
    )
  })

  it("are found by id, by its beginning, and by the scenario's name", () => {
    const [, more] = JSON.parse(gongfu("list", "--json").out).runs
    for (const name of [more.id, more.id.slice(0, 7), "more"])
      assert.strictEqual(JSON.parse(gongfu("show", name, "--json").out).run.id, more.id)
    Toy.write(root, { "notes.txt": "more\n" })
    assert.match(gongfu("show", "notes.txt").err, /\n {2}notes\.txt is a file, but a scenario's file ends in \.yaml/)
    assert.match(gongfu("show", "mroe").err, /no run "mroe" is on record in gongfu\.sqlite\n {2}did you mean "more"\?/)
    assert.strictEqual(gongfu("show", "b").code, 1)
    assert.match(gongfu("show", "b").err, /"b" could be any of 2 runs/)
  })

  it("are not found by a name that they have of several places", () => {
    const [folder, store] = [Toy.place(), ["--store", "two.sqlite"]]
    const plan = "gongfu: 1\nname: plan\ntitle: {en: A plan, zh: 规划}\nextends: base.yaml\nlevers: {effort: 0.01}\n"
    Toy.write(folder, { "toy/scenarios/plan.yaml": plan })
    const { runs } = JSON.parse(
      Cli.aside(folder, ["run", "toy/scenarios/plan.yaml", "example-city/plan", ...store, "--json"]).out
    )
    const [own, shipped] = runs.map(({ id }: { id: string }) => id)
    for (const args of [
      ["show", "plan"],
      ["compare", "plan", own],
      ["log", "plan"],
      ["verify", "plan"]
    ]) {
      const { code, err, out } = Cli.aside(folder, [...args, ...store], { COLUMNS: "200" })
      assert.deepStrictEqual([code, out], [1, ""])
      assert.include(err, '"plan" is on record for several places')
      assert.include(err, `write an id, such as the latest: ${own} (toy), ${shipped} (example-city)`)
    }
    assert.strictEqual(Cli.aside(folder, ["show", own, ...store]).code, 0)
    assert.include(Cli.aside(folder, ["show", "example-city/plan", ...store]).err, `did you mean "${shipped}"?`)
    Cli.aside(folder, ["tag", "ours", own, ...store])
    assert.strictEqual(Cli.aside(folder, ["show", "ours", ...store]).code, 0)
  })

  it("are shown as a scoreboard, or year by year", () => {
    assert.match(gongfu("show", "more").out, /✓ +Income of 150/)
    assert.match(
      gongfu("show", "more", "--indicator", "income", "--year", "2021", "--year", "2024").out,
      /Income +yuan +112\.2 +197\.2/
    )
    assert.match(gongfu("show", "more", "--all").out, /Income +income +yuan +100\.0/)
    assert.match(gongfu("show", "more", "--indicator", "incme").err, /did you mean "income"\?/)
    assert.match(gongfu("show", "more", "--year", "2050").err, /it runs from 2020 to 2024/)
    assert.match(gongfu("show", "broken").out, /stopped in 2022/)
  })

  it("tell a few indicators a line a year where years have no room beside each other", () => {
    const shown = (...more: ReadonlyArray<string>): string =>
      Cli.aside(root, ["show", "more", "--indicator", "income", ...more], { COLUMNS: "80" }).out
    const lines = shown().split("\n")
    assert.deepStrictEqual(
      lines.flatMap((line) => /^ (\d{4}) +[\d.]+$/.exec(line)?.[1] ?? []),
      ["2020", "2021", "2022", "2023", "2024"]
    )
    assert.match(shown(), / Year +Income \(yuan\)\n/)
    assert.match(shown(), / 2020–2024 +[▁-█]{5}\n/)
    assert.match(shown("--year", "2021", "--year", "2024"), /Income +yuan +112\.2 +197\.2/)
  })

  it("are exported as CSV and JSON with every digit", () => {
    const lines = gongfu("export", "base", "more", "--indicator", "income").out.trimEnd().split("\r\n")
    assert.lengthOf(lines, 11)
    assert.strictEqual(lines[0], "run,scenario,year,indicator,unit,value,label_en,label_zh,place")
    assert.match(lines[8]!, /^more-[0-9a-f]{8},more,2022,income,yuan,131\.6106,Income,收入,toy$/)
    const { format, runs } = JSON.parse(gongfu("export", "more", "--as", "json").out)
    assert.strictEqual(format, 1)
    assert.strictEqual(runs[0].place, "toy")
    assert.strictEqual(
      runs[0].indicators.find((one: { indicator: string }) => one.indicator === "income").values[2],
      131.6106
    )
  })

  it("are told once however often they are named, and so are their indicators", () => {
    const twice = ["--indicator", "income", "--indicator", "strain,income"]
    const once = ["--indicator", "income,strain"]
    const { err, out } = gongfu("export", "base", "more", "base", ...twice)
    assert.deepStrictEqual([out, err], [gongfu("export", "base", "more", ...once).out, ""])
    assert.strictEqual(gongfu("show", "base", ...twice).out, gongfu("show", "base", ...once).out)
  })

  it("are printed as events, each as it was recorded", () => {
    const lines = gongfu("events", "more").out.trimEnd().split("\n")
    const events = lines.map((line) => JSON.parse(line))
    assert.strictEqual(events[0].event.type, "RunStarted")
    assert.strictEqual(events.at(-1).event.type, "RunCompleted")
    assert.deepStrictEqual(
      events.map((event) => event.version),
      lines.map((_, i) => i + 1)
    )
    assert.deepStrictEqual(JSON.parse(gongfu("events", "more", "--json").out), { format: 1, events })
  })
})
