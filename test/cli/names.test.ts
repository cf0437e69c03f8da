/** Whoever types a label, or part of a name, where a name is asked for is told the name. */
import { mkdirSync } from "node:fs"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string

const base = "toy/scenarios/base.yaml"
const gongfu = (...args: ReadonlyArray<string>) => {
  const { code, err } = Cli.aside(root, args)
  return { code, err: err.replaceAll(/\s+/g, " ") }
}

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  assert.strictEqual(Cli.aside(root, ["run", base, "--brief"]).code, 0)
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
    it(`leads to the name, in every command, and is told in the reader's language: ${language}`, () => {
      for (const [args, name] of cases) {
        const label = labels[name]!
        const typed = args.map((arg) => arg.replace(`{${name}}`, label[language]))
        for (const [said, ...more] of [
          [`did you mean ${name} (${label.en})?`],
          [`是否想写 ${name}（${label.zh}）？`, "--lang", "zh"]
        ] as const) {
          const { code, err } = gongfu(...typed, ...more)
          assert.strictEqual(code, 1, args.join(" "))
          assert.include(err, said, args.join(" "))
        }
      }
    })

  it("leads to the name in a place's own files", () => {
    const folder = Toy.place()
    Toy.write(`${folder}/toy`, {
      "gongfu.yaml": "gongfu: 1\nplace: toy\ntitle: {en: Toy town, zh: 玩具镇}\nheadline: [收入]\n"
    })
    assert.include(Cli.aside(folder, ["model", "check", "./toy"]).err, "did you mean income (Income)?")
  })
})

describe("a name of something else than is asked for", () => {
  const cases: ReadonlyArray<readonly [line: string, ...told: ReadonlyArray<string>]> = [
    ["fork toy/scenarios/base.yaml --at 2021", 'no run "toy/scenarios/base.yaml" is on record', 'did you mean "base"?'],
    ["show toy/scenarios/more.yaml", "record it first: gongfu run toy/scenarios/more.yaml"],
    ["show nothing.yaml", 'there is no file "nothing.yaml"'],
    ["show toy/nothing", 'no scenario "toy/nothing" ships with gongfu', "a file of your own ends in .yaml"],
    ["fork plan --at 2022", "record it first: gongfu run example-city/plan or gongfu run wenzhou/plan"],
    ["fork wenzhou/plan --at 2022", "record it first: gongfu run wenzhou/plan"],
    ["adjust effort=0.2 base", 'no run "effort=0.2"', "the run stands first, and then what is set"],
    ["show toy", '"toy" is a folder', "such as toy/scenarios/base.yaml"],
    ["compare toy base", '"toy" is a folder', "such as toy/scenarios/base.yaml"],
    ["run toy", '"toy" is a folder', "such as toy/scenarios/base.yaml"],
    ["run toy/scenarios", '"toy/scenarios" is a folder', "such as toy/scenarios/base.yaml"],
    ["show toy/scenarios", '"toy/scenarios" is a folder', "such as toy/scenarios/base.yaml"],
    ["run empty", '"empty" is a folder', "name a file in it"],
    ["model check toy", '"toy" is a folder here', "write ./toy"],
    ["model check empty", '"empty" is not a place: it has no model/model.yaml'],
    ["model check example-city/plan", '"example-city/plan" is a scenario', 'did you mean "example-city"?'],
    ["check example-city", '"example-city" is a place that ships with gongfu', "example-city/plan"],
    ["run example-city", '"example-city" is a place that ships with gongfu', "example-city/plan"],
    ["show example-city", '"example-city" is a place that ships with gongfu', "example-city/plan"],
    ["check base-3b", '"base-3b" is a run on record', 'name the file of its scenario "base"'],
    ["model check base", '"base" is a run on record; this command takes a place']
  ]

  it("is told as what it is, whichever command it is typed for, with what to type", () => {
    mkdirSync(`${root}/empty`)
    for (const [line, ...told] of cases) {
      const { code, err } = gongfu(...line.split(" "))
      assert.strictEqual(code, 1, line)
      for (const one of told) assert.include(err, one, line)
    }
  })

  it("is a year where the year is an option's, and the command is told as it should stand", () => {
    for (const [line, option, command] of [
      ["advance 2030 k", "--to", "gongfu advance k --to 2030"],
      ["advance k 2030", "--to", "gongfu advance k --to 2030"],
      ["advance ２０３０年 k --no-color", "--to", "gongfu advance k --no-color --to 2030"],
      ["--lang en advance 2030 k", "--to", "gongfu advance k --to 2030 --lang en"],
      ["fork 2022 base", "--at", "gongfu fork base --at 2022"],
      ["fork 2022 base effort=0.2 --name base", "--at", "gongfu fork base effort=0.2 --name base --at 2022"]
    ] as const) {
      const { code, err } = gongfu(...line.split(" "))
      assert.strictEqual(code, 1, line)
      assert.include(err, `is a year: the run stands first, and the year behind ${option}`, line)
      assert.include(err, command, line)
    }
    const chinese = gongfu("advance", "2030", "k", "--lang", "zh").err
    assert.include(chinese, "2030 是年份：推演应写在最前，年份写在 --to 之后 gongfu advance k --lang zh --to 2030")
    for (const line of [
      "advance 2030",
      "advance 2030 2031",
      "advance k --to 2030",
      "advance k l",
      "fork 2022 x=1 --at 2021"
    ])
      assert.notInclude(gongfu(...line.split(" ")).err, "is a year", line)
    assert.strictEqual(gongfu("advance", "2030", "k", "--help").code, 0)
  })

  it("is that of the run of a shipped scenario, and of no other place's", () => {
    assert.strictEqual(Cli.aside(root, ["run", "example-city/plan", "--brief"]).code, 0)
    assert.include(gongfu("fork", "example-city/plan", "--at", "2022").err, 'did you mean "plan"?')
    assert.include(gongfu("fork", "wenzhou/plan", "--at", "2022").err, "record it first: gongfu run wenzhou/plan")
  })
})

