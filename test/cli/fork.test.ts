/** What-ifs from the middle of a run, as an analyst types them: fork, adjust, advance, tree. */
// Assertions stand in helpers here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import { once } from "node:events"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import Database from "better-sqlite3"
import { assert, beforeAll, beforeEach, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built)

let root: string
beforeEach(() => {
  root = Toy.place()
  Cli.aside(root, ["run", "toy/scenarios/more.yaml"])
})

/** Runs a command that must succeed, and gives its run as data. */
const run = (...args: ReadonlyArray<string>) => {
  const { code, err, out } = Cli.aside(root, [...args, "--json"])
  assert.deepStrictEqual([code, err], [0, ""], out)
  return (JSON.parse(out) as { run: { id: string; status: string; result?: string; headline: [{ values: object }] } })
    .run
}

const values = (reference: string): object => run("show", reference).headline[0].values

const refused = (args: ReadonlyArray<string>, pattern: RegExp) => {
  const before = readFileSync(join(root, "gongfu.sqlite"))
  const { code, err } = Cli.aside(root, args)
  assert.strictEqual(code, 1)
  assert.match(err, pattern)
  assert.notMatch(err, /\n {4}at /)
  assert.deepStrictEqual(readFileSync(join(root, "gongfu.sqlite")), before)
}

