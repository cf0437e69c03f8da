/**
 * What every command has in common: help, the nearest word for a wrong one, one line of JSON, and a quiet end when nobody
 * reads on.
 */
import { once } from "node:events"
import { readdirSync, readFileSync } from "node:fs"
import { assert, beforeAll, describe, it } from "vitest"
import * as Format from "../../packages/cli/src/session/Format.ts"
import * as Limits from "../../packages/cli/src/options/Limits.ts"
import * as Lists from "../../packages/cli/src/syntax/Lists.ts"
import * as Together from "../../packages/cli/src/options/Together.ts"
import * as Cli from "./Cli.ts"
import { everyCommand } from "./everyCommand.ts"
import * as Toy from "./toy.ts"

let root: string
beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
})

const gongfu = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, args)

/** The output that a command prints: a mistake has one of its own, and some commands tell of the run that came of them. */
const outputOf = (args: ReadonlyArray<string>, told: Readonly<Record<string, unknown>>): Format.Output => {
  if (Array.isArray(told["errors"]) && told["errors"].length > 0) return "errors"
  const [first, second] = args
  if (first === "model") return `model ${second}` as Format.Output
  if (first === "ensemble" && second === "member") return "run"
  return (["adjust", "advance", "fork"].includes(first!) ? "run" : first) as Format.Output
}

/** States that key counts of what is in them: as they are written where a state itself is told. */
const states: ReadonlySet<string> = new Set(["on_the_way", "not_assessed", "out_of_sample"])

