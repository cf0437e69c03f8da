/**
 * Texts that come by other ways than a place's files: the command line, the environment, names of files and folders,
 * tags, and documents of a store that somebody else wrote. These may hold anything, controls included.
 */
// Commands of one place share a store and run one after the other.
/* oxlint-disable no-await-in-loop, no-control-regex */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Place from "@gongfu/core/place/Place"
import * as Run from "@gongfu/core/run/Run"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as Seal from "@gongfu/core/store/Seal"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
import { parse } from "csv-parse/sync"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, beforeAll, describe, it } from "vitest"
import * as Session from "gongfu/session/Session"
import * as Cli from "../cli/Cli.ts"
import { say, type Said } from "./Terminal.ts"
import * as Texts from "./texts.ts"
import * as Town from "./Town.ts"

const every = [...Texts.shown, ...Texts.unseen]
const hostile = fc.oneof(fc.constantFrom(...every), Texts.drawn(every))

/** Nothing steers a terminal, and nothing fell over. */
const calm = ({ code, err, out }: Said, about: ReadonlyArray<string>): void => {
  const what = JSON.stringify(about)
  assert.isUndefined(Texts.steers(out.replaceAll("\r\n", "\n")), what)
  assert.isUndefined(Texts.steers(err), what)
  assert.notMatch(out + err, /gongfu itself failed|内部出错|"Defect"|^\s+at .*:\d+:\d+/m, what)
  assert.include([0, 1, 2], code, what)
}

let town: string
const empty = mkdtempSync(join(tmpdir(), "gongfu-"))

beforeAll(async () => {
  await Cli.built()
  town = Town.folder(Town.files(Town.calm))
  await say(town, ["run", `${town}/scenarios/base.yaml`])
})

const commandsWith = (text: string): ReadonlyArray<ReadonlyArray<string>> => [
  ["run", text],
  ["run", `./${text}`],
  ["run", `${text}.yaml`],
  ["run", `wenzhou/${text}`],
  ["show", text],
  ["show", "base", "--indicator", text],
  ["show", "base", "--year", text],
  ["events", text],
  ["export", "base", text, "--as", text],
  ["export", text],
  ["compare", "base", text],
  ["compare", "base", `${text}/x.yaml`, "--indicator", text],
  ["compare", "base", "base", "--indicator", text],
  ["verify", text],
  ["backtest", text],
  ["backtest", `${town}/scenarios/base.yaml`, "--actuals", text],
  ["model", "check", text],
  ["model", "docs", `${text}/`],
  ["model", "graph", town, "--from", text, "--to", text],
  ["model", "graph", town, "--sector", text],
  ["model", "assumptions", town, "--by", text],
  ["model", text],
  ["schema", text],
  ["init", town, "--place", text],
  [text],
  ["list", text],
  ["list", `--${text}`],
  ["list", "--lang", text],
  ["list", "--store", text]
]

