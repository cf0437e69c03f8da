/** Commands that gongfu tells can be typed as they stand, whatever was typed before. */
import { spawnSync } from "node:child_process"
import { renameSync } from "node:fs"
import { join } from "node:path"
import * as fc from "fast-check"
import * as Forms from "gongfu/syntax/Forms"
import * as ShellWord from "gongfu/session/ShellWord"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from(" ab'\"$`!\\()<>|;&*?#~=[]{},:-，收入\n")) }),
  fc.constantFrom("income[rural]", "my plan.yaml", "it's", "--year=2025", "sqlite:a b")
)

describe("a command that is told", () => {
  it("is read by a shell as the words that it is of", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const line = ShellWord.command(...words).replace(/^gongfu/, "printf '%s\\0'")
        const { stdout } = spawnSync("sh", ["-c", `${line} end`], { encoding: "utf8" })
        assert.deepEqual(stdout.split("\0").slice(0, -1), [...words, "end"])
      }),
      { numRuns: 60 }
    )
    assert.strictEqual(ShellWord.command("why", "plan", "income[rural]", "2025"), "gongfu why plan income[rural] 2025")
  })

  it("has its words in quotes where an option stood first", () => {
    assert.include(
      Forms.optionFirst(["--indicator", "Gross product", "show", "my plan"])?.remedy.en,
      'gongfu show "my plan" --indicator "Gross product"'
    )
  })

  describe("of files with spaces in their names", () => {
    let root: string
    const base = "toy/scenarios/as it is.yaml"
    const more = "toy/scenarios/more.yaml"
    const most = "toy/scenarios/most.yaml"
    const told = (...args: ReadonlyArray<string>): string => {
      const { err, out } = Cli.aside(root, args, { COLUMNS: "400" })
      return err + out
    }
    beforeAll(async () => {
      await Cli.built()
      root = Toy.place()
      Toy.write(root, {
        "toy/scenarios/own.yaml": "gongfu: 1\nname: own\ntitle: {en: Own, zh: 自}\nplace: ..\nlevers: {effort: 0.2}\n"
      })
      told("run", more)
      renameSync(join(root, "toy/scenarios/own.yaml"), join(root, base))
    })

    it.each([
      [["why", base, more, "income", "2020"], `gongfu why "${base}" ${more} income 2021`],
      [["why", base, "2022", "income"], `gongfu why "${base}" income 2022`],
      [["why", base, more, "2022", "Income level"], `gongfu why "${base}" ${more} "Income level" 2022`],
      [["compare", base, most, "--brief"], `to see them: gongfu compare "${base}" ${most}`],
      [["show", base], `gongfu run "${base}"`],
      [["tag", "my tag"], `gongfu tag "my tag" RUN`],
      [["worker", "--queue", "sqlite:my queue"], `--queue "sqlite:my queue"`]
    ])("%j", (args, command) => assert.include(told(...args), command))

    it("and of a bundle", () => {
      told("run", base)
      assert.include(told("bundle", "own", "-o", "my own.bundle"), 'gongfu import "my own.bundle"')
    })

    it("and of a lock", () => {
      told("lock", base)
      Toy.write(root, {
        [base]: "gongfu: 1\nname: own\ntitle: {en: Own, zh: 自}\nplace: ..\nlevers: {effort: 0.3}\n"
      })
      assert.include(told("check", base), `gongfu lock "${base}"`)
    })
  })
})
