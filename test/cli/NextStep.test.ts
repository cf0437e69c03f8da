/** The next step that is told: it means the store that was named, and where there is none yet, none is made for it. */
import { existsSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as NextStep from "gongfu/render/NextStep"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

const scenario = (name: string): string => `toy/scenarios/${name}.yaml`
const plain = (text: string): string => text.replaceAll(/\s+/g, " ")

let root: string
const named = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, [...args, "--store", "n.sqlite"])

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  assert.strictEqual(named("run", scenario("base"), scenario("more"), "--brief").code, 0)
  assert.strictEqual(named("fork", "base", "--at", "2021", "--name", "v").code, 0)
})

describe("a store that was named", () => {
  it("stands behind each command that uses one, and behind no other", () => {
    const typedStore = "n.sqlite"
    for (const [text, told] of [
      ["gongfu list shows the runs on record", "gongfu list --store n.sqlite shows the runs on record"],
      ["可用 gongfu list 查看已有记录", "可用 gongfu list --store n.sqlite 查看已有记录"],
      [
        "see: gongfu verify a-1; or gongfu show a",
        "see: gongfu verify a-1 --store n.sqlite; or gongfu show a --store n.sqlite"
      ],
      ["gongfu model check, gongfu lock x.yaml", "gongfu model check, gongfu lock x.yaml"],
      ["gongfu bundle RUN --store THIS", "gongfu bundle RUN --store THIS"],
      ["not a gongfu store", "not a gongfu store"]
    ] as const) {
      assert.strictEqual(NextStep.inText({ typedStore }, text), told)
      assert.strictEqual(NextStep.inText({}, text), text)
    }
  })

  it("is told with the next step of every kind of text", () => {
    const again = "--store n.sqlite"
    for (const [args, step] of [
      [["show", "v"], `go on with: gongfu advance v-[0-9a-f]{8} ${again}`],
      [["show", "v", "--lang", "zh"], `继续：gongfu advance v-[0-9a-f]{8} ${again}`],
      [["show", "nothing"], `gongfu list ${again} shows`],
      [["show", "nothing", "--json"], `gongfu list ${again} shows`],
      [["advance", "base"], `gongfu fork base-[0-9a-f]{8} --at YEAR ${again}`],
      [["attribute", "base", "v"], `gongfu advance v-[0-9a-f]{8} --end ${again}`],
      [["tag"], `gongfu tag NAME RUN ${again} gives one`]
    ] as const) {
      const { err, out } = named(...args)
      assert.match(plain(out + err), new RegExp(step), args.join(" "))
    }
    const { out } = Cli.run(root, ["show", "v"], { GONGFU_STORE: "n.sqlite" })
    assert.match(out, /go on with: gongfu advance v-[0-9a-f]{8}$/m, "a variable names it for the next command, too")
  })

  it("is told as it has to be typed", () => {
    Cli.aside(root, ["run", scenario("base"), "--brief", "--store", "my runs.sqlite"])
    const { err } = Cli.run(root, ["advance", "base", "--store", "my runs.sqlite"])
    assert.match(plain(err), /--at YEAR --store "my runs\.sqlite"/)
  })
})

describe("a run that goes another way than the one on record", () => {
  it("is imported beside it when whoever sent it has forked it under another name", () => {
    const other = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, [...args, "--store", "o.sqlite"])
    other("run", scenario("base"), "--brief")
    for (const [gongfu, to] of [
      [named, "0.3"],
      [other, "0.4"]
    ] as const) {
      gongfu("fork", "base", "--at", "2021", "--name", "w")
      assert.strictEqual(gongfu("adjust", "w", `effort=${to}`).code, 0)
    }
    other("bundle", "w", "-o", "w.bundle")
    const { code, err } = named("import", "w.bundle")
    assert.strictEqual(code, 1)
    const [, again] =
      /on record with other events.* fork it under another name .*: (fork w-[0-9a-f]{8} --at \d+ --name OTHER), then bundle OTHER /.exec(
        plain(err)
      ) ?? []
    assert.isString(again)
    assert.notMatch(err, /verify/)
    assert.match(named("import", "w.bundle", "--lang", "zh").err, /另一名称再次分支/)
    // What is told does it.
    assert.strictEqual(other(...again!.replace("OTHER", "w2").split(" ")).code, 0)
    assert.strictEqual(other("bundle", "w2", "-o", "w2.bundle").code, 0)
    assert.strictEqual(named("import", "w2.bundle").code, 0)
    assert.strictEqual(named("compare", "w", "w2").code, 2)
  })
})

describe("a store that is not there", () => {
  it("is made by no command that needs a run on record", () => {
    const folder = Toy.place()
    const commands = [
      ["advance", "base"],
      ["adjust", "base", "effort=0.3"],
      ["fork", "base", "--at", "2021"],
      ["tag", "best", "base"],
      ["tag", "best", "--remove"]
    ]
    for (const args of commands) {
      const { code, err } = Cli.aside(folder, [...args, "--store", "n.sqlite"])
      assert.strictEqual(code, 1)
      assert.match(
        err,
        /^error: there is no store n\.sqlite yet\n {2}gongfu run --store n\.sqlite records/,
        args.join(" ")
      )
      assert.match(Cli.run(folder, [...args, "--lang", "zh"]).err, /^错误：尚无推演库 gongfu\.sqlite\n/)
      assert.deepStrictEqual(readdirSync(folder), ["toy"], args.join(" "))
    }
    writeFileSync(join(folder, "gongfu.sqlite"), "")
    for (const args of commands) assert.match(Cli.aside(folder, args).err, /there is no store/, args.join(" "))
    assert.isTrue(existsSync(join(folder, "gongfu.sqlite")))
    assert.strictEqual(Cli.aside(folder, ["run", scenario("base"), "--brief"]).code, 0)
    for (const args of commands.slice(2)) assert.strictEqual(Cli.aside(folder, args).code, 0, args.join(" "))
  })
})