describe("gongfu fork", () => {
  it("without a change comes to the same values and the same result, in one go and year by year", () => {
    const parent = run("show", "more")
    const inOneGo = run("fork", "more", "--at", "2021", "--end")
    assert.deepStrictEqual([inOneGo.status, inOneGo.result], ["completed", parent.result])
    assert.deepStrictEqual(values(inOneGo.id), values("more"))
    run("fork", "more", "--at", "2021", "--name", "slowly")
    for (const year of [2022, 2023, 2024])
      assert.deepStrictEqual(Object.keys(run("advance", "slowly").headline[0].values).at(-1), String(year))
    assert.strictEqual(run("show", "slowly").result, parent.result)
    for (const sides of [
      ["more", "slowly"],
      ["slowly", "more"],
      ["slowly", inOneGo.id]
    ]) {
      const { code, out } = Cli.aside(root, ["compare", ...sides])
      assert.deepStrictEqual([code, /^The same\. Compared: /m.test(out)], [0, true], out)
    }
    assert.strictEqual(Cli.aside(root, ["verify"]).code, 0)
  })

  it("goes its own way from the next year on, leaves the parent alone, and is verified like any run", () => {
    const before = values("more")
    const changed = run("fork", "more", "effort=50%", "--at", "2022", "--name", "idea", "--end", "--reason", "why not")
    const [own, parent] = [values("idea") as Record<string, number>, before as Record<string, number>]
    for (const year of [2020, 2021, 2022]) assert.strictEqual(own[year], parent[year])
    assert.isAbove(own[2023]!, parent[2023]!)
    assert.deepStrictEqual(values("more"), before)
    assert.match(Cli.run(root, ["show", changed.id]).out, /from 2023: Effort 15\.0% → 50\.0% \(why not\)/)
    assert.match(Cli.aside(root, ["verify"]).out, /idea-[0-9a-f]{8} +identical/)
    assert.strictEqual(Cli.aside(root, ["compare", "more", "idea"]).code, 2)
  })

  it("is dropped by forking again from before it", () => {
    run("fork", "more", "--at", "2021", "--name", "idea")
    run("adjust", "idea", "effort=0.9")
    run("advance", "idea", "--to", "2023")
    const again = run("fork", "idea", "--at", "2021", "--name", "again", "--end")
    assert.strictEqual(again.result, run("show", "more").result)
  })

  it("tells what was set by hand in its parent after the years that it shares, which stays there", () => {
    run("fork", "more", "--at", "2021", "--name", "idea")
    run("adjust", "idea", "effort=0.9", "--reason", "why not")
    const { id } = run("show", "idea")
    const told = Cli.aside(root, ["fork", "idea", "--at", "2021", "--name", "again"]).out.replaceAll(/\s+/g, " ")
    assert.include(told, `Not taken over from ${id}, which has it set by hand in later years:`)
    assert.match(told, /from 2022: Effort 10\.0% → 90\.0% \(why not\)/)
    const zh = Cli.aside(root, ["fork", "idea", "--at", "2021", "--name", "zh", "--lang", "zh"]).out
    assert.match(zh, new RegExp(`未从 ${id} 沿用此后年份的人工设定`))
    const data = JSON.parse(Cli.aside(root, ["fork", "idea", "--at", "2021", "--name", "data", "--json"]).out)
    assert.deepInclude(data.run.leftBehind[0], { indicator: "effort", after: 0.9 })
    // What it shares is in it, and told as its own.
    run("advance", "idea", "--to", "2022")
    assert.notInclude(Cli.aside(root, ["fork", "idea", "--at", "2022", "--name", "later"]).out, "Not taken over")
  })

  it("is the same as all that it descends from, whichever of them are compared", () => {
    run("fork", "more", "--at", "2020", "--name", "child", "--end")
    run("fork", "child", "--at", "2021", "--name", "grandchild", "--end")
    run("fork", "more", "--at", "2022", "--name", "aunt", "--end")
    for (const sides of [
      ["more", "grandchild"],
      ["grandchild", "more"],
      ["aunt", "grandchild"]
    ]) {
      const { code, out } = Cli.aside(root, ["compare", ...sides])
      assert.deepStrictEqual([code, /^The same\. Compared: /m.test(out)], [0, true], out)
    }
  })

  it("is recorded once; another way under the same name needs another name", () => {
    run("fork", "more", "--at", "2021", "--name", "idea")
    assert.match(Cli.aside(root, ["fork", "more", "--at", "2021", "--name", "idea"]).out, /already on record/)
    refused(["fork", "more", "effort=0.3", "--at", "2021", "--name", "idea"], /has gone another way[^]*--name/)
  })

  it("takes no name that another run answers to: a scenario's, another fork's, an id, a tag", () => {
    const { id } = run("show", "more")
    const taken = (name: string, by: string) =>
      refused(
        ["fork", "more", "--at", "2021", "--name", name],
        new RegExp(`"${name}" is taken: it means ${by}[^]*--name`)
      )
    taken("more", id)
    taken(id, id)
    taken(id.slice(0, -2), id)
    const idea = run("fork", "more", "--at", "2022", "--name", "idea")
    taken("idea", idea.id)
    const db = new Database(join(root, "gongfu.sqlite"))
    db.prepare("insert into tag values ('final', ?, '2026-01-01T00:00:00.000Z')").run(id)
    db.close()
    taken("final", id)
    const told = Cli.aside(root, ["fork", "more", "--at", "2021", "--name", "more", "--json"])
    assert.deepInclude(JSON.parse(told.out).errors[0], { kind: "NameTaken", file: "--name" })
    refused(["fork", "more", "--at", "2021", "--name", "more", "--lang", "zh"], /名称“more”已被占用：它指推演 more-/)
    refused(["fork", "more", "--at", "2024", "--name", "more"], /is taken[^]*from 2020 to 2023/)
    assert.strictEqual(run("show", "more").id, id)
  })

  it("has its usual name anew when its scenario was recorded anew, but never that of another scenario", () => {
    const before = run("fork", "more", "--at", "2021")
    const scenario = join(root, "toy", "scenarios", "more.yaml")
    writeFileSync(scenario, readFileSync(scenario, "utf8").replace("0.2}", "0.25}"))
    Cli.aside(root, ["run", "toy/scenarios/more.yaml"])
    const after = run("fork", "more", "--at", "2021")
    assert.notStrictEqual(after.id, before.id)
    assert.strictEqual(run("show", "more-2022").id, after.id)
    assert.match(Cli.aside(root, ["fork", "more", "--at", "2021"]).out, /already on record/)
    writeFileSync(scenario, readFileSync(scenario, "utf8").replace("name: more", "name: more-2023"))
    Cli.aside(root, ["run", "toy/scenarios/more.yaml"])
    refused(["fork", "more", "--at", "2022"], /"more-2023" is taken: it means more-2023-/)
  })

  it("has no usual name that a fork of another place has", () => {
    const plan = "gongfu: 1\nname: plan\ntitle: {en: A plan, zh: 规划}\nextends: base.yaml\nlevers: {effort: 0.01}\n"
    Toy.write(root, { "toy/scenarios/plan.yaml": plan })
    const [own, shipped] = ["toy/scenarios/plan.yaml", "example-city/plan"].map((name) => {
      const { out } = Cli.aside(root, ["run", name, "--json"])
      return (JSON.parse(out) as { runs: [{ id: string }] }).runs[0].id
    })
    const { id } = run("fork", shipped!, "--at", "2022")
    refused(["fork", own!, "--at", "2022"], new RegExp(`"plan-2023" is taken: it means ${id}[^]*--name`))
    assert.strictEqual(run("show", "plan-2023").id, id)
  })

  it("is not called on record once it was set otherwise; the same command again is, as long as it was not", () => {
    const asked = ["fork", "more", "effort=0.5", "--at", "2020", "--name", "idea"]
    const made = run(...asked)
    run("advance", "idea", "--to", "2022")
    assert.match(Cli.aside(root, asked).out, /already on record/)
    run("adjust", "idea", "growth=0.05")
    refused(asked, new RegExp(`${made.id}, and has gone another way[^]*--name, or carry that one on`))
    refused([...asked, "--end"], /has gone another way/)
    run("advance", "idea", "--end")
    refused(asked, new RegExp(`has gone another way[^]*--name; that one is shown by: gongfu show ${made.id}`))
    refused([...asked, "--lang", "zh"], /走向不同[^]*请用 --name 另取名称；该分支可用 gongfu show idea-/)
    run("fork", "more", "--at", "2021", "--name", "plain", "--end")
    assert.match(Cli.aside(root, ["fork", "more", "--at", "2021", "--name", "plain"]).out, /already on record/)
  })

  it("of a fork is shown with the note of its own year alone, and recorded under the id that it always had", () => {
    run("fork", "more", "--at", "2021", "--end")
    run("fork", "more-2022", "--at", "2022", "--end")
    const { id } = run("fork", "more-2022-2023", "--at", "2022", "--name", "deep", "--end")
    const title = { en: "More effort, forked from 2023 on", zh: "加大力度（自2023年起另行推演）" }
    const { title: shown } = JSON.parse(Cli.aside(root, ["show", id, "--json"]).out).run as { title: object }
    assert.deepStrictEqual(shown, title)
    const shownBy = (...args: ReadonlyArray<string>) => {
      const { out } = Cli.aside(root, args)
      assert.include(out, title.en)
      assert.notMatch(out, /forked from \d+ on, forked/)
    }
    shownBy("show", id)
    shownBy("show", id, "--indicator", "income")
    shownBy("show", id, "--plot")
    shownBy("compare", "more", id)
    shownBy("export", id, "--as", "json")
    shownBy("fork", "more-2022-2023", "--at", "2022", "--name", "deep")
    assert.strictEqual(Cli.aside(root, ["verify"]).code, 0)
    const db = new Database(join(root, "gongfu.sqlite"), { readonly: true })
    const titles = db
      .prepare(
        "select content ->> '$.title.zh' from artifact where kind = 'scenario' and content ->> '$.name' = 'deep'"
      )
      .pluck()
    assert.deepStrictEqual(titles.all(), ["加大力度（自2022年起另行推演）（自2023年起另行推演）（自2023年起另行推演）"])
    db.close()
  })

  it("takes a setting with spaces around =", () => {
    const ids = ["effort=50%", "effort = 50%", "effort= 50%", "effort =50%"].map((words, i) => {
      const made = run("fork", "more", ...words.split(" "), "--at", "2022", "--name", `idea-${i}`, "--end")
      return made.result
    })
    assert.strictEqual(new Set(ids).size, 1)
    assert.notStrictEqual(ids[0], run("show", "more").result)
    refused(["fork", "more", "effort=", "pace=1", "--at", "2022"], /"effort=" is not a setting/)
  })

  it("names every fault at once, and records nothing", () => {
    refused(
      ["fork", "more", "efort=1", "effort=2", "income=3", "effort", "--at", "2024", "--name", "No Name"],
      /did you mean "effort"[^]*its range is 0 to 1[^]*computed by an equation[^]*is not a setting[^]*cannot be the name[^]*from 2020 to 2023/
    )
    refused(["fork", "more", "--at", "2021", "--name", "No Name"], /cannot be the name of a run/)
    refused(["fork", "toy/scenarios/most.yaml", "--at", "2021"], /gongfu run toy\/scenarios\/most\.yaml/)
    refused(["fork", "nothing", "--at", "2021"], /no run "nothing"/)
  })

  it("of a run that failed is possible after each year that it has", () => {
    assert.strictEqual(Cli.aside(root, ["run", "toy/scenarios/broken.yaml"]).code, 1)
    refused(["fork", "broken", "--at", "2022"], /from 2020 to 2021/)
    assert.strictEqual(
      run("fork", "broken", "effort=0.5", "--at", "2021", "--name", "mended", "--end").status,
      "completed"
    )
    const { code, out } = Cli.aside(root, ["fork", "broken", "--at", "2021", "--name", "same"])
    assert.strictEqual(code, 0, out)
    const failed = Cli.aside(root, ["advance", "same"])
    assert.strictEqual(failed.code, 1)
    assert.match(failed.out, /stopped in 2022/)
    assert.match(Cli.aside(root, ["verify"]).out, /same-[0-9a-f]{8} +identical/)
  })
})