describe("a name that nearly is one", () => {
  let study: string
  const told = (folder: string, args: ReadonlyArray<string>, language = "en"): string => {
    const { code, err } = Cli.aside(folder, [...args, "--lang", language])
    assert.strictEqual(code, 1, args.join(" "))
    return err.replaceAll(/\s+/g, " ")
  }

  beforeAll(() => {
    study = Toy.folder()
    assert.strictEqual(Cli.aside(study, ["init", "own"]).code, 0)
    study = `${study}/own`
  })

  it("of what ships leads to it, in capitals, with an ending or another stroke, whichever command it is typed for", () => {
    for (const typed of [
      "Wenzhou/plan",
      "WENZHOU/Plan",
      "wenzhou/plan.yaml",
      "wenzhou/plan.yml",
      "wenzhou\\plan",
      "wenzhou/plan/",
      "wenzhou／plan",
      "Wenzou/plan",
      "Wenzhou/paln.yaml"
    ])
      assert.include(told(root, ["run", typed]), 'did you mean "wenzhou/plan"?', typed)
    for (const command of ["show", "check", "lock", "fork --at 2022"])
      assert.include(told(root, [...command.split(" "), "Wenzhou/plan"]), 'did you mean "wenzhou/plan"?', command)
    for (const typed of ["Wenzhou", "wenzhou/", "WENZHOU"])
      assert.include(told(root, ["model", "check", typed]), 'did you mean "wenzhou"?', typed)
    assert.include(told(root, ["run", "Wenzhou/plan"], "zh"), "是否想写“wenzhou/plan”？")
  })

  it("of a file leads to it from the folder of the project", () => {
    for (const typed of [
      "first",
      "first.yaml",
      "scenarios/first",
      "scenarios/first.yml",
      "frist",
      "First",
      "./first"
    ]) {
      assert.include(told(study, ["run", typed]), 'did you mean "scenarios/first.yaml"?', typed)
      assert.include(told(study, ["run", typed], "zh"), "是否想写“scenarios/first.yaml”？", typed)
    }
    assert.include(told(`${study}/scenarios`, ["run", "first"]), 'did you mean "first.yaml"?')
    assert.include(told(`${study}/scenarios`, ["run", "scenarios/first.yaml"]), 'did you mean "first.yaml"?')
    assert.notInclude(told(study, ["run", "second"]), "did you mean")
  })

  it("of a run leads to it, and that of a scenario that has none to what records it", () => {
    assert.include(told(root, ["show", "BASE"]), 'did you mean "base"?')
    assert.include(told(root, ["show", "BASE"], "zh"), "是否想写“base”？")
    Cli.aside(study, ["run", "example-city/plan", "--brief"])
    assert.include(told(study, ["show", "first"]), "record it first: gongfu run scenarios/first.yaml")
    assert.include(told(study, ["show", "first"], "zh"), "请先记录：gongfu run scenarios/first.yaml")
  })

  it("of an option leads to it where its hyphens are long or of full width, but for words that are free", () => {
    for (const [typed, meant] of [
      ["—store", "--store"],
      ["–store", "--store"],
      ["——store=a.sqlite", "--store"],
      ["－－json", "--json"],
      ["−brief", "--brief"],
      ["—o", "-o"]
    ] as const) {
      const err = told(root, ["run", base, typed, "a.sqlite"])
      assert.include(err, `did you mean "${meant}"? an option begins with short hyphens`, typed)
      assert.include(told(root, ["run", base, typed], "zh"), `是否想写“${meant}”？`, typed)
    }
    const { code, err } = Cli.run(root, ["fork", "base", "--at", "2021", "--name", "v", "--title", "—dash"])
    assert.deepStrictEqual([code, err], [0, ""])
  })
})

