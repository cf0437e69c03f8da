/** `gongfu schema`: a JSON Schema for each kind of file, which says of a file's form what gongfu says. */
import { readdirSync, readFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { BacktestFile } from "@gongfu/core/analysis/BacktestFile"
import { ModelFile, PatternFile, SectorFile } from "@gongfu/core/model/ModelDocument"
import { ProjectFile } from "@gongfu/core/place/PlaceFile"
import { ScenarioFile } from "@gongfu/core/scenario/ScenarioFile"
import { TargetFile } from "@gongfu/core/target/TargetFile"
import { Ajv, type ValidateFunction } from "ajv"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { assert, beforeAll, describe, it } from "vitest"
import { parse } from "yaml"
import { of } from "../../packages/cli/src/commands/Schema.ts"
import { type Kind, kinds } from "../../packages/cli/src/options/FileKinds.ts"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

const gongfu = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(Toy.folder(), args)

const strict = { errors: "all", onExcessProperty: "error" } as const
const forms: Readonly<Record<Kind, (data: unknown) => Result.Result<unknown, unknown>>> = {
  scenario: Schema.decodeUnknownResult(ScenarioFile, strict),
  targets: Schema.decodeUnknownResult(TargetFile, strict),
  model: Schema.decodeUnknownResult(ModelFile, strict),
  sector: Schema.decodeUnknownResult(SectorFile, strict),
  pattern: Schema.decodeUnknownResult(PatternFile, strict),
  place: Schema.decodeUnknownResult(ProjectFile, strict),
  backtest: Schema.decodeUnknownResult(BacktestFile, strict)
}
const validators = Object.fromEntries(
  kinds.map((kind) => [kind, new Ajv({ strict: false }).compile(of(kind))])
) as unknown as Readonly<Record<Kind, ValidateFunction>>

/** What kind of file it is; none of these for data and locks. */
const kindOf = (path: string): Kind | undefined => {
  const [folder, name] = [basename(dirname(path)), basename(path)]
  if (!name.endsWith(".yaml") || name.endsWith(".lock.yaml")) return undefined
  if (name === "backtest.yaml") return "backtest"
  if (folder === "scenarios") return "scenario"
  if (folder !== "model") return name === "gongfu.yaml" ? "place" : "targets"
  if (name === "model.yaml") return "model"
  return "pattern" in parse(readFileSync(path, "utf8")) ? "pattern" : "sector"
}

/** The files of a folder with their kinds. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((path) => {
    const [whole, kind] = [join(folder, path), kindOf(join(folder, path))]
    return kind === undefined ? [] : [{ path, kind, data: parse(readFileSync(whole, "utf8"), { version: "1.2" }) }]
  })

const shipped = ["wenzhou", "example-city"].flatMap((place) =>
  filesIn(fileURLToPath(new URL(`../../packages/scenarios/${place}`, import.meta.url)))
)

type Path = ReadonlyArray<string>
const pathsIn = (data: unknown, at: Path = []): ReadonlyArray<Path> =>
  typeof data === "object" && data !== null
    ? [at, ...Object.entries(data).flatMap(([key, inner]) => pathsIn(inner, [...at, key]))]
    : [at]

/** A file of which one thing was changed: its value, or its key, or it was taken out. */
const changed = fc
  .tuple(fc.constantFrom(...shipped), fc.nat(), fc.constantFrom("value", "key", "out"), fc.nat())
  .map(([{ path, kind, data }, where, how, which]) => {
    const copy = structuredClone(data)
    const [, ...paths] = pathsIn(copy)
    const at = paths[where % paths.length]!
    const holder = at.slice(0, -1).reduce((inner, key) => inner[key], copy)
    const [key, value] = [at.at(-1)!, holder[at.at(-1)!]]
    const values = ["Bad Name", "", "name", 0, -1, 1.5, 2030, true, null, [], {}, { 2020: 1 }, { "20xx": 1 }, [0, 1]]
    const keys = ["20xx", "2023", "2023-2025", "extends", "place", "plan", "assumption", "equal", "Bad", "name", "x"]
    if (how !== "value" && !Array.isArray(holder)) delete holder[key]
    if (how === "key" && !Array.isArray(holder)) holder[keys[which % keys.length]!] = value
    if (how === "value") holder[key] = values[which % values.length]
    return { path, kind, at: at.join("."), data: copy }
  })

beforeAll(Cli.built)

describe("gongfu schema", () => {
  it("gives a JSON Schema for each kind of file", () => {
    for (const kind of kinds) {
      const schema = JSON.parse(gongfu("schema", kind).out)
      assert.match(schema.$schema, /draft-07/)
      assert.isTrue("definitions" in schema)
    }
    assert.deepInclude(JSON.parse(gongfu("schema", "scenario", "--json").out), { format: 1 })
  })

  it("takes every shipped file, and what init writes", () => {
    const folder = Toy.folder()
    for (const args of [["study"], ["city", "--place=example-city"]])
      assert.strictEqual(Cli.aside(folder, ["init", ...args]).code, 0)
    const written = filesIn(folder)
    assert.isAbove(written.length, 8)
    for (const { path, kind, data } of [...shipped, ...written])
      assert.isTrue(validators[kind](data), `${path}: ${JSON.stringify(validators[kind].errors)}`)
  })

  it("refuses in a changed file what gongfu refuses of its form, and nothing else", () =>
    fc.assert(
      fc.property(changed, ({ path, kind, at, data }) => {
        // JSON Schema cannot hold two numbers against each other.
        fc.pre(!(kind === "scenario" && data.years?.from >= data.years?.to))
        const decoded = forms[kind](data)
        assert.strictEqual(
          validators[kind](data),
          Result.isSuccess(decoded),
          `${path}, ${at}: ${JSON.stringify(validators[kind].errors)} ${String(decoded)}`
        )
      }),
      { numRuns: 1000 }
    ))

  it.each([
    [{ extends: undefined }],
    [{ extends: "wenzhou/plan", place: "wenzhou" }],
    [{ name: "Bad Name" }],
    [{ levers: { land_rural_share: { "20xx": 1 } } }],
    [{ shocks: [{ name: "slump", on: "x", because: { en: "a", zh: "a" } }] }]
  ])("refuses a scenario with %j", (change) => {
    const scenario = { gongfu: 1, name: "a", title: { en: "A", zh: "A" }, extends: "wenzhou/plan" }
    assert.isTrue(validators.scenario(scenario))
    assert.isFalse(validators.scenario(JSON.parse(JSON.stringify({ ...scenario, ...change }))))
  })
})
