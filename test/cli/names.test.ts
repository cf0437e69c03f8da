/** Whoever types a label, or part of a name, where a name is asked for is told the name. */
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string

const base = "toy/scenarios/base.yaml"
const gongfu = (...args: ReadonlyArray<string>) => {
  const { code, err } = Cli.run(root, args)
  return { code, err: err.replaceAll(/\s+/g, " ") }
}

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  assert.strictEqual(Cli.run(root, ["run", base, "--brief"]).code, 0)
})

describe("a label where a name is asked for", () => {
  const cases: ReadonlyArray<readonly [args: ReadonlyArray<string>, name: string]> = [
    [["fork", "base", "--at", "2021", "{effort}=0.2"], "effort"],
    [["adjust", "base", "{effort}=0.2"], "effort"],
    [["fork", "base", "--at", "2021", "{growth}=0.02"], "growth"],
    [["model", "graph", "./toy", "--to", "{doubled}"], "doubled"],
    [["model", "graph", "./toy", "--sector", "{economy}"], "economy"],
    [["solve", base, "--target", "{doubled}", "--levers", "effort"], "doubled"],
    [["solve", base, "--target", "doubled", "--levers", "{effort}"], "effort"],
    [["solve", base, "--target", "doubled", "--levers", "effort", "--cost", "{income}"], "income"],
    [["solve", base, "--levers", "effort", "--pareto", "doubled", "{income}[2023]"], "income"],
    [["discover", base, "--target", "{doubled}", "--members", "20"], "doubled"]
  ]
  const labels: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
    effort: { en: "Effort", zh: "力度" },
    growth: { en: "Growth", zh: "增速" },
    income: { en: "Income", zh: "收入" },
    economy: { en: "Economy", zh: "经济" },
    doubled: { en: "Income of 150", zh: "收入达到150元" }
  }

  for (const language of ["zh", "en"] as const)
    it(`leads to the name, in every command: ${language}`, () => {
      for (const [args, name] of cases) {
        const label = labels[name]![language]
        const { code, err } = gongfu(...args.map((arg) => arg.replace(`{${name}}`, label)))
        assert.strictEqual(code, 1, args.join(" "))
        assert.include(err, `did you mean ${name} (${label})?`, args.join(" "))
      }
    })

  it("leads to the name in a place's own files", () => {
    const folder = Toy.place()
    Toy.write(`${folder}/toy`, {
      "gongfu.yaml": "gongfu: 1\nplace: toy\ntitle: {en: Toy town, zh: 玩具镇}\nheadline: [收入]\n"
    })
    assert.include(Cli.run(folder, ["model", "check", "./toy"]).err, "did you mean income (收入)?")
  })
})

describe("part of a name where a name is asked for", () => {
  it("leads to the name before one that is near by letters", () => {
    assert.include(gongfu("show", "base", "--indicator", "inc").err, 'did you mean "income"?')
    assert.include(gongfu("fork", "base", "--at", "2021", "eff=0.2").err, 'did you mean "effort"?')
  })

  it("is not taken for a short name with hardly a letter in common", () => {
    Toy.write(root, { "bom.yaml": "" })
    assert.notInclude(gongfu("run", "nope.yaml").err, "did you mean")
    assert.include(gongfu("run", "bmo.yaml").err, 'did you mean "bom.yaml"?')
  })
})
