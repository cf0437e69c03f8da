/** What README and docs say that can be held against the product: dependencies, views, functions, examples. */
import { readFileSync } from "node:fs"
import Database from "better-sqlite3"
import * as Yaml from "@gongfu/core/document/Yaml"
import * as Expression from "@gongfu/core/model/Expression"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
import * as EventCodec from "@gongfu/core/store/EventCodec"
import * as Tables from "@gongfu/core/store/sqlite/Tables"
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
})

describe("docs/store.md", () => {
  const text = read("docs/store.md")

  it("tells every event", () => {
    const told = table(text, "event").map(([name]) => quoted(name!)[0])
    assert.sameMembers(told, Object.keys(EventCodec.newest))
  })

  it("tells every view and its columns, and its query runs", () => {
    const db = new Database(":memory:")
    for (const statement of Tables.statements) db.exec(statement)
    const views = db.prepare<[], string>("select name from sqlite_schema where type = 'view'").pluck().all()
    const columnsOf = (view: string) =>
      db
        .prepare(`select * from ${view}`)
        .columns()
        .map(({ name }) => name)
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
})

describe("docs/model-language.md", () => {
  it("tells every function", () => {
    const told = table(read("docs/model-language.md"), "function").flatMap(([cell]) => quoted(cell!))
    const names = told.map((call) => call.slice(0, call.indexOf("(")))
    assert.deepStrictEqual(
      names.toSorted(),
      [...Object.keys(Expression.functions), ...Expression.folds, ...Expression.pasts].toSorted()
    )
  })
})

describe("docs/scenarios.md", () => {
  it("its example fits the shipped model", () => {
    const [text] = examples(read("docs/scenarios.md"))
    const child = Result.getOrThrow(ScenarioFile.read({ path: "example.yaml", text: text! }))
    const parent = "gongfu: 1\nname: plan\ntitle: {en: P, zh: 规}\nplace: wenzhou\n"
    const root = Result.getOrThrow(ScenarioFile.read({ path: "plan.yaml", text: parent }))
    const resolved = Resolution.of([child, root], model)
    assert.isTrue(Result.isSuccess(resolved), JSON.stringify(resolved))
  })
})

describe("docs/review.md", () => {
  const text = read("docs/review.md")

  it("tells every standing of a scenario against its lock", () => {
    const code = read("packages/core/src/lock/Standing.ts")
    const [, names] = /export type Name =([^]*?)\n\n/.exec(code)!
    const told = new Set(table(text, "standing").map(([name]) => name!))
    assert.sameMembers(
      [...told],
      [...names!.matchAll(/"([a-z]+)"/g)].map(([, name]) => name!)
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
