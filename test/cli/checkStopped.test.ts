/** `gongfu check` of a run that stops: it is told, it is never green, and its lock is held to its numbers. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import { place } from "./toy.ts"

beforeAll(Cli.built)

describe("gongfu check of a run that stops", () => {
  it("is not green, though its lock says so", () => {
    const root = place()
    const check = (...args: ReadonlyArray<string>) => Cli.aside(root, ["check", "toy", ...args])
    assert.strictEqual(Cli.aside(root, ["lock", "toy"]).code, 2)
    const text = check()
    assert.strictEqual(text.code, 2)
    assert.match(text.out, /✗ 4 scenarios: 4 same; 1 run stops\n/)
    assert.match(text.out, /✗ +toy\/scenarios\/broken\.yaml +same /)
    assert.match(text.out, /broken\.yaml: same\n✗ stopped in 2022: /)
    const markdown = check("--md")
    assert.strictEqual(markdown.code, 2)
    assert.match(markdown.out, /<summary>toy\/scenarios\/broken\.yaml: same<\/summary>\n\n✗ stopped in 2022/)
    const zh = check("--lang", "zh").out
    assert.match(zh, /一致 4 个；1 次推演中止\n/)
    assert.match(zh, /✗ 2022 年中止：/)
    const json = check("--json")
    assert.strictEqual(json.code, 2)
    const [, broken] = JSON.parse(json.out).scenarios
    assert.deepInclude(broken, { file: "toy/scenarios/broken.yaml", standing: "same" })
    assert.strictEqual(broken.now.stopped.year, 2022)
  })

  it("tells a change of its numbers, and never calls what has no result the same to the last digit", () => {
    const root = place()
    const check = (...args: ReadonlyArray<string>) => Cli.run(root, ["check", "toy/scenarios/broken.yaml", ...args])
    const edit = (path: string, from: string, to: string): void => {
      const text = readFileSync(join(root, path), "utf8")
      assert.include(text, from)
      writeFileSync(join(root, path), text.replace(from, to))
    }
    Cli.aside(root, ["lock", "toy/scenarios/broken.yaml"])
    edit("toy/model/economy.yaml", "label: {en: Effort, zh: 力度}", "label: {en: Efforts, zh: 力度}")
    assert.match(
      check().out.replaceAll(/\s+/g, " "),
      /lock out of date The run stops where it did, and every number of the lock is as it was; the lock is out of date in the model: gongfu lock/
    )
    assert.match(check("--lang", "zh").out, /推演仍在同一处中止，锁定文件中的数值均未变；但锁定之后模型有改动/)
    edit("toy/model/economy.yaml", "initial: 100", "initial: 90")
    const broken = check()
    assert.strictEqual(broken.code, 2)
    assert.match(
      broken.out,
      /broken by a change elsewhere\nThe scenario is as it was [^]*Income +yuan +2021 +112\.2 +101\.0/
    )
    assert.notMatch(broken.out, /last digit/)
  })
})
