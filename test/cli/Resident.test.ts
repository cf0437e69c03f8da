import { copyFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import { everyCommand } from "./everyCommand.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built)

/** Command lines for a reader, each after those before it in the same folder. */
const forReaders: ReadonlyArray<ReadonlyArray<string>> = [
  ["--version"],
  ["list"],
  ["run", "toy/scenarios/base.yaml", "toy/scenarios/more.yaml"],
  ["run", "toy/scenarios/broken.yaml", "--lang", "zh"],
  ["fork", "more", "effort=0.5", "--at", "2021", "--name", "idea"],
  ["adjust", "idea", "effort=0.2", "--reason", "why not"],
  ["tree"],
  ["compare", "base", "more", "--color"],
  ["why", "more", "income", "2022"],
  ["no-such-command"],
  ["run", "wenzhou/nothing"]
]

/** Times of recording differ from one run to the next. */
const timeless = (text: string): string =>
  text.replaceAll(/\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?Z?)?/g, "then")

const files = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted()

describe("commands of a process that stays", () => {
  it("say, leave and end with what they do as processes of their own", () => {
    const [apart, together] = [Toy.place(), Toy.place()]
    for (const args of [...forReaders, ...everyCommand.map(([, words]) => [...words, "--json"])]) {
      const [alone, aside] = [Cli.run(apart, args), Cli.aside(together, args)]
      const told = ({ code, err, out }: Cli.Outcome, folder: string) => ({
        args,
        code,
        out: timeless(out).replaceAll(folder, ""),
        err: timeless(err).replaceAll(folder, "")
      })
      assert.deepStrictEqual(told(aside, together), told(alone, apart))
    }
    assert.deepStrictEqual(files(together), files(apart))
  })

  it("take what is on record from the other, both ways", () => {
    const [here, there] = [Toy.place(), Toy.place()]
    assert.strictEqual(Cli.aside(here, ["run", "toy/scenarios/more.yaml"]).code, 0)
    assert.strictEqual(Cli.run(here, ["verify"]).code, 0)
    assert.strictEqual(Cli.run(there, ["run", "toy/scenarios/more.yaml"]).code, 0)
    copyFileSync(join(there, "gongfu.sqlite"), join(here, "other.sqlite"))
    const [mine, theirs] = ["gongfu.sqlite", "other.sqlite"].map((store) => {
      const { code, out } = Cli.aside(here, ["show", "more", "--json", "--store", store])
      assert.strictEqual(code, 0)
      return out
    })
    assert.strictEqual(mine, theirs)
  })
})