describe("the title of what ships where its name is asked for", () => {
  const cases: ReadonlyArray<readonly [line: string, name: string, en: string, zh: string]> = [
    ["model docs 温州", "wenzhou", "Wenzhou: common-prosperity", "温州市共同富裕行动方案"],
    ["model check 示例城市", "example-city", "Example city (made up)", "示例城市（虚构数据）"],
    ["run 温州", "wenzhou", "Wenzhou: common-prosperity", "温州市共同富裕行动方案"],
    ["run 温州/行动方案", "wenzhou/plan", "The action plan as written", "行动方案"],
    ["run 温州／行动方案", "wenzhou/plan", "The action plan as written", "行动方案"],
    ["show 温州/行动方案", "wenzhou/plan", "The action plan as written", "行动方案"],
    ["lock wenzhou/行动方案", "wenzhou/plan", "The action plan as written", "行动方案"],
    ["check 温州/plan", "wenzhou/plan", "The action plan as written", "行动方案"],
    ["run 山区优先", "wenzhou/mountain-first", "Mountain counties first", "山区优先"],
    ["run Mountain-counties-first", "wenzhou/mountain-first", "Mountain counties first", "山区优先"],
    ["run 示例城市/虚构方案", "example-city/plan", "The made-up plan", "虚构方案"]
  ]

  it("leads to the name, whichever command it is typed for, and is told in the reader's language", () => {
    for (const [line, name, en, zh] of cases) {
      const told = gongfu(...line.split(" "))
      assert.strictEqual(told.code, 1, line)
      assert.include(told.err, `did you mean ${name} (${en}`, line)
      assert.include(gongfu(...line.split(" "), "--lang", "zh").err, `是否想写 ${name}（${zh}`, line)
    }
  })

  it("leads to all that have it, and is none in a path, a file or where no title is like it", () => {
    assert.include(
      gongfu("run", "行动").err,
      "did you mean wenzhou/plan (The action plan as written) or wenzhou/plan-delayed-two-years (The plan two years late)?"
    )
    for (const typed of ["行动方案.yaml", "./行动方案", "温州/行动方案/二", "温州/绿化", "杭州/行动方案"])
      assert.notInclude(gongfu("run", typed).err, "did you mean", typed)
  })

  it("leads to the name in a file", () => {
    for (const [line, name] of [
      ["extends: 温州/行动方案", "wenzhou/plan"],
      ["place: 温州", "wenzhou"]
    ] as const) {
      Toy.write(root, { "titled.yaml": `gongfu: 1\nname: titled\ntitle: {en: N, zh: 近}\n${line}\n` })
      const { code, err } = gongfu("run", "titled.yaml")
      assert.strictEqual(code, 1, line)
      assert.include(err, `did you mean "${name}"?`, line)
      assert.include(err, "titled.yaml:4:", line)
    }
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

describe("a shipped name that a file nearly gives", () => {
  const cases: Readonly<Record<string, string>> = {
    "extends: Wenzhou/plan": "wenzhou/plan",
    "extends: wenzhou／plan": "wenzhou/plan",
    "extends: wenzhou/Plan": "wenzhou/plan",
    "extends: 'wenzhou\\plan'": "wenzhou/plan",
    "extends: wenzhou/plan/": "wenzhou/plan",
    "extends: wenzhuo/plan": "wenzhou/plan",
    "place: Wenzhou": "wenzhou",
    "place: wenzhou/": "wenzhou",
    "place: wenzhuo": "wenzhou",
    "place: ./wenzhou": "wenzhou"
  }

  it("is told where it stands, with the name", () => {
    for (const [line, name] of Object.entries(cases)) {
      Toy.write(root, { "near.yaml": `gongfu: 1\nname: near\ntitle: {en: N, zh: 近}\n${line}\n` })
      const { code, err } = gongfu("run", "near.yaml")
      assert.strictEqual(code, 1, line)
      assert.include(err, `did you mean "${name}"?`, line)
      assert.include(err, "near.yaml:4:", line)
    }
  })

  it("is none where a file is missing, or a place is named for a scenario", () => {
    for (const line of ["extends: plan.yaml", "extends: ../base", "extends: wenzhou", "place: 'nowhere/at/all'"]) {
      Toy.write(root, { "near.yaml": `gongfu: 1\nname: near\ntitle: {en: N, zh: 近}\n${line}\n` })
      const { code, err } = gongfu("run", "near.yaml")
      assert.strictEqual(code, 1, line)
      assert.notInclude(err, "did you mean", line)
    }
  })
})