describe("gongfu adjust and advance", () => {
  it("refuse a run that is over, years that are not ahead, and what does not fit the model", () => {
    refused(["adjust", "more", "effort=0.2"], /has reached its last year, 2024[^]*gongfu fork more-/)
    refused(["advance", "more"], /has reached its last year/)
    run("fork", "more", "--at", "2021", "--name", "idea")
    refused(["advance", "idea", "--to", "2021"], /its next years are 2022 to 2024/)
    refused(["advance", "idea", "--to", "2025"], /its next years are 2022 to 2024/)
    refused(["advance", "idea", "--end", "--to", "2022"], /--to and --end cannot go together/)
    refused(["fork", "more", "--at", "2021", "--reason", "rain"], /--reason says nothing without a setting NAME=VALUE/)
    refused(["adjust", "idea", "effort=0.2", "effort=0.3"], /is set twice/)
  })

  it("what is set is kept until tomorrow, and holds until it is set again", () => {
    run("fork", "more", "--at", "2020", "--name", "idea")
    run("adjust", "idea", "effort=0.5", "growth=0.05")
    run("advance", "idea", "--to", "2022")
    run("adjust", "idea", "effort=0")
    run("advance", "idea", "--end")
    const income = [100, 100 * 1.05 * 1.5, 100 * 1.05 * 1.5 * 1.05 * 1.5]
    const own = values("idea") as Record<string, number>
    for (const [i, expected] of income.entries()) assert.closeTo(own[2020 + i]!, expected, 1e-9)
    assert.closeTo(own[2024]!, income[2]! * 1.05 ** 2, 1e-9)
  })

  it("a reason is recorded with its change, and refused where nothing changes", () => {
    run("fork", "more", "--at", "2021", "--name", "idea")
    run("adjust", "idea", "effort=0.5", "--reason", " ")
    const asked = ["adjust", "idea", "effort=0.5", "growth=0.05", "--reason", "rain"]
    refused(asked, /the reason cannot be recorded: nothing changes in effort\n {2}nothing was recorded/)
    refused([...asked, "--lang", "zh"], /理由无法记录：effort 没有变化/)
    run("adjust", "idea", "effort=0.4", "growth=0.05", "--reason", "rain")
    assert.match(Cli.aside(root, ["adjust", "idea", "growth=0.05", "--reason", "rain"]).out, /already on record/)
    const reasons = Cli.aside(root, ["events", "idea"])
      .out.split("\n")
      .flatMap((line) => /"reason":"([^"]*)"/.exec(line)?.[1] ?? [])
    assert.deepStrictEqual(reasons, ["rain", "rain"])
  })

  it.each(["once", "twice", "thrice"])(
    "three terminals that carry on one run never record a year twice, and none sees another (%s)",
    async (name) => {
      run("fork", "more", "--at", "2020", "--name", name)
      const processes = Array.from({ length: 3 }, () => Cli.start(root, ["advance", name, "--end"]))
      const outcomes = await Promise.all(
        processes.map(async (process) => {
          const [said, [code]] = await Promise.all([text(process.stderr), once(process, "exit")])
          return { code: code as number, said }
        })
      )
      assert.isTrue(outcomes.some(({ code }) => code === 0))
      // Whoever comes when the run is over is told so; a conflict is nobody's to see.
      for (const { code, said } of outcomes) if (code !== 0) assert.match(said, /has reached its last year/)
      assert.strictEqual(run("show", name).result, run("show", "more").result)
      assert.strictEqual(Cli.aside(root, ["verify"]).code, 0)
    }
  )
})