describe("a hostile text on the command line", () => {
  it("is told without what steers a terminal, in both languages and as data", async () => {
    assert.isAbove(commandsWith("x").length, 20)
    await fc.assert(
      fc.asyncProperty(hostile, fc.nat(), async (text, at) => {
        const commands = commandsWith(text)
        for (let i = 0; i < 4; i++) {
          const args = commands[(at + 7 * i) % commands.length]!
          for (const more of [[], ["--lang", "zh"], ["--json"]]) calm(await say(town, [...args, ...more]), args)
        }
      }),
      { numRuns: 40 }
    )
  })

  it("names a store that is told without it, be it an option or the environment", async () => {
    for (const text of every) {
      if (text.includes("\u0000")) continue
      calm(await say(empty, ["list"], `${empty}/${text}/x.sqlite`), [text])
    }
    for (const text of ["\u001b[31m\u0007\u009b31m\u202e", "a\rb\nc", "'; drop table event; --"]) {
      const environment = { GONGFU_STORE: `${text}/x`, GONGFU_LANG: text, COLUMNS: text, NO_COLOR: text, TERM: text }
      const { code, err, out } = Cli.run(empty, ["list"], environment)
      calm({ code: code!, err, out }, [text])
      assert.strictEqual(code, 1)
      const colour = Cli.run(empty, ["show", text, "--color", "--store", text])
      assert.isUndefined(Texts.steers(colour.err.replaceAll(/\u001b\[\d{1,2}m/g, "")))
      assert.strictEqual(colour.code, 1)
    }
  })
})

describe("a hostile name of a file or a folder", () => {
  it("is told without what steers a terminal, and what is in it is found all the same", async () => {
    const names = every.filter((text) => !/[/\u0000]/.test(text) && Buffer.byteLength(text) < 200)
    assert.isAbove(names.length, 40)
    for (const [i, name] of names.entries()) {
      const at = Town.folder({ ...Town.files(Town.calm), [`scenarios/${name}.yaml`]: "gongfu: 1\nname: Odd\n" }, name)
      const whole = ["run", `${at}/scenarios/base.yaml`]
      const told = await say(at, whole)
      assert.strictEqual(told.code, 0, told.err)
      calm(told, whole)
      for (const args of [
        ["run", `${at}/scenarios/${name}.yaml`],
        ["run", `${at}/scenarios/${name}.yml`],
        ["model", "check", at],
        ["model", "check", dirname(at)]
      ])
        calm(await say(at, args), args)
      if (i % 3 > 0) continue
      const folder = mkdtempSync(join(tmpdir(), "gongfu-"))
      const made = await say(folder, ["init", `./${name}`, "--place"])
      calm(made, ["init", name])
      assert.strictEqual(made.code, 0, made.err)
      const next = /gongfu run (.*)$/m.exec(made.out)![1]!
      if (/[$`]/.test(name)) assert.match(next, /^'.*'$/, "a shell would do something with it")
    }
  })
})

/** Texts of a document with those of the harmless place replaced. */
const replaced = (data: unknown, text: string): unknown =>
  typeof data === "string"
    ? /^Placid\d+x$/.test(data)
      ? text
      : data
    : Array.isArray(data)
      ? data.map((inner) => replaced(inner, text))
      : typeof data === "object" && data !== null
        ? Object.fromEntries(Object.entries(data).map(([key, inner]) => [key, replaced(inner, text)]))
        : data

const sourceOf = (path: string) => ({ path, text: Town.files(Town.calm)[path]! })

const calmPlace = Result.getOrThrow(
  Place.fromFiles({
    manifest: sourceOf("gongfu.yaml"),
    model: sourceOf("model/model.yaml"),
    sectors: [sourceOf("model/economy.yaml"), sourceOf("model/society.yaml")],
    targets: sourceOf("targets.yaml")
  })
)
const calmScenario = Result.getOrThrow(
  Resolution.of(
    [
      Result.getOrThrow(ScenarioFile.read(sourceOf("scenarios/more.yaml"))),
      Result.getOrThrow(ScenarioFile.read(sourceOf("scenarios/base.yaml")))
    ],
    calmPlace.model
  )
)

/** A store with a run whose documents hold the text in every slot, and a tag. */
const storeWith = async (text: string, tag: string): Promise<string> => {
  const place = Result.getOrThrow(
    Place.fromDocuments({
      place: replaced(calmPlace.document, text),
      model: replaced(calmPlace.model.document, text),
      targets: replaced(calmPlace.targets.document, text)
    })
  )
  const scenario = Result.getOrThrow(Scenario.fromData(replaced(Scenario.toData(calmScenario), text)))
  const { events, id } = Run.project(place, scenario)
  const artifact = (kind: "place" | "model" | "targets" | "scenario", content: object) => ({
    kind,
    fingerprint: Fingerprint.of(content),
    content: Fingerprint.canonical(content)
  })
  const folder = mkdtempSync(join(tmpdir(), "gongfu-"))
  await Effect.runPromise(
    Effect.gen(function* () {
      const store = yield* EventStore
      const sealed = yield* Effect.fromResult(Seal.seal(id, Seal.beginning, events))
      yield* store.append(sealed, [
        artifact("place", place.document),
        artifact("model", place.model.document),
        artifact("targets", place.targets.document),
        artifact("scenario", Scenario.toData(scenario))
      ])
      yield* Effect.ignore(store.tag(tag, id))
    }).pipe(Effect.provide(SqliteEventStore.layer({ file: `${folder}/runs.sqlite`, access: "write" })))
  )
  return folder
}

const onRecord: ReadonlyArray<ReadonlyArray<string>> = [
  ["list"],
  ["show", "more", "--all"],
  ["events", "more"],
  ["export", "more"],
  ["verify"],
  ["compare", "more", "more", "--all"],
  ["compare", "more", "more", "--all", "--md"],
  ["compare", "more", "more", "--all", "--csv"]
]

describe("hostile texts in a store that somebody else wrote", () => {
  it("are told without what steers a terminal", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom(...Texts.unseen), Texts.drawn(every)).filter((text) => text.isWellFormed()),
        fc.constantFrom("x';drop/**/table/**/event--", "=1+1", "<b>", "a`b"),
        async (text, tag) => {
          fc.pre(text !== "")
          const folder = await storeWith(text, tag)
          for (const args of onRecord)
            for (const more of args.includes("--md") || args.includes("--csv") ? [[]] : [[], ["--json"]]) {
              const said = await say(folder, [...args, ...more])
              calm(said, [...args, ...more])
              assert.strictEqual(said.code, 0, `${args.join(" ")} ${said.err}`)
              if (more.length > 0) assert.doesNotThrow(() => JSON.parse(said.out.split("\n")[0]!) as unknown)
              if (args[0] === "export" && more.length === 0) assert.isAbove(parse(said.out).length, 20)
            }
          assert.include((await say(folder, ["list", "--json"])).out, JSON.stringify(tag))
        }
      ),
      { numRuns: 10 }
    )
  })

  it("are refused where they are half a character", async () => {
    const place = replaced(calmPlace.document, "\ud800")
    const content = JSON.stringify(place)
    assert.include(content, "\\ud800")
    const { events, id } = Run.project(calmPlace, calmScenario)
    const [started, ...others] = events
    assert.strictEqual(started!.type, "RunStarted")
    const fingerprints = { ...(started as { fingerprints: object }).fingerprints, place: Fingerprint.ofText(content) }
    const folder = mkdtempSync(join(tmpdir(), "gongfu-"))
    await Effect.runPromise(
      Effect.gen(function* () {
        const store = yield* EventStore
        const changed = [{ ...started!, fingerprints } as typeof started & object, ...others]
        const sealed = yield* Effect.fromResult(Seal.seal(id, Seal.beginning, changed))
        yield* store.append(sealed, [
          { kind: "place", fingerprint: fingerprints.place, content },
          { kind: "model", fingerprint: calmPlace.fingerprints.model, content: calmPlace.model.canonical },
          { kind: "targets", fingerprint: calmPlace.fingerprints.targets, content: calmPlace.targets.canonical },
          {
            kind: "scenario",
            fingerprint: Scenario.fingerprint(calmScenario),
            content: Fingerprint.canonical(Scenario.toData(calmScenario))
          }
        ])
      }).pipe(Effect.provide(SqliteEventStore.layer({ file: `${folder}/runs.sqlite`, access: "write" })))
    )
    for (const args of [
      ["show", "more"],
      ["compare", "more", "more"],
      ["export", "more", "--json"]
    ]) {
      const said = await say(folder, args)
      calm(said, args)
      assert.strictEqual(said.code, 1)
      assert.match(said.err + said.out, /a text is not Unicode/)
    }
  })
})

describe("the last gate of all output", () => {
  it("leaves text, colours where they are wanted, and line ends; JSON stays the same data", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: "binary" })), fc.boolean(), (text, coloured) => {
        const passed = Session.harmless(text, coloured)
        const rest = coloured ? passed.replaceAll(/\u001b\[\d{1,2}m/g, "") : passed
        assert.notMatch(rest.replaceAll(/\r(?=\n|$)/g, ""), /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u2028\u2029]/u)
        assert.deepStrictEqual(JSON.parse(Session.harmless(JSON.stringify({ text }), coloured)), { text })
      })
    )
    const red = "\u001b[31mred\u001b[39m"
    assert.strictEqual(Session.harmless(red, true), red)
    assert.strictEqual(Session.harmless(red, false), "\\u001b[31mred\\u001b[39m")
    assert.strictEqual(Session.harmless("a,b\r\nc\r", false), "a,b\r\nc\r")
    assert.strictEqual(Session.harmless("a\rb\u009b1m", true), "a\\u000db\\u009b1m")
  })
})
