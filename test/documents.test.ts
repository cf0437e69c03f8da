/** What README and docs say that can be held against the product: dependencies, views, functions, examples. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import Database from "better-sqlite3"
import * as Yaml from "@gongfu/core/document/Yaml"
import * as Expression from "@gongfu/core/model/Expression"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
import * as EventCodec from "@gongfu/core/store/EventCodec"
import * as EnsembleEvent from "@gongfu/core/ensemble/EnsembleEvent"
import * as Event from "@gongfu/core/run/Event"
import * as Tables from "@gongfu/core/store/sqlite/Tables"
import * as CommandsPage from "gongfu/render/CommandsPage"
import * as Judged from "gongfu/render/Judged"
import * as HelpDocs from "gongfu/syntax/HelpDocs"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { model } from "./scenarios/Wenzhou.ts"

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8")

/** The rows of the first table under a head, each as its cells. */
const table = (text: string, head: string): ReadonlyArray<ReadonlyArray<string>> => {
  const lines = text.split("\n")
  const first = lines.findIndex((line) => line.startsWith(`| ${head} |`))
  assert.isAtLeast(first, 0, head)
  const end = lines.findIndex((line, i) => i > first && !line.startsWith("|"))
  return lines.slice(first + 2, end).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim())
  )
}

/** The texts in back quotes. */
const quoted = (text: string): ReadonlyArray<string> => [...text.matchAll(/`([^`]+)`/g)].map(([, inner]) => inner!)

const examples = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/```yaml\n([^]*?)```/g)].map(([, inner]) => inner!)

describe("README", () => {
  const manifests = [
    "package.json",
    "test/package.json",
    ...["core", "scenarios", "cli", "explorer"].map((n) => `packages/${n}/package.json`)
  ]
  const declared = manifests.flatMap((path) => {
    const { dependencies, devDependencies } = JSON.parse(read(path)) as Record<string, Record<string, string>>
    return Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => version !== "workspace:*")
  })

  it("says of each dependency why it was chosen, and of no other", () => {
    const why = table(read("README.md"), "dependency")
    const told = why.flatMap(([names]) => names!.split(", "))
    const names = new Set(declared.map(([name]) => (name.startsWith("@stdlib/") ? "@stdlib/…" : name)))
    assert.deepStrictEqual(told.toSorted(), [...names].toSorted())
    for (const [names_, reason] of why) assert.isAbove(reason!.length, 10, names_)
  })

  it("every dependency has an exact version", () => {
    const catalog = new Map(
      [
        ...read("pnpm-workspace.yaml")
          .split("catalog:")[1]!
          .matchAll(/^ {2}"?([^":]+)"?: (.+)$/gm)
      ].map(([, name, version]) => [name!, version!] as const)
    )
    for (const [name, version] of declared)
      assert.match(version === "catalog:" ? catalog.get(name)! : version, /^\d+\.\d+\.\d+$/, name)
  })

  it("its exit codes are those of the help", () => {
    const codes = table(read("README.md"), "exit code").map(([code]) => code)
    assert.deepStrictEqual(codes, ["0", "1", "2", "130"])
  })

  it("says of each part of core what it is", () => {
    const [, tree] = /```text\npackages\/core\/src\/\n([^]*?)packages\/scenarios/.exec(read("README.md"))!
    const told = [...tree!.matchAll(/^ {2}(\w+)\//gm)].map(([, name]) => name!)
    assert.sameMembers(told, readdirSync(new URL("../packages/core/src", import.meta.url)))
  })

  it("says of each command what it answers", () => {
    const cells = table(read("README.md"), "command").flatMap(([cell]) => quoted(cell!))
    const told = cells.map((call) => call.replace(/^gongfu /, "").split(" "))
    for (const { commandPath = [], subcommands = [] } of Effect.runSync(HelpDocs.all("en"))) {
      const [, first, second] = commandPath
      if (first === undefined || subcommands.length > 0) continue
      assert.isTrue(
        told.some(([one, two]) => one === first && (second === undefined || two === second)),
        commandPath.join(" ")
      )
    }
  })
})

