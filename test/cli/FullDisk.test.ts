/**
 * What a disk without room does to output, to runs and to a new project: an error is told with what came on record before
 * it, and nothing stays half-written.
 */
import { spawnSync } from "node:child_process"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built)

/** What is told in a folder of a command whose output is lost. */
const lostIn =
  (folder: string) =>
  (args: string): string => {
    const { code, err } = Cli.shell(folder, `"$0" "$1" ${args} > /dev/full`)
    assert.strictEqual(code, 1, args)
    return err.replace(/\s+/g, " ")
  }

describe.skipIf(process.platform !== "linux")("a full disk", () => {
  it("is told when output is lost, without a stack trace, and ends with 1", () => {
    const folder = Toy.place()
    for (const args of [
      "run toy/scenarios/base.yaml",
      "run toy/scenarios/base.yaml --json",
      "list --lang=en",
      "--version",
      "-v"
    ]) {
      const { code, err } = Cli.shell(folder, `"$0" "$1" ${args} > /dev/full`)
      assert.strictEqual(code, 1, args)
      assert.match(err, /^error: the output cannot be written \(ENOSPC\)\n( {2}[^\n]+\n)+$/, args)
    }
    assert.match(Cli.aside(folder, ["list"]).out, /base-[0-9a-f]{8}/, "the run was recorded all the same")
  })

  it("is told with what is on record already where the output of that is lost, and with what shows it", () => {
    const folder = Toy.place()
    const lost = lostIn(folder)
    const [base, both] = ["toy/scenarios/base.yaml", "toy/scenarios/more.yaml toy/scenarios/most.yaml"]
    assert.match(lost(`run ${base}`), /stays on record: (base-[0-9a-f]{8})\. .* then: gongfu show \1 $/)
    assert.match(lost(`run ${base}`), /is room, then repeat $/, "nothing was recorded that time")
    assert.match(lost(`run ${both}`), /stays on record: more-\S+, most-\S+\. .* then: gongfu show ID $/)
    assert.strictEqual(Cli.aside(folder, ["fork", "base", "--at", "2021", "--name", "v"]).code, 0)
    assert.match(
      lost("advance v --lang zh").replaceAll(" ", ""),
      /输出不完整；此前已记录的内容予以保留：(v-[0-9a-f]{8})。.*：gongfushow\1$/
    )
    assert.match(lost("show v"), /is room, then repeat $/)
    assert.match(Cli.run(folder, ["show", "v"]).out, /… through 2022 of 2024; go on/)
  })

  it("is told with what is done already, and with what shows it, where nothing recorded is lost", () => {
    const folder = Toy.place()
    const lost = lostIn(folder)
    assert.match(
      lost("init study"),
      /complete; the project is there: study\. .* then: gongfu run study\/scenarios\/first\.yaml $/
    )
    assert.match(
      lost("init town --place --json --lang zh").replaceAll(" ", ""),
      /输出不完整；项目已建好：town。.*：gongfuruntown\/scenarios\/plan\.yaml$/
    )
    assert.match(lost("init study"), /nothing was changed/, "what fails has done nothing")
    Cli.aside(folder, ["run", "toy/scenarios/base.yaml", "toy/scenarios/more.yaml", "--store", "n.sqlite"])
    for (const [args, done] of [
      ["tag best base", "best means base-[0-9a-f]{8}"],
      ["tag best more", "best means more-[0-9a-f]{8}"],
      ["tag best --remove", "best is no tag any more"]
    ] as const)
      assert.match(
        lost(`${args} --store n.sqlite`),
        new RegExp(`complete; ${done}\\. .* then: gongfu tag --store n\\.sqlite $`)
      )
    assert.match(lost("tag best base --store n.sqlite --lang zh").replaceAll(" ", ""), /；best已指base-[0-9a-f]{8}。/)
    assert.match(lost("tag --store n.sqlite"), /is room, then repeat $/, "a list is only shown")
    assert.match(lost("tag best base --store n.sqlite"), /is room, then repeat $/, "it meant that already")
  })

  /** The streams on record. */
  const onRecord = (folder: string): ReadonlyArray<string> => {
    const { out } = Cli.aside(folder, ["list", "--json"])
    return (JSON.parse(out).runs as ReadonlyArray<{ readonly id: string }>).map(({ id }) => id).toSorted()
  }

  it("is told with the runs that came on record before it was full, and with nothing else", ({ skip }) => {
    const place = Toy.place()
    const names = ["base", "more", "most"].map((name) => join(place, `toy/scenarios/${name}.yaml`))
    Cli.aside(place, ["run", ...names])
    Cli.aside(place, ["bundle", "base", "more", "most", "-o", "all.bundle"])
    const disk = Toy.folder()
    const told = new Set<number>()
    for (const size of ["80k", "160k", "200k", "240k", "280k"])
      for (const args of [
        ["run", ...names],
        ["import", join(place, "all.bundle")]
      ]) {
        if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", disk]).status !== 0)
          skip("mounting a small disk takes rights that this user has not")
        try {
          const { code, err } = Cli.run(disk, args)
          const kept = /stays\s+on\s+record: ([^]*)\n$/.exec(err)?.[1]?.split(/,\s+/) ?? []
          if (code === 0) continue
          told.add(kept.length)
          assert.strictEqual(code, 1)
          assert.match(err, kept.length === 0 ? /nothing was recorded|SQLITE_/ : /make room, then repeat\nwhat was/)
          if (kept.length > 0) assert.notMatch(err, /nothing was|as it was/)
          if (readdirSync(disk).includes("gongfu.sqlite") && kept.length > 0)
            assert.deepStrictEqual(kept.toSorted(), onRecord(disk))
        } finally {
          spawnSync("umount", [disk])
        }
      }
    assert.isTrue(
      [...told].some((count) => count > 0),
      `some came on record: ${[...told].join()}`
    )
  })

  it("leaves nothing of a project that could not be started", () => {
    const folder = Toy.folder()
    const { code, err } = Cli.shell(folder, `ulimit -f 0; "$0" "$1" init study`)
    assert.strictEqual(code, 1)
    assert.match(err, /nothing was changed/)
    assert.deepStrictEqual(readdirSync(folder), [])
  })
})
