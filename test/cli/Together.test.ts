/** Eight processes at once on one store: different runs, the same runs, imports and tags. */
import { spawn } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { fileURLToPath } from "node:url"
import Database from "better-sqlite3"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

const tagger = fileURLToPath(new URL("../core/store/tagger.ts", import.meta.url))

const outcome = async (child: ReturnType<typeof Cli.start>): Promise<Cli.Outcome> => {
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}

interface Ran {
  readonly runs: ReadonlyArray<{ readonly id: string; readonly recorded?: string; readonly outcome?: string }>
}

describe("eight processes at once", () => {
  let source: string
  const names = Array.from({ length: 6 }, (_, i) => `e${i}`)
  const file = (name: string) => `toy/scenarios/${name}.yaml`
  beforeAll(async () => {
    await Cli.built()
    source = Toy.place()
    for (const [i, name] of names.entries())
      writeFileSync(
        join(source, file(name)),
        `gongfu: 1\nname: ${name}\ntitle: {en: E, zh: 力}\nextends: base.yaml\nlevers: {effort: ${(i + 2) / 10}}\n`
      )
    Cli.aside(source, ["run", "--brief", "--store", "other.sqlite", ...names.map(file), file("base"), file("more")])
    Cli.aside(source, ["bundle", "--store", "other.sqlite", ...names, "more", "-o", "x.bundle"])
  })

  it.each([1, 2, 3])("lose no run, record none twice, and none of them hears of a lock (%i)", async (round) => {
    const store = `round-${round}.sqlite`
    Cli.aside(source, ["run", file("base"), "--store", store])
    const [base] = (JSON.parse(Cli.aside(source, ["list", "--json", "--store", store]).out) as Ran).runs
    const commands = [
      ["run", file("e0"), file("e1")],
      ["run", file("e2"), file("e3")],
      ["run", file("e0"), file("e1")],
      ["run", file("more"), file("base")],
      ["import", "x.bundle"],
      ["import", "x.bundle"]
    ]
    const clis = commands.map((args) => outcome(Cli.start(source, [...args, "--json", "--store", store])))
    const taggers = [1, 2].map(() =>
      outcome(spawn(process.execPath, [tagger, join(source, store), base!.id, "20"], { cwd: source }))
    )
    const ended = await Promise.all([...clis, ...taggers])
    for (const { code, err, out } of ended) assert.deepStrictEqual([code, err], [0, ""], out)
    const told = ended
      .slice(0, commands.length)
      .flatMap(({ out }) =>
        (JSON.parse(out) as Ran).runs.map(({ id, outcome: end, recorded }) => [id, recorded ?? end])
      )
    const recorded = told.filter(([, what]) => what === "new").map(([id]) => id)
    const { runs } = JSON.parse(Cli.aside(source, ["list", "--json", "--store", store]).out) as Ran
    assert.lengthOf(runs, names.length + 2)
    // Whoever came first says "new", and nobody else does.
    assert.sameMembers(
      recorded,
      runs.map(({ id }) => id).filter((id) => id !== base!.id)
    )
    const verified = Cli.aside(source, ["verify", "--store", store])
    assert.strictEqual(verified.code, 0, verified.out)
    const db = new Database(join(source, store), { readonly: true })
    assert.strictEqual(db.prepare("select count(*) from tag").pluck().get(), 20)
    db.close()
  })
})
