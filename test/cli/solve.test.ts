import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built)

const target = ["--target", "doubled", "--levers", "effort"]

describe("gongfu solve", () => {
  it("writes a scenario that run accepts, with its run on record, and says what it found", () => {
    const root = Toy.place()
    const solved = Cli.run(root, ["solve", "toy/scenarios/base.yaml", ...target])
    assert.equal(solved.code, 0, solved.err)
    assert.match(solved.out, /✓ The targets can be met\. In the smallest change found 1 lever is moved/)
    assert.match(solved.out, /Effort\s+10\.0+%\s+12\.2\d*%/)
    const [, id, result] = /run (base-solved-[0-9a-f]{8}), result ([0-9a-f]{8})/.exec(solved.out)!
    const file = "toy/scenarios/base-solved.yaml"
    assert.match(readFileSync(join(root, file), "utf8"), /extends: base\.yaml\nlevers:\n {2}effort: 0\.12\d*/)
    const again = Cli.run(root, ["run", file, "--json"])
    const { runs } = JSON.parse(again.out)
    assert.equal(again.code, 0)
    assert.equal(runs[0].id, id)
    assert.equal(runs[0].recorded, "already")
    assert.equal(runs[0].result.slice(0, 8), result)
    assert.equal(runs[0].targets[0].status, "met")
  })

  it("ends with 2 where nothing is enough, in one line of JSON, with what binds and how near it came", () => {
    const root = Toy.place()
    const args = ["--target", "income[2022] >= 500", "--levers=effort", "-o", "near.yaml", "--json"]
    const solved = Cli.aside(join(root, "toy"), ["solve", "scenarios/base.yaml", ...args])
    assert.equal(solved.code, 2, solved.err)
    const { solution } = JSON.parse(solved.out)
    assert.equal(solution.outcome, "nearest")
    assert.equal(solution.file, "near.yaml")
    const [binding] = solution.targets
    assert.isTrue(binding.binding && !binding.met)
    assert.isAbove(binding.after, 0.9 * 100 * (1.02 * 2) ** 2)
    assert.isTrue(existsSync(join(root, "toy/near.yaml")))
  })

  it("says how many targets are met, what nearest means, and that paths move whole, in both languages", () => {
    const root = Toy.place()
    for (const [language, says] of [
      [
        "en",
        [/Of 1 target: 0 met, 1 missed \(before: 0 met\)/, /least\s+total\s+shortfall/, /a path as a whole is moved/]
      ],
      ["zh", [/所求目标 1 项：实现 0 项，未实现 1 项（调整前实现 0 项）/, /缺口合计/, /整条路径平移/]]
    ] as const) {
      const args = ["--target", "income[2022] >= 500", "--levers=effort", "--force", "-o", "near.yaml"]
      const { code, out } = Cli.aside(root, ["solve", "toy/scenarios/more.yaml", ...args, "--lang", language])
      assert.equal(code, 2, out)
      for (const pattern of says) assert.match(out, pattern)
      assert.notMatch(out, /未达到|最省钱/)
    }
  })

  it("touches neither store nor file where something is wrong, and tells everything at once", () => {
    const root = Toy.place()
    const wrong = ["--robust", "2", "--lang", "zh"]
    const refused = Cli.run(root, [
      "solve",
      "toy/scenarios/base.yaml",
      "--target",
      "double",
      "--levers",
      "growth",
      "efort",
      ...wrong
    ])
    assert.equal(refused.code, 1)
    assert.equal(refused.out, "")
    for (const said of [
      "未知的目标“double”",
      "“growth”是假设，不是政策杠杆",
      "未知的政策杠杆“efort”",
      "--robust 不能取 2"
    ])
      assert.include(refused.err, said)
    writeFileSync(join(root, "toy/scenarios/base-solved.yaml"), "mine")
    const taken = Cli.run(root, ["solve", "toy/scenarios/base.yaml", ...target])
    assert.equal(taken.code, 1)
    assert.include(taken.err, "there is a file of that name")
    mkdirSync(join(root, "other"))
    const outside = Cli.run(root, ["solve", "toy/scenarios/base.yaml", ...target, "-o", "other/out.yaml"])
    assert.include(outside.err, "leads out of the project folder")
    assert.equal(readFileSync(join(root, "toy/scenarios/base-solved.yaml"), "utf8"), "mine")
    assert.isFalse(existsSync(join(root, "gongfu.sqlite")))
  })

  it("meets targets with a probability, and draws a front, each point a file of its own", () => {
    const root = Toy.place()
    const robust = ["--robust", "0.9", "--members", "300", "-o", "toy/sure.yaml", "--json"]
    const sure = Cli.run(root, ["solve", "toy/scenarios/base.yaml", ...target, ...robust])
    assert.equal(sure.code, 0, sure.err)
    const { probability } = JSON.parse(sure.out).solution
    assert.isAtLeast(probability.after.share, 0.9)
    assert.isBelow(probability.before.share, 0.9)
    const aims = ["--pareto", "income[2023]", "less:strain[2024]", "--points", "3", "--levers", "effort"]
    const front = Cli.run(root, ["solve", "toy/scenarios/base.yaml", ...aims, "-o", "toy/front.yaml", "--json"])
    assert.equal(front.code, 0, front.err)
    const { points } = JSON.parse(front.out).front
    const values = points.map((point: { targets: ReadonlyArray<{ after: number }> }) =>
      point.targets.map(({ after }) => after)
    )
    assert.isAtLeast(values.length, 2)
    for (const [i, [income, strain]] of values.entries())
      if (i > 0) assert.isTrue(income < values[i - 1][0] && strain < values[i - 1][1])
    for (const { file } of points) assert.isTrue(existsSync(join(root, file)))
  })

  it("tells programs what is spent over the years in money, as it tells readers", () => {
    const root = Toy.place()
    const economy = join(root, "toy/model/economy.yaml")
    const spent = "  spent: {label: {en: Spending, zh: 支出}, unit: yuan/year, equation: income * growth}\n"
    writeFileSync(economy, readFileSync(economy, "utf8").replace("milestones:", `${spent}milestones:`))
    const solve = (...more: ReadonlyArray<string>) => {
      const args = ["toy/scenarios/base.yaml", "--levers", "effort", "--cost", "spent", "-o", "out.yaml", "--force"]
      const { code, err, out } = Cli.aside(join(root), ["solve", ...args, ...more])
      assert.equal(code, 0, err)
      return out
    }
    assert.match(solve("--target", "doubled"), /\bItem \(yuan\)/)
    assert.equal(JSON.parse(solve("--target", "doubled", "--json")).solution.cost.unit, "yuan")
    assert.match(solve("--pareto", "income[2023]", "less:strain[2024]", "--points", "2", "--lang", "zh"), /（2023 年）/)
    const front = solve("--pareto", "income[2023]", "less:strain[2024]", "--points", "2", "--json")
    for (const { cost } of JSON.parse(front).front.points) assert.equal(cost.unit, "yuan")
  })

  it("records no run that comes to something else than what was found, and takes its file away", () => {
    for (const [language, says] of [
      [
        "en",
        /its\s+run\s+is\s+not\s+what\s+the\s+search\s+found:\s+Income\s+of\s+150\s+by\s+2023\s+has\s+a\s+margin\s+of/
      ],
      ["zh", /其推演与求解结果不符：\s*“收入达到150元”\s*（2023\s*年）的余量为/]
    ] as const) {
      const root = Toy.place()
      const args = ["solve", "toy/scenarios/base.yaml", ...target]
      const { code, err, out } = Cli.run(root, [...args, "--lang", language], {
        NODE_OPTIONS: `--import=${new URL("EditingParent.ts", import.meta.url).href}`,
        GONGFU_TEST_EDIT: join(root, "toy/scenarios/base.yaml")
      })
      assert.strictEqual(code, 1, out)
      assert.match(err, says)
      assert.match(err, /nothing\s+was\s+recorded:\s+solve\s+again|未作任何记录/)
      assert.isFalse(existsSync(join(root, "toy/scenarios/base-solved.yaml")))
      assert.isFalse(existsSync(join(root, "gongfu.sqlite")))
    }
  })
})
