import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as StartingPlace from "gongfu/places/StartingPlace"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built, 120_000)

const yaml = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    // What the shipped place comes to is not what a place of another name comes to.
    .filter((name) => /\.(yaml|csv)$/.test(name) && !name.endsWith(".lock.yaml"))
    .toSorted()
const shipped = (name: string): string => fileURLToPath(new URL(`../../packages/scenarios/${name}`, import.meta.url))

describe("the second shipped place", { timeout: 60_000 }, () => {
  it("runs by name, is checked by name, and was prepared by the build", () => {
    const root = Toy.folder()
    const file = join(shipped("example-city"), "scenarios", "plan.yaml")
    const { code, out } = Cli.run(root, ["run", "example-city/plan", file, "--json"])
    assert.strictEqual(code, 0)
    const { runs } = JSON.parse(out)
    assert.deepStrictEqual([runs[0].place, runs[0].id], ["example-city", runs[1].id])
    assert.match(Cli.aside(root, ["run", "example-city/plan"]).out, /Example city \(made up\).* · The made-up plan/)
    assert.match(Cli.aside(root, ["run", "example-city/plan", "--lang", "zh"]).out, /示例城市（虚构数据）/)
    assert.match(Cli.aside(root, ["model", "check", "example-city"]).out, /no fault found/)
    assert.match(Cli.aside(root, ["verify"]).out, /identical/)
    assert.isTrue(
      existsSync(fileURLToPath(new URL("../../packages/cli/dist/places/example-city.prepared", import.meta.url)))
    )
  })

  it("is named where a name was meant, and where none was given", () => {
    const root = Toy.folder()
    assert.match(Cli.aside(root, ["run", "exmple-city/plan"]).err, /did you mean "example-city\/plan"\?/)
    const none = Cli.aside(root, ["model", "check"])
    assert.strictEqual(none.code, 1)
    assert.match(none.err, /this folder is no place[^]*name one: example-city, wenzhou/)
    assert.match(Cli.aside(root, ["model", "check", "--lang", "zh"]).err, /当前文件夹不是地区目录/)
  })
})

describe("gongfu init --place", { timeout: 60_000 }, () => {
  it("makes a place of one's own that runs at once, is checked from inside, and differs in its name only", () => {
    const root = Toy.folder()
    const { code, out } = Cli.aside(root, ["init", "my-city", "--place"])
    assert.strictEqual(code, 0)
    assert.match(out, /the place is called my-city\n/)
    const next = /^next: gongfu (.*)$/m.exec(out)![1]!.split(" ")
    assert.deepStrictEqual(next, ["run", "my-city/scenarios/plan.yaml"])
    const ran = Cli.aside(root, [...next, "--json"])
    assert.deepStrictEqual([ran.code, JSON.parse(ran.out).runs[0].place], [0, "my-city"])
    assert.match(Cli.aside(join(root, "my-city"), ["model", "check"]).out, /no fault found/)
    assert.match(Cli.aside(root, ["model", "check", "./my-city"]).out, /no fault found/)
    assert.match(Cli.aside(root, ["model", "check", "my-city"]).err, /"my-city" is a folder here[^]*write \.\/my-city/)
    const [own, source] = [join(root, "my-city"), shipped("example-city")]
    assert.deepStrictEqual(yaml(own), yaml(source))
    assert.isFalse(readdirSync(join(own, "scenarios")).some((name) => name.endsWith(".lock.yaml")))
    const store = ["gongfu.sqlite", "gongfu.sqlite-wal", "gongfu.sqlite-shm"]
    assert.deepStrictEqual(readFileSync(join(own, ".gitignore"), "utf8").trim().split("\n"), store)
    for (const name of yaml(source)) {
      const [a, b] = [own, source].map((folder) => readFileSync(join(folder, name), "utf8"))
      const renamed = b!
        .replace("place: example-city", "place: my-city")
        .replace("model: example_city", "model: my_city")
      if (name !== "gongfu.yaml") assert.strictEqual(a, renamed, name)
      else assert.match(a!.slice(0, a!.indexOf(renamed)), /best in this order[^]*建议按以下顺序修改/)
    }
  })

  it("takes any shipped place, --place before or after the folder", () => {
    const root = Toy.folder()
    assert.strictEqual(Cli.aside(root, ["init", "--place", "a"]).code, 0)
    assert.strictEqual(Cli.aside(root, ["init", "b", "--place=wenzhou"]).code, 0)
    assert.match(Cli.aside(join(root, "b"), ["model", "check"]).out, /Wenzhou[^]*no fault found/)
    assert.match(
      Cli.aside(root, ["init", "c", "--place", "wenzhou"]).err,
      /not expected here: "wenzhou"\n[^]*--place=wenzhou/
    )
    const { err } = Cli.aside(root, ["init", "c", "--place=wenzou"])
    assert.match(err, /no place "wenzou" ships with gongfu[^]*did you mean "wenzhou"\?/)
    assert.isFalse(existsSync(join(root, "c")))
  })

  it("says the name that it gives when the folder's is none, in both languages", () => {
    const root = Toy.folder()
    const { out } = Cli.aside(root, ["init", "Tai Zhou", "--place"])
    assert.match(out, /the place is called tai-zhou: "Tai Zhou" is no legal name/)
    assert.match(out, /next: gongfu run "Tai Zhou\/scenarios\/plan\.yaml"/)
    assert.match(
      Cli.aside(root, ["init", "台州", "--place", "--lang", "zh"]).out,
      /地区名称为 my-place：“台州”不是合法名称/
    )
    assert.strictEqual(Cli.aside(root, ["run", "台州/scenarios/plan.yaml"]).code, 0)
    assert.strictEqual(JSON.parse(Cli.aside(root, ["init", "2 é", "--place", "--json"]).out).place, "e")
  })

  it("overwrites nothing, and leaves nothing half-written", () => {
    const root = Toy.folder()
    const listed = () => readdirSync(root, { recursive: true, encoding: "utf8" }).toSorted()
    mkdirSync(join(root, "full"))
    writeFileSync(join(root, "full", "notes.txt"), "mine")
    writeFileSync(join(root, "file"), "")
    symlinkSync("nowhere", join(root, "link"))
    // The folder itself can be made, and its first files; the path of a later one is too long for any system.
    const deep = Array.from({ length: 30 }, () => "d".repeat(200))
      .join("/")
      .slice(0, 4090 - root.length - 20)
    const before = listed()
    for (const folder of ["full", "file", "file/under", "link", `new/${deep}`]) {
      const { code, err } = Cli.aside(root, ["init", folder, "--place"])
      const which = folder.slice(0, 20)
      assert.strictEqual(code, 1, which)
      assert.match(err, /nothing was changed/, which)
      assert.deepStrictEqual(listed(), before, which)
    }
    mkdirSync(join(root, "empty"))
    assert.strictEqual(Cli.aside(join(root, "empty"), ["init", ".", "--place"]).code, 0)
    assert.match(readFileSync(join(root, "empty", "gongfu.yaml"), "utf8"), /^place: empty$/m)
  })
})

describe("legalName", () => {
  it("keeps what is legal and gives a legal name for anything else", () => {
    const cases = {
      "my-city": "my-city",
      my_city: "my_city",
      "São Paulo": "sao-paulo",
      "2024 Ärger!": "arger",
      温州: "my-place",
      "--": "my-place",
      "": "my-place"
    }
    for (const [folder, name] of Object.entries(cases)) assert.strictEqual(StartingPlace.legalName(folder), name)
  })
})
