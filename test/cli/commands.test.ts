import { type ChildProcess, spawnSync } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { setTimeout } from "node:timers/promises"
import Database from "better-sqlite3"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string
beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  Cli.run(root, ["run", "toy/scenarios/base.yaml", "toy/scenarios/more.yaml", "toy/scenarios/broken.yaml"])
})

const gongfu = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.run(root, args)

describe("the command line", () => {
  it("answers --version and --help", () => {
    const { version } = JSON.parse(readFileSync(new URL("../../packages/cli/package.json", import.meta.url), "utf8"))
    for (const args of [["--version"], ["-v"], ["run", "--version"]])
      assert.deepStrictEqual(gongfu(...args), { code: 0, out: `gongfu ${version}\n`, err: "" })
    assert.match(gongfu("--help").out, /USAGE\n {2}gongfu <command> \[options\]/)
    assert.match(
      gongfu("--help").out,
      /Exit codes: 0 fine, 1 an error, 2 a difference was found or an expectation does\s+not\s+hold,\s+130\s+interrupted/
    )
    assert.match(gongfu("run", "--help", "--lang", "zh").out, /用法\n {2}gongfu run \[选项\] FILE\.\.\./)
    assert.strictEqual(gongfu("--help", "--lang", "zh").out.match(/[a-z]{4,} [a-z]{4,} [a-z]{4,}/), null, "all Chinese")
  })

  it("names the nearest command and option, in both languages, and ends with 1", () => {
    const cases: ReadonlyArray<readonly [ReadonlyArray<string>, RegExp, RegExp]> = [
      [["rn"], /unknown command "rn"\n {2}did you mean "run"\?/, /未知的命令“rn”\n {2}是否想写“run”？/],
      [["run", "x.yaml", "--jsn"], /unknown option "--jsn"\n {2}did you mean "--json"\?/, /未知的选项“--jsn”/],
      [["run"], /FILE is missing/, /缺少参数 FILE/],
      [["run", "x.yaml", "-o", "y"], /unknown option "-o"\n {2}see: gongfu run --help/, /未知的选项“-o”\n {2}请查看/],
      [["compare", "a"], /at least 2 of RUN\|FILE are needed/, /RUN\|FILE 至少需要 2 个/],
      [
        ["show", "base", "--year", "soon"],
        /--year cannot be "soon"\n {2}it takes a year such as 2025/,
        /--year 不能是“soon”\n {2}应为年份，如 2025/
      ],
      [
        ["ensemble", "x.yaml", "--members", "0"],
        /it takes 1 to 10,000,000|whole number from 1/,
        /应为整数（1 至 10,000,000）/
      ],
      [
        ["schema", "poem"],
        /KIND cannot be "poem"\n {2}it takes: scenario, targets/,
        /KIND 不能是“poem”\n {2}可用的值：scenario、targets/
      ],
      [
        ["show", "a", "--all", "--store=a", "--store=b"],
        /--store was given twice\n {2}give it once/,
        /--store 写了 2 次\n/
      ],
      [
        ["report", "a", "b", "c", "d", "e", "f", "g"],
        /a report takes at most 6 runs; 7 are named\n {2}make several reports/,
        /一份报告至多容纳 6 个推演，此处写了 7 个\n {2}请分为几份报告/
      ],
      [["list", "all"], /not expected here: "all"/, /多余的参数：“all”/],
      [["run", "--store"], /--store has no value/, /--store 缺少值/]
    ]
    for (const [args, en, zh] of cases) {
      const english = gongfu(...args)
      assert.strictEqual(english.code, 1)
      assert.match(english.err, en)
      assert.match(Cli.run(root, args, { GONGFU_LANG: "zh" }).err, zh)
    }
  })

  it("gives one line of JSON with its format from every command, and from every mistake", () => {
    const folder = Toy.place()
    const base = "toy/scenarios/base.yaml"
    const cases: ReadonlyArray<readonly [code: number, args: ReadonlyArray<string>]> = [
      [0, ["run", base]],
      [0, ["list"]],
      [0, ["show", "base"]],
      [0, ["events", "base"]],
      [0, ["export", "base"]],
      [2, ["compare", base, "toy/scenarios/more.yaml"]],
      [0, ["attribute", base, "toy/scenarios/more.yaml"]],
      [0, ["fork", "base", "--at", "2021"]],
      [0, ["adjust", "base-2022", "effort=0.2"]],
      [0, ["advance", "base-2022"]],
      [0, ["tree"]],
      [0, ["why", base, "income", "2022"]],
      [2, ["why", base, "toy/scenarios/more.yaml", "income"]],
      [0, ["log"]],
      [0, ["verify"]],
      [0, ["tag", "best", "base"]],
      [0, ["tag"]],
      [0, ["tag", "best", "--remove"]],
      [1, ["tag", "base", "base"]],
      [0, ["lock", base]],
      [0, ["check", base]],
      [0, ["bundle", "base", "-o", "base.bundle"]],
      [0, ["import", "base.bundle"]],
      [0, ["backtest", "wenzhou/observed-shocks"]],
      [1, ["model", "check", "toy/"]],
      [0, ["model", "graph", "toy/"]],
      [0, ["model", "docs", "toy/"]],
      [0, ["model", "assumptions", "toy/"]],
      [0, ["ensemble", base, "--members", "5"]],
      [0, ["sensitivity", base, "--rows", "8"]],
      [0, ["discover", base, "--target", "doubled", "--members", "50"]],
      [0, ["solve", base, "--target", "doubled", "--levers", "effort"]],
      [0, ["worker", "--until-empty"]],
      [0, ["report", base, "-o", "report.html"]],
      [0, ["explore", base, "--no-open", "-o", "explorer.html"]],
      [0, ["schema", "scenario"]],
      [0, ["init", "study"]],
      [1, ["run", "no.yaml"]],
      [1, ["show", "nothing"]],
      [1, ["lst"]]
    ]
    for (const [wanted, args] of cases) {
      const { code, err, out } = Cli.run(folder, [...args, "--json"])
      assert.deepStrictEqual([code, err], [wanted, ""], args.join(" "))
      assert.match(out, /^\{.*\}\n$/, args.join(" "))
      const tellsSources = code !== 1 && /^(why|model (docs|assumptions))\b/.test(args.join(" "))
      assert.strictEqual(JSON.parse(out).format, tellsSources ? 2 : 1, args.join(" "))
    }
    const told = new Set([...gongfu("--help").out.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name]) => name!))
    const tried = new Set(cases.map(([, [command]]) => command!))
    assert.deepStrictEqual(
      [...told].filter((name) => !tried.has(name)),
      []
    )
    assert.isAbove(told.size, 9)
  })

  it("ends quietly when its reader has gone, and the run is recorded all the same", async () => {
    const folder = Toy.place()
    const child = Cli.start(folder, ["run", "toy/scenarios/base.yaml"])
    let err = ""
    child.stderr.on("data", (data: Buffer) => (err += data.toString()))
    child.stdout.destroy()
    const [code] = await once(child, "exit")
    assert.deepStrictEqual([code, err], [0, ""])
    assert.match(Cli.run(folder, ["list"]).out, /base-[0-9a-f]{8}/)
  })
})