describe("README.zh.md", () => {
  const both = ["README.md", "README.zh.md"].map(read) as [string, string]

  it("has its tables, with the same commands, exit codes, scenarios with their numbers, and dependencies", () => {
    const heads = [
      ["command", "命令"],
      ["exit code", "退出码"],
      ["scenario", "情景"],
      ["dependency", "依赖"]
    ] as const
    for (const [en, zh] of heads) {
      const [told, retold] = [table(both[0], en), table(both[1], zh)].map((rows) =>
        // The last column is prose.
        rows.map((cells) =>
          cells.slice(0, -1).map((cell) => (cell.includes("`") ? quoted(cell) : cell.replaceAll("、", ", ")))
        )
      )
      assert.deepStrictEqual(retold, told, en)
    }
  })

  it("tells of the same options", () => {
    const options = ([, answer]: ReadonlyArray<string>): ReadonlyArray<string> =>
      [...answer!.matchAll(/--[a-z]+/g)].map(([option]) => option).toSorted()
    assert.deepStrictEqual(table(both[1], "命令").map(options), table(both[0], "command").map(options))
  })

  it("has its files and changes to the letter, and all its commands in their order", () => {
    const files = both.map((text) => [...text.matchAll(/```(?:yaml|diff)\n[^]*?```/g)].map(([block]) => block))
    assert.deepStrictEqual(files[1], files[0])
    const commands = both.map((text) =>
      [...text.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block]) =>
        block!.split("\n").map((line) => line.replace(/ *#.*/, "").replace("npx --yes pnpm@12 gongfu", "gongfu"))
      )
    )
    const told = commands[0]!.filter((line) => line !== "")
    const retold = commands[1]!.filter((line) => told.includes(line))
    assert.deepStrictEqual(retold, told)
  })

  it("names the parts of core", () => {
    const [told, retold] = both.map((text) => [...text.matchAll(/^ {2}([a-z]+)\/ /gm)].map(([, name]) => name))
    assert.deepStrictEqual(retold, told)
  })
})

describe("docs/store.md", () => {
  const text = read("docs/store.md")

  it("tells every event", () => {
    const told = table(text, "event").map(([name]) => quoted(name!)[0])
    assert.sameMembers(told, Object.keys(EventCodec.newest))
  })

  const storeOf = (layout: number) => {
    const db = new Database(":memory:")
    for (const statement of Tables.statements(layout)) db.exec(statement)
    const columnsOf = (view: string) =>
      db
        .prepare(`select * from ${view}`)
        .columns()
        .map(({ name }) => name)
    return { db, columnsOf }
  }

  it("tells every view and its columns, and its query runs", () => {
    const { columnsOf, db } = storeOf(Tables.layoutVersion)
    const views = db.prepare<[], string>("select name from sqlite_schema where type = 'view'").pluck().all()
    const told = table(text, "view").map(([name, columns]) => [
      quoted(name!)[0]!,
      // What stands in brackets explains a column.
      quoted(columns!.replaceAll(/\([^)]*\)/g, ""))
    ])
    assert.deepStrictEqual(
      told,
      views.map((view) => [view, columnsOf(view)])
    )
    const [, query] = /```sql\n([^]*?)```/.exec(text)!
    assert.deepStrictEqual(db.prepare(query!).all(), [])
    db.close()
  })

  it("tells every column that was called otherwise, and its layout", () => {
    assert.include(text, `today's is ${Tables.layoutVersion}.`)
    const { columnsOf, db } = storeOf(Tables.layoutVersion)
    const called = new Map(
      table(text, "in the view").map(([view, before, since]) => {
        const names = quoted(since!)
        return [quoted(view!)[0]!, new Map(quoted(before!).map((name, i) => [name, names[i]!]))]
      })
    )
    for (const layout of [1, 2]) {
      const earlier = storeOf(layout)
      for (const [view] of table(text, "view").map(([name]) => quoted(name!)))
        assert.deepStrictEqual(
          earlier.columnsOf(view!).map((name) => called.get(view!)?.get(name) ?? name),
          columnsOf(view!).filter((name) => name !== "place_fingerprint"),
          `${view} of layout ${layout}`
        )
      earlier.db.close()
    }
    db.close()
  })
})

describe.for([
  ["docs/model-language.md", "function"],
  ["docs/zh/model-language.md", "函数"]
] as const)("%s", ([path, head]) => {
  it("tells every function", () => {
    const told = table(read(path), head).flatMap(([cell]) => quoted(cell!))
    const names = told.map((call) => call.slice(0, call.indexOf("(")))
    assert.deepStrictEqual(
      names.toSorted(),
      [...Object.keys(Expression.functions), ...Expression.folds, ...Expression.pasts].toSorted()
    )
  })
})

describe.for(["docs/scenarios.md", "docs/zh/scenarios.md"])("%s", (path) => {
  it("its example fits the shipped model", () => {
    const [text] = examples(read(path))
    const child = Result.getOrThrow(ScenarioFile.read({ path: "example.yaml", text: text! }))
    const parent = "gongfu: 1\nname: plan\ntitle: {en: P, zh: 规}\nplace: wenzhou\n"
    const root = Result.getOrThrow(ScenarioFile.read({ path: "plan.yaml", text: parent }))
    const resolved = Resolution.of([child, root], model)
    assert.isTrue(Result.isSuccess(resolved), JSON.stringify(resolved))
  })
})

