/** The page's words are the command line's: what an analyst reads in one place is called the same in the other. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Words from "@gongfu/explorer/view/Words"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "../cli/Cli.ts"
import * as Toy from "../cli/toy.ts"

describe.each(["en", "zh"] as const)("the page's words in %s", (language) => {
  const folder = Toy.folder()
  const said = (name: Words.Word): string => Words.all[name][language]
  let told: string
  beforeAll(async () => {
    await Cli.built()
    // Until 2023 some targets are not due yet; at the plan's own end each is met or missed.
    const early =
      "gongfu: 1\nname: early\ntitle: {en: x, zh: x}\nextends: wenzhou/plan\nyears: {from: 2020, to: 2023}\n"
    writeFileSync(join(folder, "early.yaml"), early)
    told = ["wenzhou/plan", "early.yaml"]
      .map((scenario) => {
        const { code, err, out } = Cli.run(folder, ["run", scenario, "--lang", language])
        assert.strictEqual(code, 0, err)
        return out
      })
      .join("\n")
  })

  it("name the standings of targets as the scoreboard does", () => {
    for (const name of ["met", "missed", "on_the_way"] as const) {
      const counted = language === "zh" ? new RegExp(`${said(name)} \\d+ 项`) : new RegExp(`\\d+ ${said(name)}`)
      assert.match(told, counted)
    }
    const others = ["达到", "达标", "落空", "推进", "期限未到", "进行中"]
    for (const [name, { zh }] of Object.entries(Words.all))
      assert.isFalse(
        others.some((word) => zh.includes(word)),
        `${name}: ${zh}`
      )
  })

  it("name the index as the scoreboard does", () => {
    const headings = told.split("\n").map((line) => line.replace(/[（(].*$/, "").trim())
    assert.include(headings, said("index"))
  })
})