describe.skipIf(process.platform !== "linux")("a full disk", () => {
  const script = (folder: string, line: string) =>
    spawnSync("sh", ["-c", line, process.execPath, Cli.bin], { cwd: folder, encoding: "utf8" })

  it("is told when output is lost, without a stack trace, and ends with 1", () => {
    const folder = Toy.place()
    for (const args of ["run toy/scenarios/base.yaml", "run toy/scenarios/base.yaml --json", "list --lang=en"]) {
      const { status, stderr } = script(folder, `"$0" "$1" ${args} > /dev/full`)
      assert.strictEqual(status, 1, args)
      assert.match(stderr, /^error: the output cannot be written \(ENOSPC\)\n {2}[^\n]+\n$/, args)
    }
    assert.match(Cli.run(folder, ["list"]).out, /base-[0-9a-f]{8}/, "the run was recorded all the same")
  })

  it("leaves nothing of a project that could not be started", () => {
    const folder = Toy.folder()
    const { status, stderr } = script(folder, `ulimit -f 0; "$0" "$1" init study`)
    assert.strictEqual(status, 1)
    assert.match(stderr, /nothing was changed/)
    assert.deepStrictEqual(readdirSync(folder), [])
  })
})

/** The files that a process has open. */
const openFiles = (pid: number): ReadonlyArray<string> =>
  readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${descriptor}`)]
    } catch {
      return []
    }
  })

/** Waits until a process has opened a file or has ended. Where there is no /proc, it can only be given time. */
const hasOpened = async (child: ChildProcess, file: string): Promise<void> => {
  if (!existsSync("/proc/self/fd")) return setTimeout(5_000)
  if (child.exitCode !== null || openFiles(child.pid!).includes(file)) return
  await setTimeout(20)
  return hasOpened(child, file)
}

describe("a store that another process holds", () => {
  it("is waited for, and SIGINT ends the wait with 130 and nothing recorded", async () => {
    const folder = Toy.place()
    Cli.run(folder, ["run", "toy/scenarios/base.yaml"])
    const db = new Database(join(folder, "gongfu.sqlite"))
    db.exec("begin immediate")
    const child = Cli.start(folder, ["run", "toy/scenarios/more.yaml"])
    const ended = once(child, "exit")
    const told = text(child.stderr)
    await hasOpened(child, realpathSync(join(folder, "gongfu.sqlite")))
    await setTimeout(500)
    assert.isNull(child.exitCode, "it waits")
    child.kill("SIGINT")
    const [code] = await ended
    db.exec("rollback")
    db.close()
    assert.deepStrictEqual([code, await told], [130, "interrupted; nothing was recorded\n"])
    assert.notMatch(Cli.run(folder, ["list"]).out, /more-/)
  })

  it("is told, with nothing recorded, when the wait was in vain", () => {
    const folder = Toy.place()
    Cli.run(folder, ["run", "toy/scenarios/base.yaml"])
    const db = new Database(join(folder, "gongfu.sqlite"))
    db.exec("begin immediate")
    const { code, err, out } = Cli.run(folder, ["run", "toy/scenarios/more.yaml"])
    db.exec("rollback")
    db.close()
    assert.deepStrictEqual([code, out], [1, ""])
    assert.strictEqual(
      err,
      "error: another process holds gongfu.sqlite; waited 10 s\n  close what has it open, then repeat\n"
    )
    assert.notMatch(Cli.run(folder, ["list"]).out, /more-/)
  })
})

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

  it("are found by id, by its beginning, and by the scenario's name", () => {
    const [, more] = JSON.parse(gongfu("list", "--json").out).runs
    for (const name of [more.id, more.id.slice(0, 7), "more"])
      assert.strictEqual(JSON.parse(gongfu("show", name, "--json").out).run.id, more.id)
    Toy.write(root, { "notes.txt": "more\n" })
    assert.match(gongfu("show", "notes.txt").err, /\n {2}notes\.txt is a file, but a scenario's file ends in \.yaml/)
    assert.match(gongfu("show", "mroe").err, /no run "mroe" is on record\n {2}did you mean "more"\?/)
    assert.strictEqual(gongfu("show", "b").code, 1)
    assert.match(gongfu("show", "b").err, /"b" could be any of 2 runs/)
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

  it("are exported as CSV and JSON with every digit", () => {
    const lines = gongfu("export", "base", "more", "--indicator", "income").out.trimEnd().split("\r\n")
    assert.lengthOf(lines, 11)
    assert.strictEqual(lines[0], "run,scenario,year,indicator,unit,value,label_en,label_zh")
    assert.match(lines[8]!, /^more-[0-9a-f]{8},more,2022,income,yuan,131\.6106,Income,收入$/)
    const { format, runs } = JSON.parse(gongfu("export", "more", "--as", "json").out)
    assert.strictEqual(format, 1)
    assert.strictEqual(
      runs[0].indicators.find((one: { indicator: string }) => one.indicator === "income").values[2],
      131.6106
    )
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

describe("gongfu compare", () => {
  it("ends with 0 when all is the same, 2 when not, 1 on an error", () => {
    assert.strictEqual(gongfu("compare", "base", "toy/scenarios/base.yaml").code, 0)
    assert.match(gongfu("compare", "base", "toy/scenarios/base.yaml").out, /The same\. Compared: /)
    assert.strictEqual(gongfu("compare", "base", "more").code, 2)
    assert.strictEqual(gongfu("compare", "base", "nothing").code, 1)
    assert.strictEqual(gongfu("compare", "base", "no.yaml").code, 1)
  })

  it("takes runs and files in any mix and tells inputs, targets and indicators that differ", () => {
    const { out } = gongfu("compare", "base", "toy/scenarios/more.yaml", "--year", "2023")
    assert.match(out, /A +base-[0-9a-f]{8} +As it is/)
    assert.match(out, /Effort +2022 +10\.0% +15\.0%/)
    assert.match(out, /Targets that flip\s+Income of 150 +2023 +✗ 141\.2 +✓ 161\.1 +\+19\.8/)
    assert.match(out, /Income +yuan +A +141\.2 +▁\S+\n +B +161\.1 +\+19\.8 \(\+14\.0%\) +2022 +▁\S+\n/)
    assert.notMatch(out, /Growth/)
    assert.match(gongfu("compare", "base", "more", "--all").out, /Growth/)
    // In 2021 nothing is due, and the comparison of one indicator has no target.
    const untargeted = gongfu("compare", "base", "more", "--indicator", "strain").out
    assert.match(untargeted, /They differ: .* values/)
    assert.notMatch(untargeted, /0 of 0/)
    assert.match(gongfu("compare", "base", "more", "--lang", "zh").out, /结论改变的目标/)
  })

  it("compares three, as text, Markdown and JSON, and files without a store", () => {
    const empty = Toy.place()
    const files = ["base", "more", "base"].map((name) => `toy/scenarios/${name}.yaml`)
    const { code, out } = Cli.run(empty, ["compare", ...files, "--md"])
    assert.strictEqual(code, 2)
    assert.match(out, /^\| Income of 150 +\| 2023 \| ✗ 141\.2 \| ✓ 161\.1 \| \+19\.8 \| ✗ 141\.2 \| +0\.0 \|$/m)
    assert.isFalse(existsSync(join(empty, "gongfu.sqlite")))
    const { comparison, format } = JSON.parse(Cli.run(empty, ["compare", ...files, "--json"]).out)
    assert.deepStrictEqual([format, comparison.same, comparison.runs.length], [1, false, 3])
  })

  it("leaves out all but the headline indicators when asked to be brief", () => {
    const { out } = gongfu("compare", "base", "more", "--brief")
    assert.match(out, /Income +yuan/)
    assert.notMatch(out, /Strain/)
    assert.match(out, /1 more indicator differs; --all or --indicator NAME shows them/)
    assert.match(out, /Income of 150/, "a target that flips is told all the same")
    const stands = gongfu("compare", "more", "toy/scenarios/most.yaml", "--brief").out
    assert.notMatch(stands, /Income of 150/)
    assert.match(stands, /Not shown: 1 more, whose margins differ and whose standings do not; leave out --brief/)
  })
})

describe("gongfu verify", () => {
  it("computes every run again and finds it identical", () => {
    const { code, out } = gongfu("verify")
    assert.strictEqual(code, 0)
    assert.lengthOf(out.match(/✓ +\S+ +identical/g)!, 3)
    assert.match(gongfu("verify", "more", "--lang", "zh").out, /完全一致/)
  })

  it("names the event that was changed, and ends with 2", () => {
    const folder = Toy.place()
    Cli.run(folder, ["run", "toy/scenarios/base.yaml"])
    const db = new Database(join(folder, "gongfu.sqlite"))
    for (const { name } of db.prepare("select name from sqlite_master where type = 'trigger'").all() as Array<{
      name: string
    }>)
      db.exec(`drop trigger ${name}`)
    db.exec(
      "update event set payload = replace(payload, '112.2', '112.3') where payload like '%112.2%' and version = 3"
    )
    db.close()
    const { code, out } = Cli.run(folder, ["verify"])
    assert.strictEqual(code, 2)
    assert.match(out, /base-[0-9a-f]{8}/)
    assert.match(out, /\n\nRestore the file from a copy\.\n/)
    const chinese = Cli.run(folder, ["verify", "--lang", "zh"]).out
    assert.match(chinese, /触发器“event_no_update”被删除或改动/)
    assert.match(chinese, /与记录时不符：列“payload”被改动/)
    assert.match(chinese, /\n\n请用备份恢复该文件。\n/)
    const { store } = JSON.parse(Cli.run(folder, ["verify", "--json"]).out)
    assert.isTrue(store.faults.some((fault: { version?: number }) => fault.version === 3))
  })
})

describe("models and projects", () => {
  it("checks, draws and lists the assumptions of a place", () => {
    assert.match(gongfu("model", "check", "toy/").out, /no fault found/)
    assert.match(gongfu("model", "check", "toy/").out, /✗ 1 of 4 scenarios stopped:\n\n {2}- broken in 2022 at strain/)
    assert.strictEqual(gongfu("model", "check", "toy/").code, 1)
    assert.match(Cli.run(join(root, "toy"), ["model", "check", "--lang", "zh"]).out, /未发现错误/)
    const graph = gongfu("model", "graph", "./toy", "--lang", "zh").out
    assert.match(graph, /^flowchart LR\n {2}subgraph s_economy\["经济"\]/)
    assert.match(graph, /v_effort --> v_income/)
    assert.match(graph, /v_income -\.-> v_income/)
    assert.match(
      gongfu("model", "assumptions", "toy/", "--by", "sector", "--md").out,
      /\| Growth +\| growth \| +\| +2\.0% +\| 0\.0% – 10\.0% \| assumed: as before \|/
    )
    assert.deepInclude(JSON.parse(gongfu("model", "assumptions", "toy/", "--json").out).assumptions[0], {
      name: "growth"
    })
    assert.match(gongfu("model", "check", "wenzou").err, /did you mean "wenzhou"\?/)
  })

  it("gives a JSON Schema for each kind of file", () => {
    for (const kind of ["scenario", "targets", "model", "sector", "pattern", "place"]) {
      const schema = JSON.parse(gongfu("schema", kind).out)
      assert.match(schema.$schema, /draft-07/)
      assert.isTrue("definitions" in schema)
    }
    assert.deepInclude(JSON.parse(gongfu("schema", "scenario", "--json").out), { format: 1 })
  })

  it("starts a project whose first scenario runs, and overwrites nothing", () => {
    const folder = Toy.folder()
    const { code, out } = Cli.run(folder, ["init", "study"])
    assert.strictEqual(code, 0)
    assert.match(out, /next: gongfu run study\/scenarios\/first\.yaml/)
    const { code: ran, out: board } = Cli.run(folder, ["run", "study/scenarios/first.yaml"])
    assert.strictEqual(ran, 0, board)
    const again = Cli.run(folder, ["init", "study"])
    assert.strictEqual(again.code, 1)
    assert.match(again.err, /study: the folder is not empty/)
    writeFileSync(join(folder, "file"), "")
    assert.match(Cli.run(folder, ["init", "file"]).err, /there is a file of that name/)
    mkdirSync(join(folder, "empty"))
    assert.strictEqual(Cli.run(folder, ["init", "empty", "--lang", "zh"]).code, 0)
  })
})