/** The keys of an output with a low line, which no name in the toy place has. */
const keysWithScores = (told: unknown): ReadonlyArray<string> =>
  typeof told !== "object" || told === null
    ? []
    : Object.entries(told).flatMap(([key, value]) => [
        ...(key.includes("_") && !states.has(key) ? [key] : []),
        ...keysWithScores(value)
      ])

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

  it("tells in the help of an option what it may be and what it is unless told, and refuses what is beyond", () => {
    for (const [command, option, limits, ...more] of [
      ["discover", "boxes", Limits.boxes],
      ["sensitivity", "most", Limits.most],
      ["solve", "points", Limits.points, "--pareto", "doubled", "income[2023]", "--levers", "effort"]
    ] as const) {
      const help = Cli.aside(root, [command, "--help"], { COLUMNS: "200" }).out
      assert.match(help, new RegExp(`--${option} .*${Limits.of(limits, "en")}\\n`))
      const { code, err } = gongfu(command, "toy/scenarios/base.yaml", `--${option}`, String(limits.high + 1), ...more)
      assert.strictEqual(code, 1)
      assert.match(err, new RegExp(`it takes a whole number from ${limits.low} to `))
    }
    assert.match(gongfu("schema", "--help").out, /KIND +which kind of file: scenario, targets, /)
  })

  it("says of an option that several commands have what it does in each", () => {
    const help = (command: string, lang: string): string =>
      gongfu(command, "--help", "--lang", lang).out.replace(/\s+/g, " ")
    for (const command of ["show", "run"]) {
      assert.notMatch(help(command, "en"), /in a comparison|what flips/)
      assert.notMatch(help(command, "zh"), /比较时|结论改变/)
    }
    assert.match(help("compare", "en"), /--all every indicator, and also what is the same .*--brief .*what flips/)
    assert.match(help("ensemble", "en"), /--brief only the headline indicators and their targets/)
    for (const command of ["why", "report", "explore"]) assert.notInclude(help(command, "zh"), "不写则")
  })

  it("fits its help to the window, and breaks examples so that a shell takes them as one line", () => {
    for (const [columns, ...args] of [
      [40, "--help"],
      [40, "solve", "--help"],
      [80, "solve", "--help"]
    ] as const) {
      const { out } = Cli.aside(root, args, { COLUMNS: String(columns) })
      for (const line of out.split("\n")) assert.isAtMost(line.length, columns, line)
      if (args.length === 2)
        assert.include(
          out.replaceAll(/ \\\n +/g, " "),
          "gongfu solve wenzhou/plan --target low_income_doubling --levers welfare_posts fee_relief --robust 0.5\n"
        )
    }
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
        ["schema", "scenarios"],
        /KIND cannot be "scenarios"\n {2}did you mean "scenario"\?/,
        /KIND 不能是“scenarios”\n {2}是否想写“scenario”？/
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
        /一份报告至多容纳 6 次推演，此处写了 7 次\n {2}请分为几份报告/
      ],
      [
        ["explore", "--serve", "--port", "65536"],
        /--port cannot be "65536"\n {2}it takes a whole number from 0 to 65535/,
        /--port 不能是“65536”\n {2}应为端口号：0 至 65535 的整数/
      ],
      [["list", "all"], /not expected here: "all"/, /多余的参数：“all”/],
      [
        ["ensemble", "member", "e", "x"],
        /MEMBER cannot be "x"\n {2}it takes a whole number\n/,
        /MEMBER 不能是“x”\n {2}应为整数\n/
      ],
      [["run", "--store"], /--store has no value/, /--store 缺少值/]
    ]
    for (const [args, en, zh] of cases) {
      const english = gongfu(...args)
      assert.strictEqual(english.code, 1)
      assert.match(english.err, en)
      assert.match(Cli.aside(root, args, { GONGFU_LANG: "zh" }).err, zh)
    }
  })

  it("refuses options that would do nothing, alone or beside each other, and tells what they go with", () => {
    const reasonOf = (line: string): string | undefined => {
      const args = Lists.spread(line.split(" "))
      return Together.refused(args, Lists.commandOf(args))?.problem.en
    }
    for (const [line, problem] of [
      ["compare a b --csv --brief", "--csv and --brief cannot go together"],
      ["--lang zh compare a b --brief --csv", "--csv and --brief cannot go together"],
      ["advance a --to=2022 --end", "--to and --end cannot go together"],
      ["solve a --pareto b c --robust 0.5", "--pareto and --robust cannot go together"],
      ["solve a --target b --points 3", "--points says nothing without --pareto AIM..."],
      ["solve a --target b --members=3", "--members says nothing without --robust P"],
      ["solve a --target b --seed 3", "--seed says nothing without --robust P"],
      ["ensemble a --wait", "--wait says nothing without --shards N or --queue URL"],
      ["explore --port 80", "--port says nothing without --serve"],
      ["explore -o a.html --serve", "--serve and --output cannot go together"],
      ["explore --serve --force", "--serve and --force cannot go together"],
      ["model graph --text --from a", "--text says nothing without --from NAME and --to NAME"],
      ["model --json assumptions . --by=sector --year 2025", "--by sector and --year cannot go together"],
      ["model assumptions --year 2025 --by sector", "--by sector and --year cannot go together"]
    ] as const)
      assert.strictEqual(reasonOf(line), problem, line)
    for (const line of [
      "compare a b --csv",
      "run a --brief",
      "solve a --pareto b c --points 3",
      "solve a --robust 0.5 --members 9 --seed 2 -o b.yaml",
      "ensemble a --members 9 --seed 2 --wait --queue=sqlite:q",
      "explore -o a.html --force",
      "explore --port 80 --help",
      "model assumptions --by influence --year 2025",
      "model graph --text --from a --to b",
      "ensemble -- --wait"
    ])
      assert.isUndefined(reasonOf(line), line)
    const { code, err, out } = gongfu("ensemble", "toy/scenarios/base.yaml", "--wait", "--lang", "zh")
    assert.deepStrictEqual([code, out], [1, ""])
    assert.match(err, /--wait 须与 --shards N 或 --queue URL 同用\n {2}请补上，或不写 --wait/)
  })

  it("has its versions of JSON in the docs, all that are not the first", () => {
    const page = readFileSync(new URL("../../docs/file-formats.md", import.meta.url), "utf8")
    const rows = [...page.matchAll(/^\| ((?:`[a-z ]+`(?:, )?)+) \| (\d+) \|/gm)]
    const told = rows.flatMap(([, names, version]) =>
      [...names!.matchAll(/`([a-z ]+)`/g)].map(([, name]) => [name!, Number(version)] as const)
    )
    assert.deepStrictEqual(
      Object.fromEntries(told.filter(([name]) => name in Format.versions)),
      Object.fromEntries(Object.entries(Format.versions).filter(([, version]) => version > 1))
    )
    for (const [name, version] of told)
      assert.strictEqual(version, Format.versions[outputOf(name.split(" "), {})], name)
  })

  it("gives one line of JSON with its format from every command, and from every mistake, its keys in one spelling", () => {
    const folder = Toy.place()
    const outputs = new Set<string>()
    for (const [wanted, args] of everyCommand) {
      const { code, err, out } = Cli.aside(folder, [...args, "--json"])
      assert.deepStrictEqual([code, err], [wanted, ""], args.join(" "))
      assert.match(out, /^\{.*\}\n$/, args.join(" "))
      const told = JSON.parse(out) as Readonly<Record<string, unknown>>
      const output = outputOf(args, told)
      outputs.add(output)
      assert.strictEqual(told["format"], Format.versions[output], args.join(" "))
      if (args[0] !== "schema") assert.deepStrictEqual(keysWithScores(told), [], args.join(" "))
    }
    assert.sameMembers(
      [...outputs],
      Object.keys(Format.versions).filter((name) => name !== "worker")
    )
    const told = new Set([...gongfu("--help").out.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name]) => name!))
    const tried = new Set(everyCommand.map(([, [command]]) => command!))
    assert.deepStrictEqual(
      [...told].filter((name) => !tried.has(name)),
      []
    )
    assert.isAbove(told.size, 9)
  })

  it("asks for the command that is missing, wherever no help was asked for", () => {
    for (const [args, says] of [
      [["model"], /^error: a command is missing\n {2}see: gongfu model --help\n$/],
      [["--json"], /^$/],
      [["model", "--json"], /^$/]
    ] as const) {
      const { code, err, out } = gongfu(...args)
      assert.strictEqual(code, 1, args.join(" "))
      assert.match(err, says)
      if (args.includes("--json" as never)) assert.strictEqual(JSON.parse(out).errors[0].kind, "Usage")
    }
    assert.strictEqual(gongfu("model", "--help").code, 0)
    assert.strictEqual(gongfu().code, 0)
  })

  it("refuses a language that it does not speak, and a store that is no file", () => {
    const { code, err } = Cli.run(root, ["list"], { GONGFU_LANG: "fr" })
    assert.deepStrictEqual([code, err], [1, 'error: GONGFU_LANG cannot be "fr"\n  it takes: en, zh\n'])
    for (const [args, extra] of [
      [["--store", "-"], {}],
      [["--store", ":memory:"], {}],
      [["--store="], {}],
      [[], { GONGFU_STORE: "-" }]
    ] as const)
      assert.match(
        Cli.run(root, ["run", "toy/scenarios/base.yaml", ...args], extra).err,
        /the store cannot be "(-|:memory:|)"\n {2}it takes a file, such as gongfu\.sqlite/
      )
    assert.notIncludeMembers(readdirSync(root), ["-", ":memory:"])
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
