import * as Lists from "../../packages/cli/src/syntax/Lists.ts"
import * as Forms from "../../packages/cli/src/syntax/Forms.ts"
import { assert, describe, it } from "vitest"

const words = (line: string): ReadonlyArray<string> => Lists.spread(line.split(" "))

describe("a list of names", () => {
  it("is one option for each of them, whether they follow each other or are set apart by commas", () => {
    const written = words("solve my.yaml --target a --target b[c] --levers d --levers e --keep")
    for (const line of [
      "solve my.yaml --target a b[c] --levers d e --keep",
      "solve my.yaml --target a,b[c] --levers d,e --keep",
      "solve --target=a b[c] my.yaml --levers=d,e --keep",
      "solve --targets a, b[c] --lever d e my.yaml --keep"
    ])
      assert.sameMembers([...words(line)], [...written], line)
  })

  it("ends at a file, and leaves a condition whole", () => {
    assert.deepEqual(words("solve --levers a b wenzhou/plan"), [
      "solve",
      "--levers",
      "a",
      "--levers",
      "b",
      "wenzhou/plan"
    ])
    assert.deepEqual(Lists.spread(["solve", "--target", "max(a[2025], b[2025]) >= 2", "c"]), [
      "solve",
      "--target",
      "max(a[2025], b[2025]) >= 2",
      "--target",
      "c"
    ])
  })

  it("has conditions anywhere in it", () => {
    for (const line of [
      "solve my.yaml --target a b[2030]<=18 c --levers all",
      "solve my.yaml --target b[2030]<=18 a c>=2 --levers all",
      "solve my.yaml --target=a b>2 --levers all"
    ])
      assert.deepEqual(
        words(line).filter((word) => /[<>]/.test(word)).length,
        words(line).filter((word, i, all) => all[i - 1] === "--target" && /[<>]/.test(word)).length,
        line
      )
    assert.deepEqual(words("solve --levers a b>2"), ["solve", "--levers", "a", "b>2"])
  })

  it("is set apart by commas wherever an option may be repeated, Chinese ones too, with or without spaces", () => {
    const written = words("compare a b --indicator gdp --indicator income[rural] --year 2025 --year 2030 --md")
    for (const line of [
      "compare a b --indicator gdp,income[rural] --year 2025,2030 --md",
      "compare a b --indicator=gdp,income[rural], --year=2025，2030 --md",
      "compare a b --indicator gdp, income[rural] --year 2025、 2030 --md",
      "compare a b --indicator gdp，income[rural] --year 2025,,2030 --md"
    ])
      assert.deepEqual(words(line), written, line)
    assert.deepEqual(words("report a --ensemble plan-1000-1a2b,plan-500-3c4d"), [
      "report",
      "a",
      "--ensemble",
      "plan-1000-1a2b",
      "--ensemble",
      "plan-500-3c4d"
    ])
    assert.deepEqual(Lists.spread(["show", "a", "--indicator", "gdp, ratio", "b"]), [
      "show",
      "a",
      "--indicator",
      "gdp",
      "--indicator",
      "ratio",
      "b"
    ])
  })

  it("leaves what is no list of names or years, and what an option does not take twice", () => {
    for (const args of [
      ["discover", "a", "--target", "max(x[2025], y[2025]) >= 2"],
      ["show", "a", "--indicator", "年末存栏（牛、羊）"],
      ["show", "a", "--indicator", ","],
      ["show", "a", "--indicator"],
      ["show", "a", "--indicator", "--year"],
      ["--lang", "zh", "model", "assumptions", "wenzhou", "--year", "2025,2030"],
      ["show", "--", "--indicator", "a,b"],
      ["run", "a,b.yaml", "--brief"]
    ])
      assert.deepEqual(Lists.spread(args), args)
  })

  it("is that of the command, whatever else a word is called", () => {
    for (const [typed, meant] of [
      ["show solve --indicator gdp,population", "show solve --indicator gdp --indicator population"],
      ["--store solve show a --year 2025,2030", "--store solve show a --year 2025 --year 2030"],
      ["solve show.yaml --levers a b", "solve show.yaml --levers a --levers b"],
      ["--json yes solve x.yaml --levers a,b", "--json yes solve x.yaml --levers a --levers b"]
    ] as const)
      assert.deepEqual(words(typed), meant.split(" "), typed)
  })

  it("stays as it is where nothing follows, and one after the other in solve alone", () => {
    assert.deepEqual(words("solve my.yaml --levers --keep"), ["solve", "my.yaml", "--levers", "--keep"])
    assert.deepEqual(words("run a b --target c d"), ["run", "a", "b", "--target", "c", "d"])
  })
})

describe("the command", () => {
  const told = (line: string) => Forms.optionFirst(line.split(" "))?.remedy.en

  it("is the first word that belongs to no option, whatever a run or a store is called", () => {
    for (const line of [
      "--json show --all list",
      "--no-color --json show list --all",
      "--store list show --all list",
      "--json yes show --all list",
      "--lang zh --color list --json"
    ])
      assert.isUndefined(told(line), line)
    for (const [line, typed] of [
      ["--year=2025 show list", "gongfu show list --year=2025"],
      ["--json --all show list", "gongfu show list --json --all"],
      ["--indicator gdp --store list show plan", "gongfu show plan --indicator gdp --store list"]
    ] as const)
      assert.strictEqual(told(line), `options stand behind it: ${typed}`)
  })
})

describe("a year", () => {
  it("may be typed as Chinese writes it, with 年 and in full width, wherever a command takes one", () => {
    for (const [typed, meant] of [
      ["why plan gdp 2025年", "why plan gdp 2025"],
      ["why plan gdp ２０２５", "why plan gdp 2025"],
      ["--lang zh why plan usual gdp ２０２５年 --depth 1", "--lang zh why plan usual gdp 2025 --depth 1"],
      ["why plan 2025年 gdp", "why plan 2025 gdp"],
      ["show plan --year 2025年", "show plan --year 2025"],
      ["why plan gdp 2025.0", "why plan gdp 2025"],
      ["show plan --year 2025.0,2030.00", "show plan --year 2025 --year 2030"],
      ["show plan --year=２０２５年，２０３０", "show plan --year 2025 --year 2030"],
      ["show plan --year 2025年, 2030年 --brief", "show plan --year 2025 --year 2030 --brief"],
      ["fork plan --at ２０２２年 --end", "fork plan --at 2022 --end"],
      ["advance villages --to=2030年", "advance villages --to=2030"],
      ["model assumptions wenzhou --year 2025年", "model assumptions wenzhou --year 2025"]
    ] as const)
      assert.deepEqual(words(typed), meant.split(" "), typed)
  })

  it("is read in nothing else", () => {
    for (const line of [
      "why 2025年 gdp x",
      "tag ２０２５年 plan",
      "show plan --year 2025年度",
      "show plan --indicator ２０２５年",
      "fork plan --name 2025年 --at 2022",
      "show -- --year 2025年"
    ])
      assert.deepEqual(words(line), line.split(" "), line)
  })
})