describe.for([
  ["docs/review.md", "standing", "en"],
  ["docs/zh/review.md", "对照", "zh"]
] as const)("%s", ([path, head, language]) => {
  const text = read(path)

  it("tells every standing of a scenario against its lock, in the words of the check", () => {
    const told = new Map(table(text, head).map(([name, words]) => [name!, words!]))
    const names = Object.entries(Judged.names)
    assert.deepStrictEqual(
      [...told],
      names.map(([name, words]) => [name, words[language]])
    )
  })

  it("its workflow is YAML, may only read and comment, and is safe for forks", () => {
    const [workflow] = examples(text)
    const yaml = Result.getOrThrow(Yaml.parse({ path: "scenarios.yml", text: workflow! }))
    const { jobs, on, permissions } = yaml.value as {
      readonly on: unknown
      readonly permissions: unknown
      readonly jobs: { readonly check: { readonly steps: ReadonlyArray<{ readonly run?: string }> } }
    }
    assert.strictEqual(on, "pull_request")
    assert.deepStrictEqual(permissions, { contents: "read", "pull-requests": "write" })
    for (const { run } of jobs.check.steps) assert.notInclude(run ?? "", "${{")
  })
})

describe("docs/commands.md", () => {
  it("is what pnpm docs:commands writes, in both languages", () => {
    for (const [language, path] of [
      ["en", "docs/commands.md"],
      ["zh", "docs/zh/commands.md"]
    ] as const) {
      const docs = Effect.runSync(HelpDocs.all(language))
      assert.isAbove(docs.length, 20)
      assert.strictEqual(read(path), CommandsPage.page(docs, language), `${path}: pnpm docs:commands`)
    }
  })
})

describe("docs/events.md", () => {
  const text = read("docs/events.md")

  it("tells every event with its version and all its fields", () => {
    for (const event of [...Event.RunEvent.members, EnsembleEvent.EnsembleStarted, EnsembleEvent.EnsembleSummarised]) {
      const { schema: _, type: __, ...fields } = event.fields
      const name = event.fields.type.schema.literal
      const heading = text.indexOf(`### ${name}\n`)
      assert.isAtLeast(heading, 0, name)
      const section = text.slice(heading).split(/\n#+ /)[0]!
      assert.include(section, `Schema ${EventCodec.newest[name]}.`)
      const told = section.includes("| field |") ? table(section, "field").flatMap(([field]) => quoted(field!)) : []
      assert.sameMembers(told, Object.keys(fields), name)
    }
  })
})

describe("pages", () => {
  const pages = [
    "README.md",
    "README.zh.md",
    ...readdirSync(new URL("../docs", import.meta.url), { recursive: true }).map((path) => `docs/${String(path)}`)
  ].filter((path) => path.endsWith(".md"))
  /** What stands in blocks of shell commands. */
  const shell = (text: string): string => [...text.matchAll(/```sh\n([^]*?)```/g)].map(([, inner]) => inner!).join("\n")

  it("every link to a file leads to one, and to a heading that it has", () => {
    const slug = (heading: string): string =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-")
    for (const page of pages) {
      const prose = read(page).replaceAll(/```[^]*?```/g, "")
      for (const [, target] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(target!)) continue
        const [file, anchor] = target!.split("#")
        const path = file === "" ? page : join(dirname(page), file!)
        assert.isTrue(existsSync(new URL(`../${path}`, import.meta.url)), `${page}: ${target}`)
        if (anchor === undefined) continue
        const headings = [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slug(heading!))
        assert.include(headings, decodeURIComponent(anchor), `${page}: ${target}`)
      }
    }
  })

  it("docs/README.md sorts every page, in each language", () => {
    const index = read("docs/README.md")
    const forgotten = pages
      .filter((page) => page.startsWith("docs/") && page !== "docs/README.md")
      .filter((page) => !index.includes(`](${page.slice("docs/".length)})`))
    assert.deepStrictEqual(forgotten, [])
  })

  it("the READMEs of both languages name each other first", () => {
    assert.include(read("README.md").split("\n").slice(0, 4).join("\n"), "](README.zh.md)")
    assert.include(read("README.zh.md").split("\n").slice(0, 4).join("\n"), "](README.md)")
  })

  it("tell of commands and options that there are", async () => {
    const docs = await Effect.runPromise(HelpDocs.all("en"))
    const known = new Set(docs.flatMap(({ commandPath }) => commandPath?.slice(1).join(" ") ?? ""))
    const options = new Map(
      docs.map(({ commandPath, flags, globalFlags, inheritedFlags }) => [
        commandPath!.slice(1).join(" "),
        new Set(
          [...flags, ...(globalFlags ?? []), ...(inheritedFlags ?? [])].flatMap(({ aliases, name }) => [
            `--${name}`,
            ...aliases
          ])
        )
      ])
    )
    for (const page of pages)
      for (const [, line] of shell(read(page)).matchAll(/^(?:npx --yes pnpm@12 )?gongfu ([a-z][^\n]*)$/gm)) {
        const [words] = line!.split(/ {2,}#| > | \| /)
        const [first, second] = words!.split(" ")
        const command = known.has(`${first} ${second}`) ? `${first} ${second}` : first!
        assert.isTrue(known.has(command), `${page}: gongfu ${line}`)
        for (const [option] of words!.matchAll(/(?<= )--?[a-z][a-z-]*/g))
          if (!["--targets", "--lever"].includes(option))
            assert.isTrue(
              options.get(command)!.has(option.replace("--no-", "--")),
              `${page}: gongfu ${line}: ${option}`
            )
      }
  })
})
