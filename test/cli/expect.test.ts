/** What a scenario expects, from the file to the exit code. */
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import { place, write } from "./toy.ts"

const scenario = (name: string, expect: ReadonlyArray<string>, rest = ""): Record<string, string> => ({
  [`toy/scenarios/${name}.yaml`]: `gongfu: 1
name: ${name}
title: {en: Expecting, zh: 预期}
extends: more.yaml
${rest}expect:
${expect.map((text) => `  - ${text}\n`).join("")}`
})

const root = place()
const run = (...args: ReadonlyArray<string>) => Cli.aside(root, args)
const file = (name: string) => join("toy", "scenarios", `${name}.yaml`)

beforeAll(async () => {
  await Cli.built()
  write(root, {
    ...scenario("sure", ["income[2024] > 1.5 * income[2020]", "effort[2023] == 0.2 && effort[2021] == 0.1"]),
    ...scenario("hopeful", [
      "income[2024] > 1.5 * income[2020]",
      "income[2024] >= 10 * income[2020]",
      "effort[2024] > 0.3"
    ]),
    ...scenario("stopping", ["strain[2024] > 0"], "levers:\n  effort: {step: {2022: 1}}\n"),
    ...scenario("faulty", ["incom[2024] > 1", "income > 1", "income[2025] > effort[2024]"])
  })
})

describe("expect", () => {
  it("what holds is told in a line, and the command ends with 0", () => {
    const { code, out } = run("run", file("sure"))
    assert.strictEqual(code, 0)
    assert.match(out, /✓ Expectations: all 2 hold$/m)
    const { expectations } = JSON.parse(run("run", file("sure"), "--json").out).runs[0]
    assert.deepStrictEqual(
      expectations.map(({ holds }: { holds: boolean }) => holds),
      [true, true]
    )
    assert.strictEqual(expectations[0].unit, "yuan")
    assert.deepStrictEqual(Object.keys(expectations[0].values), ["income[2020]", "income[2024]"])
    assert.strictEqual(expectations[0].right, 150)
  })

  it("what does not is told with its numbers; the run is recorded and the command ends with 2", () => {
    const { code, out } = run("run", file("hopeful"))
    assert.strictEqual(code, 2)
    assert.match(out, /✗ Expectations: 2 of 3 do not hold/)
    assert.match(out, /income\[2024\] >= 10 \* income\[2020\]: does not hold;\s+\d+\.\d against\s+1,000\.0\s+yuan/)
    assert.match(out, /effort\[2024\] > 0\.3: does not hold;\s+20\.0% against\s+30\.0%/)
    assert.notInclude(out, "income[2024] > 1.5")
    const chinese = run("show", "hopeful", "--lang", "zh")
    assert.strictEqual(chinese.code, 0)
    assert.match(chinese.out, /✗ 情景预期：3 项中有 2 项不成立/)
    assert.match(chinese.out, /不成立；左边 [\d.]+ 元，右边\s*1,000\.0 元/)
    const markdown = run("run", file("hopeful"), "--md")
    assert.strictEqual(markdown.code, 2)
    assert.match(markdown.out, /^- effort\\\[2024\\\] > 0\.3: does not hold/m)
  })

  it("a run that stops before the year is an error, and its expectation is not reached", () => {
    const { code, out } = run("run", file("stopping"))
    assert.strictEqual(code, 1)
    assert.match(out, /strain\[2024\] > 0: the run has not reached a year of it/)
  })

  it("faults are told all at once and nothing is recorded", () => {
    const { code, err } = run("run", file("faulty"))
    assert.strictEqual(code, 1)
    assert.match(
      err,
      /unknown variable "incom"[^]*"income" names no year[^]*2025 is outside 2020 to 2024[^]*units do not agree/
    )
    assert.match(err, /4 errors/)
    assert.notInclude(run("list").out, "faulty")
  })
})
