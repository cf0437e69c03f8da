/** Scenario files and places on disk: what is found, and what every kind of bad file gets. */
import * as fs from "node:fs"
import * as Paths from "node:path"
import { spawnSync } from "node:child_process"
import { yamlOf } from "../core/scenario/fixture.ts"
import type { Fault } from "@gongfu/core/document/Fault"
import { maxBytes } from "@gongfu/scenarios/TextFile"
import * as ProjectFiles from "@gongfu/scenarios/ProjectFiles"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { faultsOf, folderOf, load, oneFault, scenario } from "./folders.ts"

describe("loadScenarioChain", () => {
  it.effect("follows extends to the scenario that names its place", () =>
    Effect.gen(function* () {
      const folder = folderOf({
        "gongfu.yaml": "gongfu: 1\n",
        "scenarios/what-if/child.yaml": scenario("child", { extends: "../middle.yaml" }),
        "scenarios/middle.yaml": scenario("middle", { extends: "./base.yaml" }),
        "scenarios/base.yaml": scenario("base", { place: ".." })
      })
      const { files, place } = yield* load(folder, "scenarios/what-if/child.yaml")
      assert.deepStrictEqual(
        files.map((file) => file.yaml.file.path),
        ["what-if/child.yaml", "middle.yaml", "base.yaml"].map((name) => Paths.join(folder, "scenarios", name))
      )
      assert.strictEqual(place.folder, folder)
    })
  )

  it.effect("reads a file with a byte order mark, CRLF and a Chinese name", () =>
    Effect.gen(function* () {
      const text = `\ufeff${yamlOf(scenario("a", { place: ".", levers: { x: "bad" } }))}`.replaceAll("\n", "\r\n")
      const folder = folderOf({
        "情景/乡村 优先.yaml": text,
        "情景/子.yaml": scenario("b", { extends: "乡村 优先.yaml" })
      })
      const { files } = yield* load(folder, "情景/子.yaml")
      assert.strictEqual(files[1]!.yaml.spanOf(["name"]).line, 2)
      assert.strictEqual(files[1]!.yaml.spanOf(["gongfu"]).column, 11)
    })
  )

  it.effect("a file whose values are wrong still gives its chain, so that all faults can be told at once", () =>
    Effect.gen(function* () {
      const folder = folderOf({
        "a.yaml": scenario("A", { extends: "b.yaml", lever: 1 }),
        "b.yaml": scenario("b", { place: "." })
      })
      assert.strictEqual((yield* load(folder, "a.yaml")).files.length, 2)
    })
  )

  it.effect("faults found before the chain breaks are told with the break", () =>
    Effect.gen(function* () {
      const folder = folderOf({
        "a.yaml": scenario("A", { extends: "b.yaml" }),
        "b.yaml": scenario("b", { extends: "gone.yaml", lever: 1 })
      })
      const faults = yield* faultsOf(load(folder, "a.yaml"))
      assert.deepStrictEqual(
        faults.map((fault) => [Paths.basename(fault.span.file), fault._tag, fault.span.line]),
        [
          ["a.yaml", "WrongValue", 2],
          ["b.yaml", "UnknownKey", 5],
          ["b.yaml", "FileMissing", 4]
        ]
      )
    })
  )

  it.effect("neither extends nor place is told, and so are both", () =>
    Effect.gen(function* () {
      const folder = folderOf({
        "a.yaml": scenario("a", {}),
        "b.yaml": scenario("b", { place: ".", extends: "a.yaml" })
      })
      for (const file of ["a.yaml", "b.yaml"]) {
        const fault = yield* oneFault(load(folder, file))
        assert.match(fault.problem.en, /exactly one of/)
      }
    })
  )

  it.effect("a missing file is told with the one that was meant", () =>
    Effect.gen(function* () {
      const folder = folderOf({ "plan.yaml": scenario("plan", { place: "." }) })
      const fault = yield* oneFault(load(folder, "paln.yaml"))
      assert.strictEqual(fault._tag, "FileMissing")
      assert.include(fault.remedy.en, "plan.yaml")
      assert.strictEqual((yield* oneFault(load(folder, "plan.yaml/x.yaml")))._tag, "FileMissing")
      assert.strictEqual((yield* oneFault(load(folder, "no/such/x.yaml")))._tag, "FileMissing")
    })
  )

  it.effect("a missing parent is told at the line that names it", () =>
    Effect.gen(function* () {
      const folder = folderOf({ "a.yaml": scenario("a", { extends: "b.yaml" }) })
      const fault = yield* oneFault(load(folder, "a.yaml"))
      assert.deepStrictEqual([fault._tag, fault.span.line, fault.span.column], ["FileMissing", 4, 12])
    })
  )

  it.effect("a circular extends shows the cycle and nothing else", () =>
    Effect.gen(function* () {
      const folder = folderOf({
        "start.yaml": scenario("start", { extends: "a.yaml" }),
        "a.yaml": scenario("a", { extends: "b.yaml" }),
        "b.yaml": scenario("b", { extends: "./a.yaml" }),
        "self.yaml": scenario("self", { extends: "self.yaml" })
      })
      const names = (fault: Fault) => (fault.data as { cycle: Array<string> }).cycle.map((path) => Paths.basename(path))
      const cycle = yield* oneFault(load(folder, "start.yaml"))
      assert.deepStrictEqual([cycle._tag, ...names(cycle)], ["CircularExtends", "a.yaml", "b.yaml", "a.yaml"])
      assert.strictEqual(Paths.basename(cycle.span.file), "b.yaml")
      assert.match(cycle.remedy.en, /one of them/)
      const self = yield* oneFault(load(folder, "self.yaml"))
      assert.deepStrictEqual(names(self), ["self.yaml", "self.yaml"])
      assert.match(self.problem.en, /self\.yaml extends itself$/)
      assert.notMatch(self.remedy.en, /one of them/)
      assert.match(self.problem.zh, /继承了它自己$/)
    })
  )

  it.effect("a cycle through links is a cycle", () =>
    Effect.gen(function* () {
      const folder = folderOf({ "a.yaml": scenario("a", { extends: "b.yaml" }) })
      fs.symlinkSync("a.yaml", Paths.join(folder, "b.yaml"))
      const { cycle } = (yield* oneFault(load(folder, "a.yaml"))).data as { cycle?: Array<string> }
      assert.deepStrictEqual(
        cycle?.map((path) => Paths.basename(path)),
        ["a.yaml", "b.yaml"]
      )
    })
  )

  it.effect("nothing leads out of the project folder: not .., not a link, not an absolute path, not an address", () =>
    Effect.gen(function* () {
      const folder = folderOf({
        "secret.yaml": scenario("secret", { place: "." }),
        "project/gongfu.yaml": "gongfu: 1\n",
        "project/s/up.yaml": scenario("a", { extends: "../../secret.yaml" }),
        "project/s/round.yaml": scenario("a", { extends: "../../project/s/up.yaml" }),
        "project/s/link.yaml": scenario("a", { extends: "linked.yaml" }),
        "project/s/folder-link.yaml": scenario("a", { extends: "linked/secret.yaml" }),
        "project/s/place.yaml": scenario("a", { place: "../.." }),
        "project/s/place-link.yaml": scenario("a", { place: "./linked" }),
        "project/s/absolute.yaml": scenario("a", { extends: Paths.resolve("/absolute/x.yaml") }),
        "project/s/backslash.yaml": scenario("a", { extends: "..\\..\\secret.yaml" }),
        "project/s/url.yaml": scenario("a", { extends: "file:///etc/hosts.yaml" }),
        "alone/up.yaml": scenario("a", { extends: "../secret.yaml" })
      })
      fs.symlinkSync("../../secret.yaml", Paths.join(folder, "project/s/linked.yaml"))
      fs.symlinkSync("../..", Paths.join(folder, "project/s/linked"))
      const through = (fault: Fault) => (fault.data as { through?: string }).through ?? fault._tag
      const cases = {
        up: "path",
        round: "path",
        link: "link",
        "folder-link": "link",
        place: "path",
        "place-link": "link"
      }
      for (const [name, how] of Object.entries({
        ...cases,
        absolute: "NotAReference",
        backslash: "NotAReference",
        url: "NotAReference"
      })) {
        const fault = yield* oneFault(load(folder, `project/s/${name}.yaml`))
        assert.strictEqual(through(fault), how, name)
        assert.strictEqual(fault.span.line, 4)
      }
      assert.strictEqual(through(yield* oneFault(load(folder, "alone/up.yaml"))), "path")
    })
  )

  it.effect("a link inside the project folder is followed", () =>
    Effect.gen(function* () {
      const folder = folderOf({
        "gongfu.yaml": "gongfu: 1\n",
        "base.yaml": scenario("base", { place: "." }),
        "s/a.yaml": scenario("a", { extends: "linked.yaml" })
      })
      fs.symlinkSync("../base.yaml", Paths.join(folder, "s/linked.yaml"))
      assert.strictEqual((yield* load(folder, "s/a.yaml")).place.folder, folder)
    })
  )

  it.effect("a folder, a pipe and a device are no files", () =>
    Effect.gen(function* () {
      const folder = folderOf({ "sub/x.yaml": "" })
      const at = (file: string) => oneFault(load(folder, file))
      assert.deepInclude((yield* at("sub")).data, { folder: true })
      assert.strictEqual((yield* oneFault(ProjectFiles.loadScenarioChain("/dev/zero")))._tag, "NotAFile")
      if (spawnSync("mkfifo", [Paths.join(folder, "pipe.yaml")]).status === 0)
        assert.deepInclude((yield* at("pipe.yaml")).data, { folder: false })
    })
  )

  it.effect("a file of 100 MB is refused unread", () =>
    Effect.gen(function* () {
      const folder = folderOf({ "big.yaml": "", "limit.yaml": "#".repeat(maxBytes) })
      fs.truncateSync(Paths.join(folder, "big.yaml"), 100_000_000)
      const before = process.memoryUsage().arrayBuffers
      const fault = yield* oneFault(load(folder, "big.yaml"))
      assert.deepInclude(fault.data, { bytes: 100_000_000 })
      assert.isBelow(process.memoryUsage().arrayBuffers - before, 50_000_000)
      assert.strictEqual((yield* oneFault(load(folder, "limit.yaml")))._tag, "TooLarge")
    })
  )

  it.effect("what is not text in UTF-8 is told as such", () =>
    Effect.gen(function* () {
      const folder = folderOf({
        "gbk.yaml": Uint8Array.of(0xce, 0xc2, 0xd6, 0xdd, 0x3a, 0x20, 0x31),
        "utf16.yaml": new Uint8Array([0xff, 0xfe, 0x61, 0x00]),
        "binary.yaml": new Uint8Array(300).map((_, i) => i % 256),
        "nul.yaml": "gongfu: 1\u0000"
      })
      for (const name of ["gbk", "utf16", "binary"])
        assert.strictEqual((yield* oneFault(load(folder, `${name}.yaml`)))._tag, "NotUtf8")
      assert.deepInclude((yield* oneFault(load(folder, "nul.yaml"))).data, { feature: "character" })
    })
  )

  it.effect("an empty file is no scenario", () =>
    Effect.gen(function* () {
      const fault = yield* oneFault(load(folderOf({ "a.yaml": "" }), "a.yaml"))
      assert.match(fault.problem.en, /^expected a scenario file.*found nothing$/)
    })
  )

  it.effect("a file that cannot be had is told with the system's reason", () =>
    Effect.gen(function* () {
      const folder = folderOf({})
      fs.symlinkSync("loop.yaml", Paths.join(folder, "loop.yaml"))
      assert.deepInclude((yield* oneFault(load(folder, "loop.yaml"))).data, { code: "ELOOP" })
      assert.deepInclude((yield* oneFault(load(folder, `${"x".repeat(300)}.yaml`))).data, { code: "ENAMETOOLONG" })
      assert.deepInclude((yield* oneFault(load(folder, "a\0.yaml"))).data, { code: "ERR_INVALID_ARG_VALUE" })
    })
  )
})