describe("gongfu tree", () => {
  it("draws each run under its parent, with what is its own", () => {
    run("fork", "more", "effort=0.5", "--at", "2021", "--name", "idea")
    run("advance", "idea", "--to", "2023")
    run("fork", "idea", "effort=0.6", "--at", "2022", "--name", "deeper", "--end")
    run("fork", "more", "--at", "2022", "--name", "other")
    Cli.aside(root, ["run", "toy/scenarios/base.yaml"])
    const lines = Cli.aside(root, ["tree"]).out.split("\n")
    const drawn = lines.flatMap((line) => /^ ([│├└─ ]*[a-z]+)-[0-9a-f]{8}/.exec(line)?.[1] ?? [])
    assert.deepStrictEqual(drawn, ["more", "├─ idea", "│  └─ deeper", "└─ other", "base"])
    const { runs } = JSON.parse(Cli.aside(root, ["tree", "--json"]).out) as {
      runs: ReadonlyArray<{ generation: number; settings: ReadonlyArray<{ after: number }> }>
    }
    assert.deepStrictEqual(
      runs.map(({ generation, settings }) => [generation, settings.map(({ after }) => after)]),
      [
        [0, []],
        [1, [0.5]],
        [2, [0.6]],
        [1, []],
        [0, []]
      ]
    )
    // What has no column of its own where there is little room stands in one with the settings by hand.
    const of = (columns: string) => Cli.aside(root, ["tree"], { COLUMNS: columns }).out.replaceAll(/\s+/g, " ")
    for (const columns of ["80", "50"])
      for (const [, result] of of("140").matchAll(/completed ([0-9a-f]{8}) /g)) assert.include(of(columns), result!)
    assert.match(of("50"), / shares /)
    assert.notMatch(Cli.aside(root, ["tree", "deeper"]).out, /base-/)
    assert.match(Cli.aside(root, ["tree", "--lang", "zh"]).out, /自 2022 年起，力度：10\.0% → 50\.0%/)
  })

  it("names a parent that is not on record here", () => {
    run("fork", "more", "--at", "2021", "--name", "idea")
    const db = new Database(join(root, "gongfu.sqlite"))
    // As after an import of the fork alone.
    db.exec("drop trigger event_no_delete; delete from event where stream like 'more-%'")
    db.close()
    assert.match(Cli.aside(root, ["tree"]).out, / more-[0-9a-f]{8} +not on record here\n └─ idea-/)
  })

  it("is told of a store that is damaged, too, since it reads no year", () => {
    run("fork", "more", "effort=0.5", "--at", "2021", "--name", "idea", "--end")
    const before = Cli.aside(root, ["tree"]).out
    const db = new Database(join(root, "gongfu.sqlite"))
    db.exec("drop trigger event_no_update")
    const edit = "update event set payload = payload || ' ' where stream like 'idea-%' and type = 'YearProjected'"
    assert.isAbove(db.prepare(edit).run().changes, 0)
    db.close()
    assert.strictEqual(Cli.aside(root, ["verify"]).code, 2)
    assert.deepStrictEqual(Cli.aside(root, ["tree"]), { code: 0, out: before, err: "" })
  })

  it("tells what was set by hand in a parent that is not on record with the fork that is, as the log does", () => {
    run("fork", "more", "--at", "2021", "--name", "p1", "effort=0.3", "--end")
    run("fork", "p1", "--at", "2022", "--name", "p2", "growth=0.04", "--end")
    const both = /from 2022: Effort 10\.0% → 30\.0%.*from 2023: Growth 2\.0% → 4\.0%/
    const own = /(?<!30\.0%.*)from 2023: Growth 2\.0% → 4\.0%/
    const told = (folder: string, command: string): string =>
      Cli.aside(folder, [command, "p2"], { COLUMNS: "200" }).out.replaceAll(/\s+/g, " ")
    assert.match(told(root, "log"), own)
    assert.match(told(root, "tree").split(" p2-")[1]!, own)
    const elsewhere = Toy.folder()
    writeFileSync(join(elsewhere, "p2.bundle"), Cli.aside(root, ["bundle", "p2"]).out)
    Cli.aside(elsewhere, ["import", "p2.bundle"])
    assert.match(told(elsewhere, "tree"), /p1-[0-9a-f]{8} not on record here └─ p2-/)
    for (const command of ["tree", "log"]) assert.match(told(elsewhere, command), both, command)
    const { runs } = JSON.parse(Cli.aside(elsewhere, ["tree", "--json"]).out) as {
      runs: ReadonlyArray<{ settings?: ReadonlyArray<{ year: number }> }>
    }
    assert.deepStrictEqual(
      runs.map(({ settings }) => settings?.map(({ year }) => year)),
      [undefined, [2022, 2023]]
    )
  })
})