const place = {
  "gongfu.yaml": "gongfu: 1\nplace: here\n",
  "model/model.yaml": "gongfu: 1\nsectors: [macro, fiscal]\n",
  "model/macro.yaml": "sector: macro\n",
  "model/fiscal.yaml": "sector: fiscal\n",
  "targets.yaml": "gongfu: 1\n",
  "scenarios/plan.yaml": scenario("plan", { place: ".." })
}

const placeFiles = (folder: string) =>
  Effect.flatMap(load(folder, "scenarios/plan.yaml"), (chain) => ProjectFiles.loadPlaceFiles(chain.place))

describe("loadPlaceFiles", () => {
  it.effect("gives the texts of a place, sectors in the order of the model", () =>
    Effect.gen(function* () {
      const { manifest, model, sectors, targets } = yield* placeFiles(folderOf(place))
      assert.deepStrictEqual(
        [manifest, model, ...sectors, targets].map((file) => file.text),
        ["gongfu.yaml", "model/model.yaml", "model/macro.yaml", "model/fiscal.yaml", "targets.yaml"].map(
          (name) => place[name as "gongfu.yaml"]
        )
      )
    })
  )

  it.effect("tells every file that a place lacks, at the line that names the place", () =>
    Effect.gen(function* () {
      const folder = folderOf({ "gongfu.yaml": "", "scenarios/plan.yaml": place["scenarios/plan.yaml"] })
      const faults = yield* faultsOf(placeFiles(folder))
      assert.deepStrictEqual(
        faults.map((fault) => [(fault.data as { part: string }).part, fault.span.line]),
        [
          ["model/model.yaml", 4],
          ["targets.yaml", 4]
        ]
      )
      const { "model/fiscal.yaml": _, ...some } = place
      assert.deepInclude((yield* oneFault(placeFiles(folderOf(some)))).data, { part: "model/fiscal.yaml" })
    })
  )

  it.effect("reads no file through a sector's name or a link that leads out of the place", () =>
    Effect.gen(function* () {
      const text = "sectors: [macro, ../../secret, 5, macro, /etc/passwd]\n"
      const folder = folderOf({ ...place, "model/model.yaml": text })
      assert.strictEqual((yield* placeFiles(folder)).sectors.length, 1)
      fs.rmSync(Paths.join(folder, "targets.yaml"))
      fs.symlinkSync("/etc/hosts", Paths.join(folder, "targets.yaml"))
      assert.strictEqual((yield* oneFault(placeFiles(folder)))._tag, "OutsideProject")
    })
  )

  it.effect("a model whose sectors cannot be read leaves its faults to the model", () =>
    Effect.gen(function* () {
      for (const text of ["", "sectors: 5\n", "[", "5"])
        assert.deepStrictEqual((yield* placeFiles(folderOf({ ...place, "model/model.yaml": text }))).sectors, [])
    })
  )
})
